using Turnpike.Estate.Joins;

namespace Turnpike.Estate.Changes;

/// <summary>
/// Planned changes laid over a prior estate. Nothing is copied: resources that do not change are the prior estate's own.
/// </summary>
public sealed class Overlay
{
    private readonly Dictionary<ResourceChange, Resource> _before;
    private readonly Dictionary<ResourceChange, Resource> _after;

    private Overlay(EstateModel before, EstateModel after, IReadOnlyList<ResourceChange> changes, OverlayBuilder builder)
    {
        Before = before;
        After = after;
        Changes = changes;
        _before = builder.BeforeByChange;
        _after = builder.AfterByChange;
    }

    /// <summary>The estate before the changes.</summary>
    public EstateModel Before { get; }

    /// <summary>The estate as it will be.</summary>
    public EstateModel After { get; }

    /// <summary>In the order of their plans. What only exists (a state, a manifest) is here as no change at all.</summary>
    public IReadOnlyList<ResourceChange> Changes { get; }

    /// <param name="prior">What is known beside the plans: states, other roots, cluster objects. Empty where there is nothing.</param>
    /// <param name="joins">Knows by which attributes types name each other; without it edges by name are not seen.</param>
    /// <param name="around">The estate beyond, as it will be when the plans are carried out.</param>
    public static Overlay Of(EstateModel prior, IReadOnlyList<PlannedChanges> plans, JoinTable? joins = null, EstateLayers? around = null)
    {
        var builder = new OverlayBuilder(prior);
        foreach (var plan in plans)
        {
            builder.Add(plan);
        }

        builder.AddRest();
        if (around is not null)
        {
            builder.AddAround(around, plans);
        }

        joins ??= JoinTable.Empty;
        return new Overlay(
            new EstateModel(builder.Before, joins, isBefore: true),
            new EstateModel(builder.After, joins, isBefore: false),
            plans.Count == 1 ? plans[0].Changes : [.. plans.SelectMany(static p => p.Changes)],
            builder);
    }

    /// <summary>The object a change starts from, in <see cref="Before"/>; null on create.</summary>
    public Resource? ResourceBefore(ResourceChange change) => _before.GetValueOrDefault(change);

    /// <summary>The object a change leads to, in <see cref="After"/>; null where it deletes or forgets.</summary>
    public Resource? ResourceAfter(ResourceChange change) => _after.GetValueOrDefault(change);
}
