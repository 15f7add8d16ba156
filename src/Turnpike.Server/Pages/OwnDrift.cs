using Turnpike.Governance;
using Turnpike.Governance.People;
using Turnpike.Inventory.Joining;
using Turnpike.Server.Estate;

namespace Turnpike.Server.Pages;

/// <summary>What drifted of what a person or one of their teams owns.</summary>
internal sealed class OwnDrift(JoinedIndexes indexes, PeopleProjection people)
{
    private const int MaxRemembered = 500;

    /// <summary>By scope and address.</summary>
    public async Task<IReadOnlyList<JoinedResource>> OfAsync(Principal person, CancellationToken cancellationToken)
    {
        var index = await indexes.NowAsync(cancellationToken);
        if (index.Estate.Counts.GetValueOrDefault(JoinedStatus.Drifted) == 0)
        {
            return [];
        }

        var names = people.NamesOf(person).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. index.Values(JoinedDimension.Owner).Where(names.Contains)
            .SelectMany(o => index.Ask(new JoinedFilter(JoinedStatus.Drifted, new Dictionary<JoinedDimension, string> { [JoinedDimension.Owner] = o }, null), JoinedDimension.Owner, 0, MaxRemembered).Items)
            .Take(MaxRemembered)];
    }

    /// <summary>By what it is known again: the same attributes of the same resource are no new drift.</summary>
    public static string MarkOf(JoinedResource resource) => $"drift {resource.Row.Key}: {string.Join(' ', resource.Drift.Select(static d => d.Path.ToString()).Order(StringComparer.Ordinal))}";
}
