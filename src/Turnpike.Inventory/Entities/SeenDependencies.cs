using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Entities;

/// <summary>A relation between resources of two entities.</summary>
public readonly record struct SeenRelation(ResourceRow From, ResourceRow To);

/// <summary>Which entities depend on which others, as the relations of their resources show.</summary>
public sealed class SeenDependencies
{
    /// <summary>How many relations are kept to show what a dependency is known by.</summary>
    private const int MaxShown = 5;

    // A rule that lets somebody in refers to whom it lets in: which of the two needs the other, it does not say.
    private static readonly HashSet<string> s_silent = new(StringComparer.Ordinal)
    {
        "aws_security_group", "aws_default_security_group", "aws_security_group_rule", "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule",
        "azurerm_network_security_group", "google_compute_firewall", "networking.k8s.io/NetworkPolicy",
    };

    private readonly Dictionary<string, Dictionary<string, (EstateEntity To, int Count, List<SeenRelation> Shown)>> _seen = new(StringComparer.Ordinal);

    public static SeenDependencies Of(JoinedEstate estate, ServiceMembers members)
    {
        var seen = new SeenDependencies();
        var owners = members.All.ToDictionary(static i => i, i => members.LikeliestOf(i).ToList());
        if (owners.Count > 0)
        {
            estate.Snapshot.EachRelation((from, to) =>
            {
                if (owners.TryGetValue(estate.IndexOf(from), out var mine) && owners.TryGetValue(estate.IndexOf(to), out var theirs) && mine is [var one] && theirs is [var other] && one.Entity != other.Entity)
                {
                    seen.Add(one.Entity, other.Entity, estate.Snapshot.Segments.Row(from), estate.Snapshot.Segments.Row(to));
                }
            });
        }

        return seen;
    }

    /// <summary>What an entity depends on, by the other's id.</summary>
    public IEnumerable<(EstateEntity To, int Count, IReadOnlyList<SeenRelation> Shown)> Of(EstateEntity entity) =>
        _seen.GetValueOrDefault(entity.Reference.Id)?.Values.Select(static d => (d.To, d.Count, (IReadOnlyList<SeenRelation>)d.Shown)) ?? [];

    private void Add(EstateEntity one, EstateEntity other, ResourceRow from, ResourceRow to)
    {
        if (s_silent.Contains(to.Type) || one.Reference.Id == other.Reference.Id)
        {
            return;
        }

        var all = _seen.TryGetValue(one.Reference.Id, out var known) ? known : _seen[one.Reference.Id] = new(StringComparer.Ordinal);
        var (_, count, shown) = all.GetValueOrDefault(other.Reference.Id, (other, 0, []));
        if (shown.Count < MaxShown)
        {
            shown.Add(new SeenRelation(from, to));
        }

        all[other.Reference.Id] = (other, count + 1, shown);
    }
}
