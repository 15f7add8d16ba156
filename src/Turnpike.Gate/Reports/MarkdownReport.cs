using System.Globalization;
using System.Text;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;
using Turnpike.Text;

namespace Turnpike.Gate.Reports;

/// <summary>
/// A comment for a pull request: the verdict, a table of counts, then what this change must mend, with the rest folded away.
/// The marker in its first line is how a bot finds the comment again to update it.
/// </summary>
internal static class MarkdownReport
{
    public const string Marker = "<!-- turnpike:check -->";

    /// <summary>GitHub refuses a comment of more than 65,536 characters.</summary>
    public const int MaxLength = 60_000;

    private const int TailLength = 2_000;
    private const int MaxMessage = 400;
    private const int MaxProse = 1_000;
    private const int MaxName = 300;
    private const int MaxFaults = 20;

    private static readonly Severity[] s_severities = [Severity.Critical, Severity.High, Severity.Medium, Severity.Low];

    public static string Render(CheckReport report)
    {
        var text = new StringBuilder();
        text.Append(Marker).Append("\n## ").Append(Sign(report)).Append(" Turnpike: ").Append(VerdictLine.Word(report)).Append("\n\n");
        text.Append(MarkdownText.Escape(Sentence(report))).Append('\n');
        AppendFaults(text, report);
        AppendCounts(text, report);
        foreach (var section in Importance.Sort(report).GroupBy(f => f.Standing(report.FailOn)))
        {
            AppendSection(text, section.Key, [.. section], report.FailOn);
        }

        AppendTail(text, report);
        return text.ToString();
    }

    private static string Sign(CheckReport report) => report.IsBadInput && report.Verdict != Verdict.Fail
        ? "⚠️"
        : report.Verdict switch
        {
            Verdict.Pass => "✅",
            Verdict.Fail => "❌",
            _ => "❔",
        };

    private static string Sentence(CheckReport report) => report.Verdict switch
    {
        _ when report.IsBadInput => "Not everything could be judged, so this is no verdict to rely on.",
        Verdict.Fail => $"{VerdictLine.Plural(report.Summary.Failed, "finding")} at or above {report.FailOn.Name()} must be mended or waived.",
        Verdict.Pass => $"Nothing at or above {report.FailOn.Name()} stands against this change.",
        _ when report.Summary.Undecided > 0 => "Nothing is surely wrong, but some answers depend on values that are not known before apply.",
        _ => "Nothing is surely wrong, but the plan does not show the whole change.",
    };

    private static void AppendFaults(StringBuilder text, CheckReport report)
    {
        var faults = report.Diagnostics.Where(static d => d.Severity != DiagnosticSeverity.Information).OrderByDescending(static d => d.Severity).ToList();
        if (faults.Count == 0)
        {
            return;
        }

        text.Append('\n');
        foreach (var fault in faults.Take(MaxFaults))
        {
            var place = fault.Position is { } position ? MarkdownText.Code(fault.Source!.Name + ":" + position, MaxName) + ": " : "";
            text.Append("- **").Append(Diagnostic.SeverityName(fault.Severity)).Append(' ').Append(fault.Code).Append("** ").Append(place);
            text.Append(MarkdownText.Escape(fault.Message, MaxMessage)).Append(fault.Help is null ? "" : ". " + MarkdownText.Escape(fault.Help, MaxMessage)).Append('\n');
        }

        text.Append(faults.Count > MaxFaults ? $"- and {faults.Count - MaxFaults} more\n" : "");
    }

    private static void AppendCounts(StringBuilder text, CheckReport report)
    {
        if (report.Findings.Count == 0)
        {
            return;
        }

        text.Append("\n| | Critical | High | Medium | Low |\n|---|--:|--:|--:|--:|\n");
        foreach (var group in report.Findings.GroupBy(f => f.Standing(report.FailOn)).OrderBy(static g => g.Key))
        {
            var counts = group.CountBy(static f => f.Severity).ToDictionary();
            text.Append("| ").Append(Title(group.Key, report.FailOn));
            foreach (var severity in s_severities)
            {
                var count = counts.GetValueOrDefault(severity);
                text.Append(" | ").Append(count == 0 ? "" : count.ToString(CultureInfo.InvariantCulture));
            }

            text.Append(" |\n");
        }
    }

    private static string Title(FindingStanding standing, Severity failOn) => standing switch
    {
        FindingStanding.Failed => "**Failed**",
        FindingStanding.Undecided => "**Undecided**",
        FindingStanding.BelowThreshold => failOn == Severity.Low ? "Warnings" : "Below the threshold",
        FindingStanding.Existing => "There before this change",
        _ => "Waived",
    };

    private static void AppendSection(StringBuilder text, FindingStanding standing, IReadOnlyList<Finding> findings, Severity failOn)
    {
        var isFolded = standing > FindingStanding.Undecided;
        var title = Title(standing, failOn).Trim('*');
        text.Append(isFolded ? $"\n<details>\n<summary>{title} ({findings.Count})</summary>\n\n" : $"\n### {title}\n\n");
        for (var i = 0; i < findings.Count; i++)
        {
            var entry = isFolded ? Bullet(findings[i]) : Entry(findings[i]);
            if (text.Length + entry.Length > MaxLength - TailLength)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n… and {findings.Count - i} more\n");
                break;
            }

            text.Append(entry);
        }

        text.Append(isFolded ? "\n</details>\n" : "");
    }

    private static string Entry(Finding finding)
    {
        var text = new StringBuilder("<details>\n<summary><b>").Append(finding.Severity.Name()).Append("</b> ");
        if (finding.Resource is not null)
        {
            text.Append("<code>").Append(Html(Printable.Line(finding.Resource.Address, MaxName))).Append("</code>: ");
        }

        text.Append(Html(Printable.Prose(finding.Message, MaxMessage))).Append("</summary>\n\n");
        AppendLine(text, "Rule", MarkdownText.Code(finding.Rule.Id.Value) + " " + MarkdownText.Escape(finding.Rule.Title, MaxMessage));
        AppendLine(text, "Where", Place(finding));
        foreach (var call in finding.Calls)
        {
            AppendLine(text, "Called", MarkdownText.Code(string.Create(CultureInfo.InvariantCulture, $"{call.Place.File}:{call.Place.Line}:{call.Place.Column}"), MaxName) + " as " + MarkdownText.Code(call.Module, MaxName));
        }

        foreach (var cause in finding.BrokenBy)
        {
            AppendLine(text, "Broken by", MarkdownText.Code(cause.Address, MaxName) + " " + MarkdownText.Escape(string.Join(" then ", cause.Actions), MaxName));
        }

        foreach (var unknown in finding.Unknowns)
        {
            AppendLine(text, "Not known", MarkdownText.Code(unknown.Path, MaxName) + ", " + MarkdownText.Escape(unknown.Origin, MaxMessage));
        }

        AppendLine(text, "Not known", finding.FurtherUnknowns > 0 ? $"{finding.FurtherUnknowns} more" : "");
        AppendLine(text, "Why", MarkdownText.Escape(finding.Rule.Description, MaxProse));
        AppendLine(text, "Fix", MarkdownText.Escape(finding.Rule.Remediation, MaxProse));
        AppendLine(text, "Controls", string.Join(", ", finding.Rule.Controls.Take(12).Select(static c => MarkdownText.Code(c.ToString(), MaxName))));
        if (finding is { Waiver: { } waiver, Status: not FindingStatus.Waived })
        {
            AppendLine(text, "Waiver", MarkdownText.Escape(string.Create(CultureInfo.InvariantCulture, $"expired on {waiver.Expires:yyyy-MM-dd}, owner {waiver.Owner}"), MaxMessage));
        }

        return text.Append("\n</details>\n").ToString();
    }

    private static string Bullet(Finding finding)
    {
        var text = new StringBuilder("- **").Append(finding.Severity.Name()).Append("** ");
        text.Append(finding.Resource is null ? "" : MarkdownText.Code(finding.Resource.Address, MaxName) + ": ");
        text.Append(finding.Status == FindingStatus.Unknown ? "undecided: " : "");
        text.Append(MarkdownText.Escape(finding.Message, MaxMessage)).Append(" (").Append(MarkdownText.Code(finding.Rule.Id.Value));
        text.Append(Place(finding) is { Length: > 0 } place ? " at " + place : "").Append(')');
        if (finding is { Waiver: { } waiver, Status: FindingStatus.Waived })
        {
            text.Append(". Waived by ").Append(MarkdownText.Escape(waiver.Owner, MaxName));
            text.Append(CultureInfo.InvariantCulture, $" until {waiver.Expires:yyyy-MM-dd}: ").Append(MarkdownText.Escape(waiver.Reason, MaxMessage));
        }

        return text.Append('\n').ToString();
    }

    private static string Place(Finding finding)
    {
        var place = finding.Source is { } source
            ? MarkdownText.Code(string.Create(CultureInfo.InvariantCulture, $"{source.File}:{source.Line}:{source.Column}"), MaxName)
            : "";
        var path = finding.Path is { Length: > 0 } p ? MarkdownText.Code(p, MaxName) : "";
        return place.Length > 0 && path.Length > 0 ? $"{place} ({path})" : place + path;
    }

    private static void AppendLine(StringBuilder text, string label, string content)
    {
        if (content.Length > 0)
        {
            text.Append("- **").Append(label).Append(":** ").Append(content).Append('\n');
        }
    }

    private static void AppendTail(StringBuilder text, CheckReport report)
    {
        text.Append("\n<sub>").Append(Html(VerdictLine.Coverage(report))).Append(". ");
        foreach (var input in report.Inputs.Take(5))
        {
            text.Append("<code>").Append(Html(Printable.Line(input.Name, 120))).Append("</code> ").Append(Html(input.Kind)).Append(' ');
        }

        text.Append(report.Inputs.Count > 5 ? string.Create(CultureInfo.InvariantCulture, $"and {report.Inputs.Count - 5} more") : "").Append("</sub>\n");
    }

    // Text inside an HTML element is not read as Markdown; a zero-width space keeps mentions and issue numbers apart.
    private static string Html(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("@", "@&#8203;", StringComparison.Ordinal);
}
