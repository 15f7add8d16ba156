using System.Text;
using System.Text.Json;
using Turnpike.Gate.Rules;

namespace Turnpike.Gate.Reports;

/// <summary>A rule as SARIF describes one (reportingDescriptor).</summary>
internal static class SarifRule
{
    public static void Write(Utf8JsonWriter json, RuleMetadata rule)
    {
        var why = Printable.Prose(rule.Description);
        var fix = Printable.Prose(rule.Remediation);
        json.WriteStartObject();
        json.WriteString("id", rule.Id.Value);
        WriteText(json, "shortDescription", Printable.Prose(rule.Title));
        WriteText(json, "fullDescription", why.Length > 0 ? why : Printable.Prose(rule.Title));
        json.WriteStartObject("help");
        json.WriteString("text", HelpText(rule, why, fix));
        json.WriteString("markdown", HelpMarkdown(rule, why, fix));
        json.WriteEndObject();
        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", Level(rule.Severity));
        json.WriteEndObject();
        WriteProperties(json, rule);
        json.WriteEndObject();
    }

    public static string Level(Severity severity) => severity switch
    {
        Severity.Critical or Severity.High => "error",
        Severity.Medium => "warning",
        _ => "note",
    };

    // The bands in which code scanning sorts scores: critical over 9.0, high from 7.0, medium from 4.0.
    private static string Score(Severity severity) => severity switch
    {
        Severity.Critical => "9.5",
        Severity.High => "8.0",
        Severity.Medium => "5.5",
        _ => "2.0",
    };

    private static void WriteProperties(Utf8JsonWriter json, RuleMetadata rule)
    {
        json.WriteStartObject("properties");
        json.WriteStartArray("tags");
        json.WriteStringValue("security");
        if (rule.Pack is not null)
        {
            json.WriteStringValue("pack/" + rule.Pack);
        }

        foreach (var control in rule.Controls)
        {
            json.WriteStringValue(control.Framework + "/" + control.Id);
        }

        json.WriteEndArray();
        json.WriteString("precision", "very-high");
        json.WriteString("security-severity", Score(rule.Severity));
        json.WriteString("problem.severity", rule.Severity == Severity.Low ? "recommendation" : Level(rule.Severity));
        json.WriteEndObject();
    }

    private static string HelpText(RuleMetadata rule, string why, string fix)
    {
        var text = new StringBuilder(Printable.Prose(rule.Title)).Append('.');
        text.Append(why.Length > 0 ? "\n\nWhy: " + why : "").Append(fix.Length > 0 ? "\n\nFix: " + fix : "");
        return text.Append(rule.Controls.Count > 0 ? "\n\nControls: " + string.Join(", ", rule.Controls) : "").ToString();
    }

    private static string HelpMarkdown(RuleMetadata rule, string why, string fix)
    {
        var text = new StringBuilder("**").Append(MarkdownText.Escape(rule.Title)).Append("**");
        text.Append(why.Length > 0 ? "\n\n" + MarkdownText.Escape(why) : "");
        text.Append(fix.Length > 0 ? "\n\n**Fix:** " + MarkdownText.Escape(fix) : "");
        if (rule.Controls.Count > 0)
        {
            text.Append("\n\n**Controls:** ").AppendJoin(", ", rule.Controls.Select(static c => MarkdownText.Code(c.ToString())));
        }

        return text.Append("\n\n").Append(MarkdownText.Code("turnpike explain " + rule.Id)).Append(" shows the rule itself.").ToString();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
