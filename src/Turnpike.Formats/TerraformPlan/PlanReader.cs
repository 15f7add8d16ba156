using System.Globalization;
using Turnpike.Formats.TerraformCode;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformPlan;

/// <summary>Reads <c>terraform show -json</c> of a plan.</summary>
internal static class PlanReader
{
    private const int HighestMajor = 1;

    /// <summary>Null if it is of a format that is not known. What is wrong in parts is a diagnostic; the rest is still read.</summary>
    public static TerraformPlanDocument? Read(JsonSource json, InputReaderOptions options, DiagnosticBag diagnostics)
    {
        if (!CheckVersion(json, diagnostics) || !CodeResult.TryRead(json, diagnostics, out var code))
        {
            return null;
        }

        CheckSections(json, diagnostics);
        var plan = new TerraformPlanDocument(new PlanContent(json, code), options, diagnostics);
        if (plan.IsErrored)
        {
            diagnostics.Add(PlanDiagnostics.Errored(json.Text, json.Locate(ValuePath.Of("errored"))));
        }

        return plan;
    }

    // Lists of changes are checked where they are read.
    private static void CheckSections(JsonSource json, DiagnosticBag diagnostics)
    {
        foreach (var section in (ReadOnlySpan<string>)["variables", "planned_values", "output_changes", "prior_state", "configuration"])
        {
            if (json.Root.Get(section) is not (null or NullValue or ObjectValue))
            {
                diagnostics.Add(PlanDiagnostics.WrongShape(json.Text, json.Locate(ValuePath.Of(section)), section, "an object"));
            }
        }

        foreach (var section in (ReadOnlySpan<string>)["action_invocations", "deferred_action_invocations"])
        {
            if (json.Root.Get(section) is not (null or NullValue or ArrayValue))
            {
                diagnostics.Add(PlanDiagnostics.WrongShape(json.Text, json.Locate(ValuePath.Of(section)), section, "a list"));
            }
        }
    }

    /// <summary>Also for states as <c>show</c> writes them: both carry the same version.</summary>
    public static bool CheckVersion(JsonSource json, DiagnosticBag diagnostics)
    {
        var version = json.Root.TextAt("format_version") ?? "";
        var isKnown = int.TryParse(version.AsSpan(0, Math.Max(0, version.IndexOf('.', StringComparison.Ordinal))), NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && major <= HighestMajor;
        if (!isKnown)
        {
            diagnostics.Add(PlanDiagnostics.UnknownVersion(json.Text, json.Locate(ValuePath.Of("format_version")), version));
        }

        return isKnown;
    }
}
