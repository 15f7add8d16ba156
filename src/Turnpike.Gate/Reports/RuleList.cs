using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Turnpike.Gate.Rules;
using Turnpike.Values;

namespace Turnpike.Gate.Reports;

/// <summary>Rules as a list, for <c>turnpike rules</c>.</summary>
public static class RuleList
{
    private const int SeverityWidth = 10;

    /// <param name="total">How many rules there are before any filter.</param>
    public static string Text(IReadOnlyList<RuleMetadata> rules, int total, ReportOptions options)
    {
        var canvas = new TextCanvas(options.Width, options.Colour);
        var idWidth = rules.Select(static r => r.Id.Value.Length).DefaultIfEmpty(0).Max() + 2;
        foreach (var rule in rules)
        {
            canvas.Write(Tone.Plain, rule.Id.Value.PadRight(idWidth)).Write(TextReport.ToneOf(rule.Severity), rule.Severity.Name().PadRight(SeverityWidth));
            canvas.WrapFrom(idWidth + SeverityWidth, Tone.Plain, Printable.Prose(rule.Title));
        }

        var count = rules.Count == total ? VerdictLine.Plural(total, "rule") : $"{rules.Count} of {VerdictLine.Plural(total, "rule")}";
        canvas.Write(Tone.Dim, rules.Count == 0 ? "" : "\n").Write(Tone.Dim, $"{count}. `turnpike explain RULE` says more about one.").EndLine();
        return canvas.ToString();
    }

    public static string Markdown(IReadOnlyList<RuleMetadata> rules)
    {
        var text = new StringBuilder("| Rule | Severity | What it asks | Types | Controls |\n|---|---|---|---|---|\n");
        foreach (var rule in rules)
        {
            text.Append("| ").Append(MarkdownText.Code(rule.Id.Value)).Append(" | ").Append(rule.Severity.Name()).Append(" | ").Append(MarkdownText.Escape(rule.Title));
            text.Append(" | ").AppendJoin(", ", rule.ResourceTypes.Select(static t => MarkdownText.Code(t)));
            text.Append(" | ").AppendJoin(", ", rule.Controls.Select(static c => MarkdownText.Escape(c.ToString()))).Append(" |\n");
        }

        return text.ToString();
    }

    /// <summary>A list of objects with what each rule says about itself.</summary>
    public static string Json(IReadOnlyList<RuleMetadata> rules)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", JsonReport.Schema);
            json.WriteStartArray("rules");
            foreach (var rule in rules)
            {
                Write(json, rule);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    private static void Write(Utf8JsonWriter json, RuleMetadata rule)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id.Value);
        json.WriteString("title", rule.Title);
        json.WriteString("description", rule.Description);
        json.WriteString("severity", rule.Severity.Name());
        json.WriteString("scope", rule.Scope.Name());
        json.WriteStartArray("resource_types");
        foreach (var type in rule.ResourceTypes)
        {
            json.WriteStringValue(type);
        }

        json.WriteEndArray();
        json.WriteString("remediation", rule.Remediation);
        JsonReport.WriteControls(json, rule.Controls);
        json.WritePropertyName("params");
        JsonText.WriteRedacted(json, rule.Parameters);
        json.WriteString("pack", rule.Pack);
        json.WriteString("package", rule.Package);
        json.WriteString("file", rule.Source?.Name);
        json.WriteEndObject();
    }
}
