using Turnpike.Assessment;

namespace Turnpike.Web.Assess;

/// <summary>An assessment to be shown, and those before it.</summary>
public sealed record AssessView
{
    /// <summary>Null where there is none yet.</summary>
    public AssessmentReport? Report { get; init; }

    /// <summary>Of the one that is shown.</summary>
    public string? Id { get; init; }

    /// <summary>The latest first, with the one that is shown.</summary>
    public IReadOnlyList<AssessmentListed> All { get; init; } = [];

    /// <summary>What each measure was from one assessment to the next, the oldest first; by its id.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Series { get; init; } = new Dictionary<string, IReadOnlyList<double>>();

    /// <summary>One is being made.</summary>
    public AssessmentRunning? Running { get; init; }

    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>Why the last could not be made, or why this one is not shown.</summary>
    public string? Fault { get; init; }

    /// <summary>The one that is shown is the latest.</summary>
    public bool IsLatest => All.Count == 0 || All[0].Id == Id;
}

public sealed record AssessmentListed(string Id, DateTimeOffset At, string By, string Profile);

/// <param name="Says">What it is looking at.</param>
public sealed record AssessmentRunning(DateTimeOffset Started, string By, string? Says, int Done, int Total);
