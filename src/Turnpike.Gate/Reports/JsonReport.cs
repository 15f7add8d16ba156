using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;
using Turnpike.Gate.Waivers;
using Turnpike.Text;

namespace Turnpike.Gate.Reports;

/// <summary>The contract for programs. Members are only ever added within one schema number; docs/formats/check-json.md describes them.</summary>
internal static class JsonReport
{
    public const int Schema = 1;

    private const int FlushAt = 1 << 16;

    public static void Write(CheckReport report, ReportOptions options, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", Schema);
            json.WriteStartObject("tool");
            json.WriteString("name", "turnpike");
            json.WriteString("version", options.ToolVersion);
            json.WriteEndObject();
            json.WriteString("verdict", report.Verdict.Name());
            json.WriteString("fail_on", report.FailOn.Name());
            WriteSummary(json, report);
            WriteFindings(json, report);
            WriteInputs(json, report);
            WriteDiagnostics(json, "errors", report.Diagnostics, static d => d.IsError);
            WriteDiagnostics(json, "notes", report.Diagnostics, static d => !d.IsError);
            WriteWaivers(json, report);
            EstateJson.Write(json, report);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteSummary(Utf8JsonWriter json, CheckReport report)
    {
        var summary = report.Summary;
        json.WriteStartObject("summary");
        json.WriteNumber("failed", summary.Failed);
        json.WriteNumber("undecided", summary.Undecided);
        json.WriteNumber("waived", summary.Waived);
        json.WriteNumber("below_threshold", summary.BelowThreshold);
        json.WriteNumber("existing", summary.Existing);
        json.WriteNumber("resources", summary.Resources);
        json.WriteNumber("resources_judged", summary.ResourcesJudged);
        json.WriteNumber("rules", summary.Rules);
        json.WriteNumber("rules_run", summary.RulesRun);
        json.WriteNumber("inputs", report.Inputs.Count);
        json.WriteNumber("skipped", report.Skipped.Count);
        json.WriteNumber("errors", report.Diagnostics.Count(static d => d.IsError));
        json.WriteEndObject();
    }

    private static void WriteFindings(Utf8JsonWriter json, CheckReport report)
    {
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings)
        {
            WriteFinding(json, finding, report.FailOn);
            if (json.BytesPending > FlushAt)
            {
                json.Flush();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteFinding(Utf8JsonWriter json, Finding finding, Severity failOn)
    {
        json.WriteStartObject();
        json.WriteString("rule", finding.Rule.Id.Value);
        json.WriteString("title", finding.Rule.Title);
        json.WriteString("severity", finding.Severity.Name());
        json.WriteString("status", finding.Status.Name());
        json.WriteBoolean("counts", finding.Standing(failOn) is FindingStanding.Failed or FindingStanding.Undecided);
        json.WriteBoolean("warning", finding.IsWarning);
        json.WriteBoolean("existing", finding.IsExisting);
        WriteResource(json, finding.Resource);
        json.WriteString("message", finding.Message);
        json.WriteString("path", finding.Path);
        WritePlace(json, finding.Source);
        WriteCalls(json, finding.Calls);
        json.WriteString("why", finding.Rule.Description);
        json.WriteString("remediation", finding.Rule.Remediation);
        WriteControls(json, finding.Rule.Controls);
        json.WriteString("fingerprint", finding.Fingerprint.Value);
        EstateJson.WriteCauses(json, finding);
        if (finding.Unknowns.Count > 0 || finding.Status == FindingStatus.Unknown)
        {
            WriteUnknowns(json, finding);
        }

        if (finding.Waiver is not null)
        {
            json.WritePropertyName("waiver");
            WriteWaiver(json, finding.Waiver, finding.Status == FindingStatus.Waived ? "in-force" : "expired");
        }

        json.WriteEndObject();
    }

    private static void WriteResource(Utf8JsonWriter json, FindingSubject? resource)
    {
        json.WriteString("resource", resource?.Address);
        json.WriteString("resource_type", resource?.Type);
        json.WriteString("scope", resource?.Scope);
        json.WriteStartArray("actions");
        foreach (var action in resource?.Actions ?? [])
        {
            json.WriteStringValue(action);
        }

        json.WriteEndArray();
        if (resource?.Deposed is not null)
        {
            json.WriteString("deposed", resource.Deposed);
        }
    }

    private static void WritePlace(Utf8JsonWriter json, SourcePlace? place)
    {
        if (place is null)
        {
            json.WriteNull("source");
            return;
        }

        json.WriteStartObject("source");
        json.WriteString("file", place.File);
        json.WriteNumber("line", place.Line);
        json.WriteNumber("column", place.Column);
        json.WriteEndObject();
    }

    private static void WriteCalls(Utf8JsonWriter json, IReadOnlyList<ModuleCallPlace> calls)
    {
        if (calls.Count == 0)
        {
            return;
        }

        json.WriteStartArray("module_calls");
        foreach (var call in calls)
        {
            json.WriteStartObject();
            json.WriteString("module", call.Module);
            WritePlace(json, call.Place);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteControls(Utf8JsonWriter json, IReadOnlyList<Control> controls)
    {
        json.WriteStartArray("controls");
        foreach (var control in controls)
        {
            json.WriteStartObject();
            json.WriteString("framework", control.Framework);
            json.WriteString("id", control.Id);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteUnknowns(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartArray("unknowns");
        foreach (var unknown in finding.Unknowns)
        {
            json.WriteStartObject();
            json.WriteString("path", unknown.Path);
            json.WriteString("origin", unknown.Origin);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("further_unknowns", finding.FurtherUnknowns);
    }

    private static void WriteInputs(Utf8JsonWriter json, CheckReport report)
    {
        json.WriteStartArray("inputs");
        foreach (var input in report.Inputs)
        {
            json.WriteStartObject();
            json.WriteString("file", input.Name);
            json.WriteString("kind", input.Kind);
            json.WriteNumber("resources", input.ResourceCount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("skipped");
        foreach (var skipped in report.Skipped.Where(static s => s.IsListed))
        {
            json.WriteStartObject();
            json.WriteString("file", skipped.Name);
            json.WriteString("reason", skipped.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDiagnostics(Utf8JsonWriter json, string name, IReadOnlyList<Diagnostic> diagnostics, Func<Diagnostic, bool> included)
    {
        json.WriteStartArray(name);
        foreach (var diagnostic in diagnostics.Where(included))
        {
            json.WriteStartObject();
            json.WriteString("code", diagnostic.Code);
            json.WriteString("message", diagnostic.Message);
            var position = diagnostic.Position;
            WritePlace(json, position is null ? null : new SourcePlace(diagnostic.Source!.Name, position.Value.Line, position.Value.Column));
            json.WriteString("help", diagnostic.Help);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteWaivers(Utf8JsonWriter json, CheckReport report)
    {
        json.WriteStartArray("waivers");
        foreach (var waiver in report.ExpiredWaivers)
        {
            WriteWaiver(json, waiver, "expired");
        }

        foreach (var waiver in report.UnusedWaivers)
        {
            WriteWaiver(json, waiver, "unused");
        }

        json.WriteEndArray();
    }

    private static void WriteWaiver(Utf8JsonWriter json, Waiver waiver, string state)
    {
        json.WriteStartObject();
        json.WriteString("state", state);
        json.WriteString("rule", waiver.Rule.Value);
        json.WriteString("resource", waiver.Resource);
        json.WriteString("reason", waiver.Reason);
        json.WriteString("owner", waiver.Owner);
        json.WriteString("expires", waiver.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }
}
