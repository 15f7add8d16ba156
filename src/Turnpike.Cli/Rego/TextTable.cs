using System.Text;

namespace Turnpike.Cli.Rego;

/// <summary>A table with lines around its cells.</summary>
internal static class TextTable
{
    public static string Write(string[] head, IReadOnlyList<string[]> rows)
    {
        var widths = head.Select((name, i) => rows.Select(row => row[i].Length).Append(name.Length).Max()).ToArray();
        var line = "+" + string.Concat(widths.Select(static w => new string('-', w + 2) + "+")) + "\n";
        var text = new StringBuilder(line);
        Append(text, head, widths);
        text.Append(line);
        foreach (var row in rows)
        {
            Append(text, row, widths);
        }

        return text.Append(line).ToString();
    }

    private static void Append(StringBuilder text, string[] cells, int[] widths)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            text.Append("| ").Append(cells[i].PadRight(widths[i])).Append(' ');
        }

        text.Append("|\n");
    }
}
