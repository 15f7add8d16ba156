namespace Turnpike.Assessment.Risks;

/// <summary>What may happen, with the numbers that put it in its place; the formula is in docs/guides/assess.md.</summary>
/// <param name="Score">From 0 to 100.</param>
/// <param name="Lines">The lines that feed it, the worst first.</param>
/// <param name="Subjects">The first of those affected, the weightiest first.</param>
/// <param name="Owners">Who answers for most of the affected, the most first.</param>
public sealed record Risk(
    string Id,
    string Title,
    double Score,
    Likelihood Likelihood,
    Impact Impact,
    BlastRadius BlastRadius,
    IReadOnlyList<RiskLine> Lines,
    IReadOnlyList<string> Subjects,
    IReadOnlyList<string> Owners,
    string FirstStep)
{
    /// <summary>As the assessment that this one is compared with had it; null where it had not.</summary>
    public double? Before { get; init; }
}

/// <param name="Value">From 0 to 1.</param>
/// <param name="Prior">With a single one affected.</param>
/// <param name="Of">Of how many the affected are a share.</param>
/// <param name="Exposed">How many of the affected the internet reaches.</param>
/// <param name="Drifted">How many of the affected are otherwise than their state has them.</param>
public sealed record Likelihood(double Value, double Prior, int Affected, int Of, int Exposed, int Drifted);

/// <param name="Value">From 0 to 1.</param>
/// <param name="Severity">Of the worst line.</param>
/// <param name="Weight">Of the weightiest affected, by tier, data class and environment.</param>
/// <param name="Known">Of how many of the affected any of these is known.</param>
public sealed record Impact(double Value, string Severity, double Weight, int Known);

/// <param name="Value">From 0 to 1.</param>
/// <param name="Dependents">How many depend on the affected, directly or through others.</param>
/// <param name="Estate">How many there are.</param>
/// <param name="CutBecause">Which limit ended the count; null where all are counted.</param>
public sealed record BlastRadius(double Value, int Dependents, int Estate, string? CutBecause);

/// <param name="Section">The section whose line it is.</param>
public sealed record RiskLine(string Section, string What);
