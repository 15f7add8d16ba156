using Turnpike.Inventory.Joining;

namespace Turnpike.Inventory.Ownership;

/// <summary>
/// Proposes owners: whoever owns most of what is made by the same module, the same state, the same person, of what is
/// called alike and of what is around. Each is a vote, weighed by how much it tells and how many agree.
/// </summary>
internal sealed class OwnerProposals
{
    private const double MaxConfidence = 0.95;
    private const double ByNeighbours = 0.6;
    private const double ByModule = 0.7;
    private const double ByCreator = 0.6;
    private const double ByName = 0.5;
    private const double ByState = 0.5;
    private const double ByAccount = 0.3;
    private const double LeastShare = 0.5;

    private static readonly string[] s_creators = ["created-by", "created_by", "createdby", "creator", "aws:createdby", "launched-by"];
    private static readonly char[] s_partings = ['-', '_', '.', '/', ':', ' '];

    private readonly JoinedEstate _estate;
    private readonly OwnershipTables _tables;
    private readonly Lazy<NeighbourGraph> _graph;
    private readonly Dictionary<(Group Group, string Key), Dictionary<string, int>> _votes = [];

    private OwnerProposals(JoinedEstate estate, OwnershipTables tables, Lazy<NeighbourGraph> graph) => (_estate, _tables, _graph) = (estate, tables, graph);

    private enum Group
    {
        Module,
        State,
        Creator,
        Name,
        Account,
    }

    public static OwnerProposals Of(JoinedEstate estate, OwnershipTables tables, Lazy<NeighbourGraph> graph)
    {
        var proposals = new OwnerProposals(estate, tables, graph);
        for (var i = 0; i < estate.Count; i++)
        {
            if (!tables.IsUnsaid(OwnershipQuestion.Owner, i))
            {
                var owner = tables.Value(OwnershipQuestion.Owner, i)!;
                foreach (var group in GroupsOf(estate.At(i)))
                {
                    var votes = proposals._votes.TryGetValue((group.Group, group.Key), out var known) ? known : proposals._votes[(group.Group, group.Key)] = new(StringComparer.OrdinalIgnoreCase);
                    votes[owner] = votes.GetValueOrDefault(owner) + 1;
                }
            }
        }

        return proposals;
    }

    /// <param name="answer">What it is answered now; a neighbour's answer is a vote too.</param>
    public OwnerProposal? Of(JoinedResource resource, OwnershipAnswer? answer)
    {
        var said = new Dictionary<string, List<(double Weight, string Reason)>>(StringComparer.OrdinalIgnoreCase);
        if (answer is { Source: OwnershipSource.Neighbour })
        {
            Add(said, answer.Value, answer.Confidence, $"the nearest that has an owner: {answer.Why}");
        }
        else if (Around(resource) is { Count: > 0 } around)
        {
            Vote(said, around, ByNeighbours, "around it");
        }

        foreach (var (group, key, says) in GroupsOf(resource))
        {
            if (_votes.TryGetValue((group, key), out var votes))
            {
                Vote(said, votes, WeightOf(group), says);
            }
        }

        if (said.Count == 0)
        {
            return null;
        }

        var (owner, reasons) = said.MaxBy(static s => Together(s.Value));
        return new OwnerProposal(owner, Math.Round(Math.Min(MaxConfidence, Together(reasons)), 2), [.. reasons.OrderByDescending(static r => r.Weight).Select(static r => r.Reason)]);
    }

    private static double Together(IReadOnlyList<(double Weight, string Reason)> reasons) => 1 - reasons.Aggregate(1.0, static (rest, r) => rest * (1 - r.Weight));

    private static void Vote(Dictionary<string, List<(double, string)>> said, Dictionary<string, int> votes, double weight, string says)
    {
        var all = votes.Values.Sum();
        var (owner, most) = votes.OrderByDescending(static v => v.Value).ThenBy(static v => v.Key, StringComparer.Ordinal).First();
        if (most > LeastShare * all)
        {
            // One alone says half of what three do.
            Add(said, owner, weight * most / all * Math.Min(1, (most + 1) / 4.0), all == 1 ? $"the one {says} that has an owner is {owner}'s" : $"{most} of {all} {says} that have an owner are {owner}'s");
        }
    }

    private static void Add(Dictionary<string, List<(double, string)>> said, string owner, double weight, string reason) =>
        (said.TryGetValue(owner, out var reasons) ? reasons : said[owner] = []).Add((weight, reason));

    private static double WeightOf(Group group) => group switch { Group.Module => ByModule, Group.State => ByState, Group.Creator => ByCreator, Group.Name => ByName, _ => ByAccount };

    private Dictionary<string, int> Around(JoinedResource resource)
    {
        var votes = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var index = _estate.IndexOf(resource.Row.Row);
        foreach (var other in index < 0 ? [] : _graph.Value.Of(index))
        {
            if (!_tables.IsUnsaid(OwnershipQuestion.Owner, other))
            {
                var owner = _tables.Value(OwnershipQuestion.Owner, other)!;
                votes[owner] = votes.GetValueOrDefault(owner) + 1;
            }
        }

        return votes;
    }

    private static IEnumerable<(Group Group, string Key, string Says)> GroupsOf(JoinedResource resource)
    {
        var row = resource.Row;
        if (resource.Side == RowSide.State)
        {
            if (row.Key.Address.StartsWith("module.", StringComparison.Ordinal) && Code.BlockAddress.ModulesOf(Code.BlockAddress.Of(row.Key.Address)).Last() is { } module)
            {
                yield return (Group.Module, $"{row.Key.Scope}\n{module}", $"in {module} of {row.Key.Scope}");
            }

            yield return (Group.State, $"{row.Key.Scope}\n{row.Source}", $"in the state {row.Key.Scope}");
        }

        foreach (var (key, value) in (resource.Observed ?? row).Tags)
        {
            if (s_creators.Contains(key, StringComparer.OrdinalIgnoreCase) && value.Length > 0)
            {
                yield return (Group.Creator, value, $"made by {value}");
            }
        }

        if (StemOf(resource.Observed?.Name ?? row.Name) is { } stem)
        {
            yield return (Group.Name, stem, $"called {stem}-…");
        }

        if (resource.Place is { Account.Length: > 0 } place)
        {
            yield return (Group.Account, $"{place.Provider}\n{place.Account}", $"in {place.Provider} {place.Account}");
        }
    }

    // payments of payments-db-1 and prod-payments-queue: the first word that is neither a number nor an environment.
    private static string? StemOf(string? name)
    {
        foreach (var word in (name ?? "").ToLowerInvariant().Split(s_partings, StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Length >= 3 && !word.Any(char.IsDigit) && OwnershipVocabulary.Default.InName(OwnershipQuestion.Environment, word) is null && word is not ("aws" or "the" or "default" or "main" or "eks" or "ecs" or "iam"))
            {
                return word == name?.ToLowerInvariant() && word.Length < 4 ? null : word;
            }
        }

        return null;
    }
}
