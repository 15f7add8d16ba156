using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Joining;

/// <summary>Another thing that may be meant. A guess for people: nothing is joined by it.</summary>
/// <param name="Says">What both have in common.</param>
public sealed record JoinHint(ResourceKey Resource, string Says);

/// <summary>
/// Pairs what is managed and not there with what is there and not managed, of one type and with the same name or tags: what
/// was replaced by hand, or is waiting to be imported.
/// </summary>
internal static class Resemblances
{
    private const int MaxEach = 3;

    // One tag is shared by whole estates, and so is what every resource of a team carries.
    private const int FewestTags = 2;
    private const int MostAlike = 8;

    public static Dictionary<int, List<JoinHint>> Of(EstateSnapshot snapshot, IReadOnlyList<JoinedEstate.Entry> entries)
    {
        var missing = entries.Where(static e => e.Status is JoinedStatus.Orphaned or JoinedStatus.Absent).ToList();
        var hints = new Dictionary<int, List<JoinHint>>();
        if (missing.Count == 0)
        {
            return hints;
        }

        var types = missing.Select(m => ResourcePlace.TypeOf(snapshot.Segments.Row(m.Row).Type)).ToHashSet(StringComparer.Ordinal);
        var alone = entries.Where(static e => e.Status == JoinedStatus.Unmanaged).Select(e => (Entry: e, Row: snapshot.Segments.Row(e.Row))).Where(e => types.Contains(ResourcePlace.TypeOf(e.Row.Type))).ToList();
        foreach (var (what, keyOf) in (IReadOnlyList<(string, Func<ResourceRow, string?>)>)[("name", NameOf), ("tags", TagsOf)])
        {
            var byKey = alone.Where(a => keyOf(a.Row) is not null).GroupBy(a => (ResourcePlace.TypeOf(a.Row.Type), keyOf(a.Row)!)).ToDictionary(static g => g.Key, static g => g.ToList());
            foreach (var one in missing)
            {
                var row = snapshot.Segments.Row(one.Row);
                if (keyOf(row) is { } key && byKey.TryGetValue((ResourcePlace.TypeOf(row.Type), key), out var alike) && alike.Count <= MostAlike)
                {
                    foreach (var (entry, other) in alike.Where(a => a.Entry.Place.Agrees(one.Place)))
                    {
                        Add(hints, row, other, $"the same {what}: {Short(key)}");
                        Add(hints, other, row, $"the same {what}: {Short(key)}");
                    }
                }
            }
        }

        return hints;
    }

    private static void Add(Dictionary<int, List<JoinHint>> hints, ResourceRow row, ResourceRow other, string says)
    {
        var list = hints.TryGetValue(row.Row, out var known) ? known : hints[row.Row] = [];
        if (list.Count < MaxEach && list.TrueForAll(h => h.Resource != other.Key))
        {
            list.Add(new JoinHint(other.Key, says));
        }
    }

    private static string? NameOf(ResourceRow row) => row.Name ?? row.Tags.Where(static t => t.Key == "Name").Select(static t => t.Value).FirstOrDefault(static v => v.Length > 0);

    private static string? TagsOf(ResourceRow row) =>
        row.Tags.Where(static t => !t.Key.StartsWith("aws:", StringComparison.Ordinal)).Select(static t => $"{t.Key}={t.Value}").Distinct().Order(StringComparer.Ordinal).ToList() is { Count: >= FewestTags } tags ? string.Join(", ", tags) : null;

    private static string Short(string text) => text.Length > 100 ? text[..100] + "…" : text;
}
