using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;
using Turnpike.Text;

namespace Turnpike.Gate.Reports;

/// <summary>
/// SARIF 2.1.0 (OASIS), as code scanning reads it: one rule descriptor for each rule that ran, one result for each finding,
/// the finding's fingerprint as its identity, waivers as suppressions, faults as notifications.
/// </summary>
internal static class SarifReport
{
    private const int FlushAt = 1 << 16;

    public static void Write(CheckReport report, ReportOptions options, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            WriteRun(json, report, options);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteRun(Utf8JsonWriter json, CheckReport report, ReportOptions options)
    {
        var rules = RulesOf(report);
        var indexes = new Dictionary<RuleId, int>(rules.Count);
        json.WriteStartObject();
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "Turnpike");
        json.WriteString("version", options.ToolVersion);
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            indexes.Add(rule.Id, indexes.Count);
            SarifRule.Write(json, rule);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("columnKind", "unicodeCodePoints");
        WriteInvocation(json, report);
        json.WriteStartArray("results");
        foreach (var finding in report.Findings)
        {
            WriteResult(json, report, finding, indexes[finding.Rule.Id]);
            if (json.BytesPending > FlushAt)
            {
                json.Flush();
            }
        }

        json.WriteEndArray();
        json.WriteStartObject("properties");
        json.WriteString("verdict", report.Verdict.Name());
        json.WriteString("failOn", report.FailOn.Name());
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static IReadOnlyList<RuleMetadata> RulesOf(CheckReport report) =>
        [.. report.RulesRun.Concat(report.Findings.Select(static f => f.Rule)).DistinctBy(static r => r.Id).OrderBy(static r => r.Id)];

    private static void WriteInvocation(Utf8JsonWriter json, CheckReport report)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", !report.IsBadInput);
        json.WriteStartArray("toolExecutionNotifications");
        foreach (var diagnostic in report.Diagnostics)
        {
            WriteNotification(json, diagnostic);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteNotification(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        json.WriteStartObject();
        json.WriteStartObject("descriptor");
        json.WriteString("id", diagnostic.Code);
        json.WriteEndObject();
        json.WriteString("level", diagnostic.Severity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "note",
        });
        WriteMessage(json, "message", diagnostic.Help is null ? diagnostic.Message : diagnostic.Message + ". " + diagnostic.Help);
        if (diagnostic.Source is not null && diagnostic.Position is { } position)
        {
            json.WriteStartArray("locations");
            json.WriteStartObject();
            WritePhysicalLocation(json, new SourcePlace(diagnostic.Source.Name, position.Line, position.Column));
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, CheckReport report, Finding finding, int ruleIndex)
    {
        // A result of another kind than fail has the level none, says the standard (3.27.10).
        var isOpen = finding.Status == FindingStatus.Unknown || (finding.Status == FindingStatus.Waived && finding.Unknowns.Count > 0);
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Id.Value);
        json.WriteNumber("ruleIndex", ruleIndex);
        json.WriteString("kind", isOpen ? "open" : "fail");
        json.WriteString("level", isOpen ? "none" : SarifRule.Level(finding.Severity));
        WriteMessage(json, "message", MessageOf(finding, isOpen));
        WriteLocations(json, finding);
        WriteCalls(json, finding.Calls);
        json.WriteStartObject("partialFingerprints");
        json.WriteString("turnpikeFinding/v1", finding.Fingerprint.Value);
        json.WriteString("primaryLocationLineHash", finding.Fingerprint.Value);
        json.WriteEndObject();
        if (report.Summary.Existing > 0)
        {
            json.WriteString("baselineState", finding.IsExisting ? "unchanged" : "new");
        }

        WriteSuppressions(json, finding);
        json.WriteStartObject("properties");
        json.WriteString("severity", finding.Severity.Name());
        json.WriteString("status", finding.Status.Name());
        json.WriteBoolean("counts", finding.Standing(report.FailOn) is FindingStanding.Failed or FindingStanding.Undecided);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string MessageOf(Finding finding, bool isOpen)
    {
        var text = new StringBuilder();
        if (finding.Resource is not null)
        {
            text.Append(Printable.Line(finding.Resource.Address)).Append(": ");
        }

        text.Append(isOpen ? "undecided: " : "").Append(Printable.Prose(finding.Message));
        for (var i = 0; i < finding.Unknowns.Count; i++)
        {
            text.Append(i == 0 ? " (not known: " : "; ").Append(Printable.Line(finding.Unknowns[i].Path)).Append(", ").Append(Printable.Line(finding.Unknowns[i].Origin));
        }

        return text.Append(finding.Unknowns.Count > 0 ? ")" : "").ToString();
    }

    private static void WriteLocations(Utf8JsonWriter json, Finding finding)
    {
        if (finding.Source is null && finding.Resource is null)
        {
            return;
        }

        json.WriteStartArray("locations");
        json.WriteStartObject();
        if (finding.Source is not null)
        {
            WritePhysicalLocation(json, finding.Source);
        }

        if (finding.Resource is { } resource)
        {
            json.WriteStartArray("logicalLocations");
            json.WriteStartObject();
            json.WriteString("name", Printable.Line(resource.Address));
            json.WriteString("fullyQualifiedName", Printable.Line(resource.Scope.Length == 0 ? resource.Address : resource.Scope + "/" + resource.Address));
            json.WriteString("kind", "resource");
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteCalls(Utf8JsonWriter json, IReadOnlyList<ModuleCallPlace> calls)
    {
        if (calls.Count == 0)
        {
            return;
        }

        json.WriteStartArray("relatedLocations");
        for (var i = 0; i < calls.Count; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("id", i);
            WriteMessage(json, "message", "called as " + Printable.Line(calls[i].Module));
            WritePhysicalLocation(json, calls[i].Place);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePhysicalLocation(Utf8JsonWriter json, SourcePlace place)
    {
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", UriOf(place.File));
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", place.Line);
        json.WriteNumber("startColumn", place.Column);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // A relative reference of percent-encoded segments; "./" keeps a first segment with a colon from being a scheme.
    private static string UriOf(string file)
    {
        if (file == "-")
        {
            return "stdin";
        }

        var path = string.Join('/', file.Split('/').Select(Uri.EscapeDataString));
        return file.StartsWith('/') ? "file://" + path : path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
    }

    private static void WriteSuppressions(Utf8JsonWriter json, Finding finding)
    {
        // Present on every result, or a viewer takes the others' state as not known (3.27.23).
        json.WriteStartArray("suppressions");
        if (finding is { Status: FindingStatus.Waived, Waiver: { } waiver })
        {
            json.WriteStartObject();
            json.WriteString("kind", "external");
            json.WriteString("status", "accepted");
            json.WriteString("justification", string.Create(
                CultureInfo.InvariantCulture,
                $"{Printable.Prose(waiver.Reason)} ({Printable.Line(waiver.Owner)}, until {waiver.Expires:yyyy-MM-dd})"));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMessage(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
