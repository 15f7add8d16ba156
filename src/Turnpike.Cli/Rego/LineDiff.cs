using System.Globalization;
using System.Text;

namespace Turnpike.Cli.Rego;

/// <summary>What changed between two texts, by lines, in the unified form.</summary>
internal static class LineDiff
{
    private const int Context = 3;

    public static string Unified(string name, string before, string after)
    {
        var edits = Edits(before.TrimEnd('\n').Split('\n'), after.TrimEnd('\n').Split('\n'));
        var text = new StringBuilder().Append("--- ").Append(name).Append('\n').Append("+++ ").Append(name).Append('\n');
        for (var at = 0; at < edits.Count;)
        {
            var first = edits.FindIndex(at, static e => e.Mark != ' ');
            if (first < 0)
            {
                break;
            }

            var last = first;
            for (var i = first; i < edits.Count && i - last <= 2 * Context; i++)
            {
                last = edits[i].Mark == ' ' ? last : i;
            }

            var from = Math.Max(at, first - Context);
            at = Math.Min(edits.Count, last + Context + 1);
            AppendHunk(text, edits, from, at);
        }

        return text.ToString();
    }

    private static void AppendHunk(StringBuilder text, List<(char Mark, string Line)> edits, int from, int to)
    {
        var oldStart = edits.Take(from).Count(static e => e.Mark != '+') + 1;
        var newStart = edits.Take(from).Count(static e => e.Mark != '-') + 1;
        var hunk = edits[from..to];
        text.Append(CultureInfo.InvariantCulture, $"@@ -{oldStart},{hunk.Count(static e => e.Mark != '+')} +{newStart},{hunk.Count(static e => e.Mark != '-')} @@\n");
        foreach (var (mark, line) in hunk)
        {
            text.Append(mark).Append(line).Append('\n');
        }
    }

    // What both share at the ends stays; between them, the longest common run of lines by table, where that is small enough.
    private static List<(char Mark, string Line)> Edits(string[] a, string[] b)
    {
        var head = 0;
        while (head < a.Length && head < b.Length && a[head] == b[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < a.Length - head && tail < b.Length - head && a[^(tail + 1)] == b[^(tail + 1)])
        {
            tail++;
        }

        var edits = a.Take(head).Select(static line => (' ', line)).ToList();
        Middle(a[head..(a.Length - tail)], b[head..(b.Length - tail)], edits);
        edits.AddRange(a.Skip(a.Length - tail).Select(static line => (' ', line)));
        return edits;
    }

    private static void Middle(string[] a, string[] b, List<(char Mark, string Line)> edits)
    {
        const long MaxCells = 16_000_000;
        if ((long)a.Length * b.Length > MaxCells)
        {
            edits.AddRange(a.Select(static line => ('-', line)));
            edits.AddRange(b.Select(static line => ('+', line)));
            return;
        }

        var common = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
            {
                common[i, j] = a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        for (int i = 0, j = 0; i < a.Length || j < b.Length;)
        {
            if (i < a.Length && j < b.Length && a[i] == b[j])
            {
                edits.Add((' ', a[i]));
                (i, j) = (i + 1, j + 1);
            }
            else if (j == b.Length || (i < a.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                edits.Add(('-', a[i++]));
            }
            else
            {
                edits.Add(('+', b[j++]));
            }
        }
    }
}
