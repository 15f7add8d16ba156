using Turnpike.Text;

namespace Turnpike.Delivery.Diffs;

/// <summary>Two texts, line by line: those that were removed and added, with some around them.</summary>
internal static class LineDiff
{
    private const int Around = 2;

    private const int MaxLines = 1_000;
    private const int MaxLineLength = 500;

    public static IReadOnlyList<DiffLine> Of(string before, string after) =>
        Near([.. LineEdits.Of(Lines(before), Lines(after)).Select(static e => new DiffLine(KindOf(e.Edit), Cut(e.Line)))]);

    private static string[] Lines(string text) => text.Split('\n', MaxLines + 1);

    private static string Cut(string line) => line.Length <= MaxLineLength ? line : line[..MaxLineLength] + "…";

    private static DiffKind KindOf(LineEdit edit) => edit switch
    {
        LineEdit.Removed => DiffKind.Removed,
        LineEdit.Added => DiffKind.Added,
        _ => DiffKind.Same,
    };

    private static List<DiffLine> Near(List<DiffLine> all)
    {
        var changed = new List<int>();
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i].Kind != DiffKind.Same)
            {
                changed.Add(i);
            }
        }

        var near = changed.SelectMany(static i => Enumerable.Range(i - Around, (2 * Around) + 1)).Where(i => i >= 0 && i < all.Count).ToHashSet();
        return [.. all.Where((_, i) => near.Contains(i))];
    }
}
