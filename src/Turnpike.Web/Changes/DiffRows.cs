using Turnpike.Delivery.Diffs;

namespace Turnpike.Web.Changes;

/// <summary>One attribute of a diff by its whole path: what people compare line by line.</summary>
/// <param name="Path">As findings write it: <c>ingress[0].cidr_blocks</c>.</param>
internal sealed record DiffRow(string Path, DiffNode Node)
{
    /// <summary>The leaves of a diff, in its order.</summary>
    public static IEnumerable<DiffRow> Of(IReadOnlyList<DiffNode> nodes, string above = "")
    {
        foreach (var node in nodes)
        {
            var path = above.Length == 0 || node.Name.StartsWith('[') ? above + node.Name : $"{above}.{node.Name}";
            if (node.Parts is { Count: > 0 } parts)
            {
                foreach (var row in Of(parts, path))
                {
                    yield return row.Node.ForcesReplacement || !node.ForcesReplacement ? row : row with { Node = row.Node with { ForcesReplacement = true } };
                }
            }
            else
            {
                yield return new DiffRow(path, node);
            }
        }
    }

    /// <summary>Whether a finding at a path is about this attribute or a part of it.</summary>
    public bool Holds(string path) =>
        path == Path || (path.StartsWith(Path, StringComparison.Ordinal) && path[Path.Length] is '.' or '[') || (Path.StartsWith(path, StringComparison.Ordinal) && Path[path.Length] is '.' or '[');
}
