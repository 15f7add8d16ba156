using System.Globalization;
using System.Text;
using Turnpike.Gate.Findings;
using Turnpike.Text;

namespace Turnpike.Gate.Reports;

/// <summary>Logging commands of Azure Pipelines, one a line: what fails is an error, what is undecided or below the threshold a warning.</summary>
/// <remarks>Shape: learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands, "LogIssue" and "Formatting commands".</remarks>
internal static class AzureReport
{
    public static string Render(CheckReport report)
    {
        var text = new StringBuilder();
        foreach (var diagnostic in report.Diagnostics.Where(static d => d.Severity != DiagnosticSeverity.Information))
        {
            var place = diagnostic.Position is { } position ? new SourcePlace(diagnostic.Source!.Name, position.Line, position.Column) : null;
            var message = Printable.Prose(diagnostic.Message) + (diagnostic.Help is null ? "" : ". " + Printable.Prose(diagnostic.Help));
            Append(text, diagnostic.IsError, place, diagnostic.Code, message);
        }

        foreach (var finding in Importance.Sort(report))
        {
            if (finding.Standing(report.FailOn) is var standing and not (FindingStanding.Waived or FindingStanding.Existing))
            {
                var message = (finding.Resource is null ? "" : Printable.Line(finding.Resource.Address) + ": ")
                    + (finding.Status == FindingStatus.Unknown ? "undecided: " : "") + Printable.Prose(finding.Message)
                    + (finding.Rule.Remediation.Length > 0 ? ". Fix: " + Printable.Prose(finding.Rule.Remediation) : "");
                Append(text, standing == FindingStanding.Failed, finding.Source, finding.Rule.Id.Value, message);
            }
        }

        return text.Append("turnpike: ").Append(VerdictLine.Of(report)).Append('\n').ToString();
    }

    private static void Append(StringBuilder text, bool isError, SourcePlace? place, string code, string message)
    {
        text.Append("##vso[task.logissue type=").Append(isError ? "error" : "warning").Append(';');
        if (place is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"sourcepath={Property(Printable.Line(place.File))};linenumber={place.Line};columnnumber={place.Column};");
        }

        text.Append("code=").Append(Property(Printable.Line(code))).Append(";]").Append(Data(message)).Append('\n');
    }

    private static string Data(string text) => text
        .Replace("%", "%AZP25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace("]", "%5D", StringComparison.Ordinal)
        .Replace(";", "%3B", StringComparison.Ordinal);
}
