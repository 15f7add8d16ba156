using System.Globalization;
using System.Text;
using Turnpike.Text;

namespace Turnpike.Cli.Rego;

/// <summary>What changed between two texts, by lines, in the unified form.</summary>
internal static class LineDiff
{
    private const int Context = 3;

    public static string Unified(string name, string before, string after)
    {
        var edits = LineEdits.Of(before.TrimEnd('\n').Split('\n'), after.TrimEnd('\n').Split('\n'));
        var text = new StringBuilder().Append("--- ").Append(name).Append('\n').Append("+++ ").Append(name).Append('\n');
        for (var at = 0; at < edits.Count;)
        {
            var first = edits.FindIndex(at, static e => e.Edit != LineEdit.Same);
            if (first < 0)
            {
                break;
            }

            var last = first;
            for (var i = first; i < edits.Count && i - last <= 2 * Context; i++)
            {
                last = edits[i].Edit == LineEdit.Same ? last : i;
            }

            var from = Math.Max(at, first - Context);
            at = Math.Min(edits.Count, last + Context + 1);
            AppendHunk(text, edits, from, at);
        }

        return text.ToString();
    }

    private static void AppendHunk(StringBuilder text, List<(LineEdit Edit, string Line)> edits, int from, int to)
    {
        var oldStart = edits.Take(from).Count(static e => e.Edit != LineEdit.Added) + 1;
        var newStart = edits.Take(from).Count(static e => e.Edit != LineEdit.Removed) + 1;
        var hunk = edits[from..to];
        text.Append(CultureInfo.InvariantCulture, $"@@ -{oldStart},{hunk.Count(static e => e.Edit != LineEdit.Added)} +{newStart},{hunk.Count(static e => e.Edit != LineEdit.Removed)} @@\n");
        foreach (var (edit, line) in hunk)
        {
            text.Append(edit switch { LineEdit.Removed => '-', LineEdit.Added => '+', _ => ' ' }).Append(line).Append('\n');
        }
    }
}
