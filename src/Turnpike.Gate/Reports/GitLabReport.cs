using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;
using Turnpike.Text;

namespace Turnpike.Gate.Reports;

/// <summary>
/// GitLab's Code Quality report: merge requests show it at the lines of the change. Waived findings and those that were there
/// before are left out, since GitLab would show them as new.
/// </summary>
/// <remarks>Shape: docs.gitlab.com/ci/testing/code_quality, "Code Quality report format".</remarks>
internal static class GitLabReport
{
    private const int MaxText = 2_000;

    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n" };

    public static void Write(CheckReport report, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, s_options))
        {
            json.WriteStartArray();
            foreach (var diagnostic in report.Diagnostics.Where(static d => d.IsError))
            {
                WriteFault(json, diagnostic);
            }

            foreach (var finding in Importance.Sort(report))
            {
                if (finding.Standing(report.FailOn) is var standing and not (FindingStanding.Waived or FindingStanding.Existing))
                {
                    WriteFinding(json, finding, standing, report);
                }
            }

            json.WriteEndArray();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteFault(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        var text = Printable.Prose(diagnostic.Message, MaxText) + (diagnostic.Help is null ? "" : ". " + Printable.Prose(diagnostic.Help, MaxText));
        var place = diagnostic.Position is { } position ? new SourcePlace(diagnostic.Source!.Name, position.Line, position.Column) : null;
        var identity = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{diagnostic.Code} {place} {text}")));
        WriteIssue(json, diagnostic.Code, text, identity, "blocker", place, "turnpike");
    }

    private static void WriteFinding(Utf8JsonWriter json, Finding finding, FindingStanding standing, CheckReport report)
    {
        var text = new StringBuilder();
        text.Append(finding.Resource is null ? "" : Printable.Line(finding.Resource.Address) + ": ");
        text.Append(finding.Status == FindingStatus.Unknown ? "undecided: " : "").Append(Printable.Prose(finding.Message));
        text.Append(finding.Rule.Remediation.Length > 0 ? ". Fix: " + Printable.Prose(finding.Rule.Remediation) : "");
        var severity = standing == FindingStanding.BelowThreshold ? "info" : SeverityOf(finding.Severity);
        var name = report.Inputs.Count > 0 ? report.Inputs[0].Name : "turnpike";
        WriteIssue(json, finding.Rule.Id.Value, Printable.Line(text.ToString(), MaxText), finding.Fingerprint.Value, severity, finding.Source, name);
    }

    private static void WriteIssue(Utf8JsonWriter json, string rule, string text, string fingerprint, string severity, SourcePlace? place, string otherwise)
    {
        json.WriteStartObject();
        json.WriteString("description", text);
        json.WriteString("check_name", rule);
        json.WriteString("fingerprint", fingerprint);
        json.WriteString("severity", severity);
        json.WriteStartObject("location");
        json.WriteString("path", Printable.Line(place?.File ?? otherwise));
        json.WriteStartObject("lines");
        json.WriteNumber("begin", place?.Line ?? 1);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string SeverityOf(Severity severity) => severity switch
    {
        Severity.Critical => "blocker",
        Severity.High => "critical",
        Severity.Medium => "major",
        _ => "minor",
    };
}
