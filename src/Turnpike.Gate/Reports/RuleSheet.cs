using Turnpike.Gate.Rules;
using Turnpike.Values;

namespace Turnpike.Gate.Reports;

/// <summary>All about one rule, for <c>turnpike explain</c>.</summary>
public static class RuleSheet
{
    private const int Label = 10;

    public static string Text(RuleMetadata rule, ReportOptions options)
    {
        var canvas = new TextCanvas(options.Width, options.Colour);
        canvas.Wrap(0, Tone.Bold, Printable.Prose(rule.Title));
        canvas.Write(Tone.Plain, Printable.Line(rule.Id.Value)).Write(Tone.Plain, "  ").Write(TextReport.ToneOf(rule.Severity), rule.Severity.Name());
        canvas.Write(Tone.Dim, rule.Pack is null ? "" : "  pack " + Printable.Line(rule.Pack)).EndLine().EndLine();
        Field(canvas, "why", Printable.Prose(rule.Description));
        Field(canvas, "fix", Printable.Prose(rule.Remediation));
        Field(canvas, "judges", rule.Scope switch
        {
            RuleScope.Document => "each input document",
            RuleScope.Estate => "all changes together",
            RuleScope.Admission => "each Kubernetes object that the constraint matches",
            _ => Printable.Line(string.Join(", ", rule.ResourceTypes)),
        });
        Field(canvas, "controls", TextReport.Controls(rule));
        Field(canvas, "params", rule.Parameters.Count == 0 ? "" : Printable.Line(JsonText.Redacted(rule.Parameters)) + " (set with --params)");
        AppendSource(canvas, rule);
        return canvas.ToString();
    }

    private static void Field(TextCanvas canvas, string name, string content)
    {
        if (content.Length > 0)
        {
            canvas.Write(Tone.Dim, name.PadRight(Label)).WrapFrom(Label, Tone.Plain, content);
        }
    }

    // What the comment block above the package says is already printed, in better words.
    private static void AppendSource(TextCanvas canvas, RuleMetadata rule)
    {
        if (rule.Source is not { } source)
        {
            return;
        }

        canvas.EndLine().Write(Tone.Dim, Printable.Line(source.Name)).EndLine();
        var text = System.Text.Encoding.UTF8.GetString(source.Utf8.Span).Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\t", "    ", StringComparison.Ordinal);
        var package = text.StartsWith("package ", StringComparison.Ordinal) ? 0 : text.IndexOf("\npackage ", StringComparison.Ordinal) + 1;
        foreach (var line in text[package..].TrimEnd().Split('\n'))
        {
            canvas.Write(Tone.Plain, "  ").Write(Tone.Plain, Printable.Line(line)).EndLine();
        }
    }
}
