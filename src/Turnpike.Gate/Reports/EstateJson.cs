using System.Text.Json;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Surrounding;

namespace Turnpike.Gate.Reports;

/// <summary>What a report in JSON says of the estate around; nothing where the check knew of none.</summary>
internal static class EstateJson
{
    public static void Write(Utf8JsonWriter json, CheckReport report)
    {
        if (report.Stale.Count > 0)
        {
            json.WriteStartArray("stale");
            foreach (var resource in report.Stale)
            {
                WriteStale(json, resource);
            }

            json.WriteEndArray();
        }

        if (report.JudgedOn is { } inputs)
        {
            json.WriteStartObject("judged_on");
            json.WriteString("plan", inputs.Plan.Value);
            json.WriteString("policies", inputs.Policies.Value);
            json.WriteString("estate", inputs.Estate.Value);
            json.WriteEndObject();
        }
    }

    public static void WriteCauses(Utf8JsonWriter json, Finding finding)
    {
        if (finding.BrokenBy.Count == 0)
        {
            return;
        }

        json.WriteStartArray("broken_by");
        foreach (var cause in finding.BrokenBy)
        {
            json.WriteStartObject();
            json.WriteString("scope", cause.Scope);
            json.WriteString("resource", cause.Address);
            json.WriteStartArray("actions");
            foreach (var action in cause.Actions)
            {
                json.WriteStringValue(action);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteStale(Utf8JsonWriter json, StaleResource resource)
    {
        json.WriteStartObject();
        json.WriteString("scope", resource.Scope);
        json.WriteString("resource", resource.Address);
        json.WriteString("difference", resource.Difference switch
        {
            StaleDifference.Gone => "gone",
            StaleDifference.Appeared => "appeared",
            _ => "changed",
        });
        json.WriteString("conflicts_with", resource.ConflictsWith);
        json.WriteStartArray("attributes");
        foreach (var attribute in resource.Attributes)
        {
            json.WriteStartObject();
            json.WriteString("path", attribute.Path);
            json.WriteString("estate", attribute.Estate);
            json.WriteString("plan", attribute.Plan);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
