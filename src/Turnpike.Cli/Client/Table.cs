using System.Text;
using Turnpike.Gate.Reports;

namespace Turnpike.Cli.Client;

/// <summary>
/// Columns of text. On a terminal the widest columns give way until a row fits; in a pipe nothing is cut, since what reads
/// it may look for the end of a word.
/// </summary>
internal static class Table
{
    private const int Gap = 2;
    private const int Least = 8;

    /// <param name="width">Null to cut nothing.</param>
    public static string Write(string[] head, IReadOnlyList<string[]> rows, int? width)
    {
        var cells = rows.Select(static row => row.Select(static cell => Printable.Line(cell)).ToArray()).Prepend(head).ToList();
        var widths = head.Select((_, i) => cells.Max(row => row[i].Length)).ToArray();
        for (var over = widths.Sum() + (Gap * (widths.Length - 1)) - (width ?? int.MaxValue); over > 0;)
        {
            var widest = Array.IndexOf(widths, widths.Max());
            if (widths[widest] <= Least)
            {
                break;
            }

            var second = widths.Where((_, i) => i != widest).DefaultIfEmpty(0).Max();
            var cut = Math.Min(over, Math.Max(1, widths[widest] - Math.Max(second, Least)));
            widths[widest] -= cut;
            over -= cut;
        }

        var text = new StringBuilder();
        foreach (var row in cells)
        {
            var line = row.Select((cell, i) => (widths[i] < 2 ? cell : Printable.Line(cell, widths[i])).PadRight(widths[i] + Gap));
            text.Append(string.Concat(line).TrimEnd(' ')).Append('\n');
        }

        return text.ToString();
    }
}
