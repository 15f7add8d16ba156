namespace Turnpike.Delivery.Diffs;

/// <summary>Two texts, line by line: those that were removed and added, with some around them.</summary>
internal static class LineDiff
{
    private const int Around = 2;

    // The table of common lines has this many squared entries at most.
    private const int MaxLines = 1_000;
    private const int MaxLineLength = 500;

    public static IReadOnlyList<DiffLine> Of(string before, string after)
    {
        var (left, right) = (Lines(before), Lines(after));
        var start = left.Zip(right).TakeWhile(static p => p.First == p.Second).Count();
        var end = left.Skip(start).Reverse().Zip(right.Skip(start).Reverse()).TakeWhile(static p => p.First == p.Second).Count();
        var middle = Middle(left[start..^end], right[start..^end]);
        var all = left[..start].Select(Same).Concat(middle).Concat(left[^end..].Select(Same)).ToList();
        return Near(all);
    }

    private static string[] Lines(string text) => text.Split('\n', MaxLines + 1);

    private static DiffLine Same(string text) => new(DiffKind.Same, Cut(text));

    private static string Cut(string line) => line.Length <= MaxLineLength ? line : line[..MaxLineLength] + "…";

    private static List<DiffLine> Middle(string[] left, string[] right)
    {
        var longest = new int[left.Length + 1, right.Length + 1];
        for (var i = left.Length - 1; i >= 0; i--)
        {
            for (var j = right.Length - 1; j >= 0; j--)
            {
                longest[i, j] = left[i] == right[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }

        var lines = new List<DiffLine>();
        int l = 0, r = 0;
        while (l < left.Length || r < right.Length)
        {
            if (l < left.Length && r < right.Length && left[l] == right[r])
            {
                lines.Add(Same(left[l++]));
                r++;
            }
            else if (l < left.Length && (r == right.Length || longest[l + 1, r] >= longest[l, r + 1]))
            {
                lines.Add(new DiffLine(DiffKind.Removed, Cut(left[l++])));
            }
            else
            {
                lines.Add(new DiffLine(DiffKind.Added, Cut(right[r++])));
            }
        }

        return lines;
    }

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
