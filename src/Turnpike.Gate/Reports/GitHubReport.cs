using System.Globalization;
using System.Text;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;
using Turnpike.Text;

namespace Turnpike.Gate.Reports;

/// <summary>
/// Workflow commands, one a line, the most important first (GitHub shows ten of each level for a step): what fails is an
/// error, what is undecided a warning, what is below the threshold a notice. Waived findings are left out.
/// </summary>
internal static class GitHubReport
{
    public static string Render(CheckReport report)
    {
        var text = new StringBuilder();
        foreach (var diagnostic in report.Diagnostics)
        {
            AppendDiagnostic(text, diagnostic);
        }

        foreach (var finding in Importance.Sort(report))
        {
            AppendFinding(text, finding, finding.Standing(report.FailOn));
        }

        return text.Append("turnpike: ").Append(VerdictLine.Of(report)).Append('\n').ToString();
    }

    private static void AppendDiagnostic(StringBuilder text, Diagnostic diagnostic)
    {
        var level = diagnostic.Severity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "notice",
        };
        var place = diagnostic.Position is { } position ? new SourcePlace(diagnostic.Source!.Name, position.Line, position.Column) : null;
        var message = Printable.Prose(diagnostic.Message) + (diagnostic.Help is null ? "" : "\n" + Printable.Prose(diagnostic.Help));
        AppendCommand(text, level, place, "turnpike " + diagnostic.Code, message);
    }

    private static void AppendFinding(StringBuilder text, Finding finding, FindingStanding standing)
    {
        if (standing == FindingStanding.Waived)
        {
            return;
        }

        var level = standing switch
        {
            FindingStanding.Failed => "error",
            FindingStanding.Undecided => "warning",
            _ => "notice",
        };
        var message = new StringBuilder();
        message.Append(finding.Resource is null ? "" : Printable.Line(finding.Resource.Address) + ": ");
        message.Append(finding.Status == FindingStatus.Unknown ? "undecided: " : "").Append(Printable.Prose(finding.Message));
        foreach (var unknown in finding.Unknowns)
        {
            message.Append("\nnot known: ").Append(Printable.Line(unknown.Path)).Append(", ").Append(Printable.Line(unknown.Origin));
        }

        foreach (var call in finding.Calls)
        {
            message.Append(CultureInfo.InvariantCulture, $"\ncalled at {Printable.Line(call.Place.File)}:{call.Place.Line} as {Printable.Line(call.Module)}");
        }

        message.Append(finding.Rule.Remediation.Length > 0 ? "\nfix: " + Printable.Prose(finding.Rule.Remediation) : "");
        AppendCommand(text, level, finding.Source, $"{finding.Severity.Name()}: {finding.Rule.Id}", message.ToString());
    }

    private static void AppendCommand(StringBuilder text, string level, SourcePlace? place, string title, string message)
    {
        text.Append("::").Append(level).Append(' ');
        if (place is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"file={Property(Printable.Line(place.File))},line={place.Line},col={place.Column},");
        }

        text.Append("title=").Append(Property(Printable.Line(title))).Append("::").Append(Data(message)).Append('\n');
    }

    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
