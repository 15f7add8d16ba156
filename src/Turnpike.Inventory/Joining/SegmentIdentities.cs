using System.Runtime.CompilerServices;
using Turnpike.Inventory.Segments;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Joining;

/// <summary>What the rows of a segment go by. Made once for each segment, which snapshots share.</summary>
internal sealed class SegmentIdentities
{
    private static readonly ConditionalWeakTable<ScopeSegment, SegmentIdentities> s_made = [];

    private SegmentIdentities(RowIdentity[] rows) => Rows = rows;

    public RowIdentity[] Rows { get; }

    /// <param name="scope">The name of the scope, which is the same for every snapshot that holds the segment under it.</param>
    public static SegmentIdentities Of(string scope, ScopeSegment segment) => s_made.TryGetValue(segment, out var known) && (known.Rows.Length == 0 || known.Rows[0].Scope == scope)
        ? known
        : Make(scope, segment);

    private static SegmentIdentities Make(string scope, ScopeSegment segment)
    {
        var rows = new List<RowIdentity>(segment.Rows);
        var places = new Dictionary<ResourcePlace, ResourcePlace>();
        for (var page = 0; page < segment.Pages.Length; page++)
        {
            var next = 0;
            for (var local = 0; local < segment.Pages[page].Rows; local++)
            {
                var row = segment.Pages[page].Row(scope, local, 0);
                if (!RowSides.IsWhole(row))
                {
                    continue;
                }

                var type = ResourcePlace.TypeOf(row.Type);
                var arn = row.IsKubernetes || row.Arn is null ? 0 : Fingerprint.OfIdentifier(row.Arn);
                rows.Add(new RowIdentity(
                    scope,
                    string.Intern(row.Source),
                    segment.RowBase(page) + local,
                    string.Intern(type),
                    row.IsKubernetes,
                    segment.Pages[page].Addresses[local],
                    row.IsKubernetes ? Fingerprint.OfAddress(row.Type + "\n" + row.Key.Address) : row.Id is { } id ? Fingerprint.OfIdentifier(type + "\n" + id) : 0,
                    arn,
                    Keys(segment.Pages[page], local, row, arn, ref next),
                    Shared(ResourcePlace.OfRow(row))));
            }
        }

        var made = new SegmentIdentities([.. rows]);
        s_made.AddOrUpdate(segment, made);
        return made;

        // Identifiers stand in the order of their rows; of a row, what is neither its id nor its ARN is a key.
        static ulong[] Keys(SegmentPage page, int row, ResourceRow of, ulong arn, ref int next)
        {
            while (next < page.IdentifierRows.Length && page.IdentifierRows[next] < row)
            {
                next++;
            }

            var first = next;
            while (next < page.IdentifierRows.Length && page.IdentifierRows[next] == row)
            {
                next++;
            }

            var id = first == next || of.Id is null ? 0 : Fingerprint.OfIdentifier(of.Id);
            var keys = page.Identifiers[first..next].ToArray();
            return Array.TrueForAll(keys, k => k == id || k == arn) ? [] : [.. keys.Where(k => k != id && k != arn)];
        }

        ResourcePlace Shared(ResourcePlace place) => places.TryGetValue(place, out var known) ? known : places[place] = place;
    }
}

/// <param name="Row">Within its segment.</param>
/// <param name="Key">Of its type and id, for Kubernetes of its address; 0 for none.</param>
/// <param name="Arn">0 for none.</param>
/// <param name="Keys">By which attributes it is known, where its id does not say.</param>
/// <param name="Type">As a cloud calls it.</param>
/// <param name="Address">Its fingerprint.</param>
/// <param name="Place">As it says itself.</param>
internal readonly record struct RowIdentity(string Scope, string Source, int Row, string Type, bool IsKubernetes, ulong Address, ulong Key, ulong Arn, ulong[] Keys, ResourcePlace Place);
