using System.Globalization;
using Turnpike.Gate.Rules;

namespace Turnpike.Gate.Reports;

/// <summary>The outcome in one line: <c>FAIL: 3 failed, 1 undecided, 2 waived</c>.</summary>
internal static class VerdictLine
{
    public static string Of(CheckReport report) => Word(report) + ": " + Counts(report);

    public static string Word(CheckReport report) => report.IsBadInput && report.Verdict != Verdict.Fail
        ? "BAD INPUT"
        : report.Verdict switch
        {
            Verdict.Pass => "PASS",
            Verdict.Fail => "FAIL",
            _ => "UNKNOWN",
        };

    public static string Counts(CheckReport report)
    {
        var summary = report.Summary;
        var errors = report.Diagnostics.Count(static d => d.IsError);
        var parts = new List<string>();
        Add(parts, errors, errors == 1 ? "error" : "errors");
        Add(parts, summary.Failed, "failed");
        Add(parts, summary.Undecided, "undecided");
        Add(parts, summary.BelowThreshold, $"below the threshold ({report.FailOn.Name()})");
        Add(parts, summary.Existing, "there before");
        Add(parts, summary.Waived, "waived");
        return parts.Count == 0 ? "nothing found" : string.Join(", ", parts);
    }

    /// <summary>What was judged: <c>52 of 60 resources judged by 41 rules, in 3 files</c>.</summary>
    public static string Coverage(CheckReport report)
    {
        var summary = report.Summary;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{summary.ResourcesJudged} of {Plural(summary.Resources, "resource")} judged by {Plural(summary.RulesRun, "rule")} of {summary.Rules}, in {Plural(report.Inputs.Count, "file")}");
    }

    public static string Plural(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static void Add(List<string> parts, int count, string what)
    {
        if (count > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {what}"));
        }
    }
}
