using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;
using Turnpike.Gate.Surrounding;
using Turnpike.Gate.Waivers;
using Turnpike.Text;

namespace Turnpike.Gate;

/// <summary>Fail over unknown over pass.</summary>
public enum Verdict
{
    Pass,
    Unknown,
    Fail,
}

/// <summary>One input and what became of it.</summary>
/// <param name="Kind">Such as <c>terraform-plan</c>, <c>terraform-state</c>, <c>kubernetes</c>.</param>
/// <param name="ResourceCount">How many resources or resource changes it holds.</param>
public sealed record CheckedInput(string Name, string Kind, int ResourceCount);

/// <summary>A file found in a folder that was not judged.</summary>
/// <param name="Reason">Such as <c>not a plan, state or manifest</c> or <c>Helm template</c>.</param>
/// <param name="IsListed">Worth naming one by one; the others are only counted.</param>
public sealed record SkippedInput(string Name, string Reason, bool IsListed);

/// <summary>Numbers over the findings. Each finding is in exactly one of the first five.</summary>
public sealed record CheckSummary
{
    /// <summary>Fails at or above the threshold.</summary>
    public int Failed { get; init; }

    /// <summary>Unknowns at or above the threshold.</summary>
    public int Undecided { get; init; }

    public int Waived { get; init; }

    /// <summary>Warnings, and fails and unknowns below the threshold.</summary>
    public int BelowThreshold { get; init; }

    /// <summary>Findings that were there before the change, where only what is new counts.</summary>
    public int Existing { get; init; }

    /// <summary>How many resources at least one rule judged.</summary>
    public int ResourcesJudged { get; init; }

    public int Resources { get; init; }

    /// <summary>Rules that had something to judge.</summary>
    public int RulesRun { get; init; }

    public int Rules { get; init; }
}

/// <summary>The outcome of a check, with all that explains it.</summary>
public sealed record CheckReport
{
    public required Verdict Verdict { get; init; }

    public required CheckSummary Summary { get; init; }

    /// <summary>Sorted by scope, address, then the worst first: findings on one resource lie together.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    public IReadOnlyList<CheckedInput> Inputs { get; init; } = [];

    public IReadOnlyList<SkippedInput> Skipped { get; init; } = [];

    /// <summary>Faults in inputs, policies, waivers and rules' evaluation, and notes on why a verdict cannot be PASS.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>Rules that judged something, in order of their ids.</summary>
    public IReadOnlyList<RuleMetadata> RulesRun { get; init; } = [];

    public IReadOnlyList<Waiver> UnusedWaivers { get; init; } = [];

    public IReadOnlyList<Waiver> ExpiredWaivers { get; init; } = [];

    public required Severity FailOn { get; init; }

    /// <summary>Resources of which the plan's starting point is not what the estate has, by scope and address. Empty without surroundings.</summary>
    public IReadOnlyList<StaleResource> Stale { get; init; } = [];

    /// <summary>What the verdict hangs on, for decisions to be bound to.</summary>
    public JudgementInputs? JudgedOn { get; init; }

    /// <summary>Something could not be judged, so that finding nothing says nothing.</summary>
    public bool IsPartial { get; init; }

    /// <summary>The same outcome with other findings, counted anew.</summary>
    public CheckReport With(IReadOnlyList<Finding> findings)
    {
        var counts = FindingCount.Of(findings, FailOn);
        var summary = Summary with
        {
            Failed = counts.Failed,
            Undecided = counts.Undecided,
            Waived = counts.Waived,
            BelowThreshold = counts.BelowThreshold,
            Existing = counts.Existing,
        };
        return this with { Findings = findings, Summary = summary, Verdict = FindingCount.Verdict(summary, IsPartial) };
    }

    /// <summary>The check could not be done, or not in full: the exit code is 3, whatever the verdict over the rest.</summary>
    public bool IsBadInput => Diagnostics.Any(static d => d.IsError);
}
