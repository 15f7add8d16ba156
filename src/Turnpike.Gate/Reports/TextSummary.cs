using System.Globalization;
using Turnpike.Gate.Rules;

namespace Turnpike.Gate.Reports;

/// <summary>The last lines of the text report: what was judged, and what to do next.</summary>
internal static class TextSummary
{
    private const int MaxListed = 5;

    public static IEnumerable<string> Lines(CheckReport report)
    {
        yield return VerdictLine.Coverage(report);
        var listed = report.Skipped.Where(static s => s.IsListed).ToList();
        foreach (var skipped in listed.Take(MaxListed))
        {
            yield return $"skipped {Printable.Line(skipped.Name)}: {Printable.Line(skipped.Reason)}";
        }

        if (listed.Count > MaxListed)
        {
            yield return $"skipped {listed.Count - MaxListed} more of this kind";
        }

        var counted = report.Skipped.Count - listed.Count;
        if (counted > 0)
        {
            yield return $"{VerdictLine.Plural(counted, "other file")} passed over: not a plan, state or manifest";
        }
    }

    public static IEnumerable<string> NextSteps(CheckReport report)
    {
        var summary = report.Summary;
        if (report.IsBadInput)
        {
            yield return "Mend the errors (on standard error): until then this is no verdict to rely on.";
        }

        if (summary.Failed > 0)
        {
            var worst = Importance.Sort(report)[0].Rule.Id;
            yield return $"Start at the top. `turnpike explain {Printable.Line(worst.Value)}` says more; what you decide to live with goes into a waiver file (--waivers).";
        }

        if (summary.Undecided > 0)
        {
            yield return "Undecided answers depend on values known only after apply: set them in the configuration, or check the applied state.";
        }

        if (report.ExpiredWaivers.Count > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{VerdictLine.Plural(report.ExpiredWaivers.Count, "waiver")} expired: mend what they cover, or have their owners renew them.");
        }

        if (summary.BelowThreshold > 0 && summary.Failed == 0 && report.FailOn > Severity.Low)
        {
            yield return "Findings below the threshold do not fail the check; --fail-on low makes them count.";
        }
    }
}
