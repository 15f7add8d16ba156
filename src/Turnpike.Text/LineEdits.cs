namespace Turnpike.Text;

/// <summary>Where a line of two texts stands.</summary>
public enum LineEdit
{
    Same,
    Removed,
    Added,
}

/// <summary>How one text becomes another, line by line.</summary>
public static class LineEdits
{
    // Of the table of common lines.
    private const long MaxCells = 16_000_000;

    /// <summary>The fewest lines that are removed and added; where that would take too long, all between what both share at their ends.</summary>
    public static List<(LineEdit Edit, string Line)> Of(ReadOnlySpan<string> before, ReadOnlySpan<string> after)
    {
        var head = before.CommonPrefixLength(after);
        var tail = 0;
        while (tail < Math.Min(before.Length, after.Length) - head && before[^(tail + 1)] == after[^(tail + 1)])
        {
            tail++;
        }

        var edits = new List<(LineEdit, string)>(before.Length + after.Length);
        Add(edits, LineEdit.Same, before[..head]);
        AddMiddle(edits, before[head..^tail], after[head..^tail]);
        Add(edits, LineEdit.Same, before[^tail..]);
        return edits;
    }

    private static void AddMiddle(List<(LineEdit, string)> edits, ReadOnlySpan<string> a, ReadOnlySpan<string> b)
    {
        if ((long)a.Length * b.Length > MaxCells)
        {
            Add(edits, LineEdit.Removed, a);
            Add(edits, LineEdit.Added, b);
            return;
        }

        var common = Common(a, b);
        for (int i = 0, j = 0; i < a.Length || j < b.Length;)
        {
            if (i < a.Length && j < b.Length && a[i] == b[j])
            {
                edits.Add((LineEdit.Same, a[i]));
                (i, j) = (i + 1, j + 1);
            }
            else if (j == b.Length || (i < a.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                edits.Add((LineEdit.Removed, a[i++]));
            }
            else
            {
                edits.Add((LineEdit.Added, b[j++]));
            }
        }
    }

    // How many lines both still have in common, from each pair of places on.
    private static int[,] Common(ReadOnlySpan<string> a, ReadOnlySpan<string> b)
    {
        var common = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
            {
                common[i, j] = a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return common;
    }

    private static void Add(List<(LineEdit, string)> edits, LineEdit edit, ReadOnlySpan<string> lines)
    {
        foreach (var line in lines)
        {
            edits.Add((edit, line));
        }
    }
}
