using System.Globalization;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Risks;

namespace Turnpike.Assessment.Reports;

/// <summary>What all forms of the report say in the same words.</summary>
public static class ReportWords
{
    internal const int MaxNames = 3;

    public static string Number(double value) => value.ToString("#,0.#", CultureInfo.InvariantCulture);

    public static string Number(int value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>How many of something: <c>1 resource</c>, <c>2 resources</c>.</summary>
    public static string Many(int count, string one) => count == 1 ? "1 " + one : $"{Number(count)} {one}s";

    /// <summary>The first few names stand for all: <c>a, b, c, …</c>.</summary>
    internal static string Some(IEnumerable<string> names) => names.Take(MaxNames + 1).ToList() is { Count: > MaxNames } more ? string.Join(", ", more[..MaxNames]) + ", …" : string.Join(", ", names.Take(MaxNames));

    public static string Time(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public static string Value(Measure measure) => measure.Value is { } value
        ? Number(value) + (measure.Unit.Length == 0 ? "" : " " + measure.Unit) + (measure.Of is { } of ? $" of {Number(of)}" : "")
        : "not measured";

    /// <summary>What the profile asks; empty where nothing.</summary>
    public static string Asked(Measure measure) => measure.Threshold is not { } asked ? ""
        : measure.HigherIsBetter ? $"good from {Number(asked.Good)}, fair from {Number(asked.Fair)}" : $"good up to {Number(asked.Good)}, fair up to {Number(asked.Fair)}";

    /// <summary>What it was; empty where nothing is known.</summary>
    public static string Change(Measure measure) => measure.Before is not { } before ? ""
        : measure.Direction switch
        {
            Direction.Better => $"was {Number(before)}, better",
            Direction.Worse => $"was {Number(before)}, worse",
            Direction.Same => "as before",
            _ => $"was {Number(before)}",
        };

    public static string Change(AssessmentReport report, Risk risk) => report.Against is null ? ""
        : risk.Before is not { } before ? "new"
        : Math.Abs(risk.Score - before) < 0.05 ? "as before" : $"was {Number(before)}";

    public static string Word(Grade grade) => grade switch
    {
        Grade.Good => "good",
        Grade.Fair => "fair",
        Grade.Poor => "poor",
        Grade.Unknown => "unknown",
        _ => "",
    };

    public static string Says(Likelihood likelihood)
    {
        var parts = new List<string> { $"{Number(likelihood.Affected)} of {Number(likelihood.Of)} affected", $"{Factor(likelihood.Prior)} with a single one" };
        if (likelihood.Exposed > 0)
        {
            parts.Add($"{Number(likelihood.Exposed)} reached from the internet");
        }

        if (likelihood.Drifted > 0)
        {
            parts.Add($"{Number(likelihood.Drifted)} drifted");
        }

        return string.Join(", ", parts);
    }

    public static string Says(Impact impact) => $"worst line {impact.Severity}, weight {Factor(impact.Weight)} by tier, data class and environment" + (impact.Known == 0 ? " (none is known)" : $" (known of {Number(impact.Known)})");

    public static string Says(BlastRadius blast) => $"{Number(blast.Dependents)} depend on them, of {Number(blast.Estate)}" + (blast.CutBecause is null ? "" : $"; {blast.CutBecause}");

    public static string Factor(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>The statuses that occur, the most first.</summary>
    public static string Statuses(EstateCount estate) =>
        string.Join(" · ", estate.Statuses.Where(static s => s.Value > 0).OrderByDescending(static s => s.Value).Select(static s => $"{Number(s.Value)} {s.Key.Replace('-', ' ')}"));

    public static string Evidence(Evidence evidence) => string.Join(" ", new[]
    {
        evidence.Resource,
        evidence.Path,
        evidence.Value is { } value ? (evidence.Path is null ? value : "= " + value) : null,
        evidence.Call is { } call ? $"({call})" : null,
        evidence.Rule is { } rule ? $"[{rule}]" : null,
    }.OfType<string>());
}
