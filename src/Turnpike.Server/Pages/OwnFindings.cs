using Turnpike.Delivery.Standing;
using Turnpike.Gate.Findings;
using Turnpike.Governance;
using Turnpike.Governance.People;
using Turnpike.Inventory.Ownership;
using Turnpike.Inventory.Search;
using Turnpike.Inventory.Snapshots;
using Turnpike.Text;

namespace Turnpike.Server.Pages;

/// <summary>Findings on resources whose tags name a person or one of their teams.</summary>
internal sealed class OwnFindings(StandingFindings standing, PeopleProjection people, OwnershipProjection ownership)
{
    private const int MaxResources = 5_000;

    /// <summary>The query that finds what somebody owns; null for who has no name.</summary>
    public EstateQuery? QueryOf(Principal person)
    {
        var names = people.NamesOf(person).Append(person.Id.Split('@')[0])
            .Where(n => n.Length > 0 && !n.Contains('"', StringComparison.Ordinal)).Distinct(StringComparer.Ordinal);
        var keys = ownership.Vocabulary.KeysOf(OwnershipQuestion.Owner).Where(static k => !k.Contains('"', StringComparison.Ordinal)).ToList();
        return keys.Count == 0 ? null : EstateQuery.Parse(string.Join(" OR ", names.SelectMany(n => keys.Select(k => $"tag:\"{k}={n}\""))), new DiagnosticBag());
    }

    /// <summary>Those that count, the gravest first.</summary>
    public (IReadOnlyList<Finding> Findings, int Resources) Of(Principal person, EstateSnapshot estate, CancellationToken cancellationToken)
    {
        if (QueryOf(person) is not { } query)
        {
            return ([], 0);
        }

        var owned = estate.Search(query, MaxResources, null, cancellationToken);
        return owned.Items.Count == 0 ? ([], 0) : ([.. standing.On(owned.Items.Select(r => r.Key).ToHashSet()).Where(f => f.Counts).OrderByDescending(f => f.Severity)], owned.Total);
    }
}
