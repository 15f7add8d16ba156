using Turnpike.Delivery.Diffs;
using Turnpike.Gate.Reports;

namespace Turnpike.Cli.Changes;

/// <summary>What a change does to each resource, before and after.</summary>
internal sealed class DiffText(TextCanvas canvas)
{
    public void Write(ResourceDiff diff)
    {
        canvas.Write(Tone.Bold, Printable.Line(diff.Address));
        canvas.Write(Tone.Dim, "  " + Printable.Line(string.Join(" then ", diff.Actions)));
        canvas.Write(Tone.Dim, diff.PreviousAddress is null ? "" : "  moved from " + Printable.Line(diff.PreviousAddress));
        canvas.Write(Tone.Dim, diff.DeferredReason is null ? "" : "  put off: " + Printable.Line(diff.DeferredReason));
        canvas.EndLine();
        Write(diff.Attributes, 2);
        if (diff.IsCut)
        {
            canvas.Write(Tone.Dim, "  … and more").EndLine();
        }
    }

    private void Write(IReadOnlyList<DiffNode> nodes, int indent)
    {
        foreach (var node in nodes)
        {
            var (sign, tone) = Sign(node.Kind);
            canvas.Write(tone, new string(' ', indent) + sign + " ").Write(Tone.Plain, Printable.Line(node.Name));
            if (node.Parts is null && node.Lines is null)
            {
                canvas.Write(Tone.Plain, "  " + Change(node));
            }

            canvas.Write(Tone.Red, node.ForcesReplacement ? "  (forces replacement)" : "").EndLine();
            Write(node.Parts ?? [], indent + 2);
            foreach (var line in node.Lines ?? [])
            {
                var (lineSign, lineTone) = Sign(line.Kind);
                canvas.Write(lineTone, new string(' ', indent + 2) + lineSign + " " + Printable.Line(line.Text)).EndLine();
            }
        }
    }

    private static string Change(DiffNode node) => (node.Before, node.After) switch
    {
        (null, { } after) => Text(after),
        ({ } before, null) => Text(before),
        ({ } before, { } after) => $"{Text(before)} → {Text(after)}",
        _ => "",
    };

    private static string Text(DiffValue value) => value.Kind switch
    {
        DiffValueKind.Unknown => "(known after apply)",
        DiffValueKind.Sensitive => "(sensitive)",
        _ => Printable.Line(value.Text ?? "null"),
    };

    private static (char Sign, Tone Tone) Sign(DiffKind kind) => kind switch
    {
        DiffKind.Added => ('+', Tone.GreenBold),
        DiffKind.Removed => ('-', Tone.Red),
        DiffKind.Changed => ('~', Tone.Yellow),
        _ => (' ', Tone.Plain),
    };
}
