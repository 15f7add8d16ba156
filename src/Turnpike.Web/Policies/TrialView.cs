using Turnpike.Gate;

namespace Turnpike.Web.Policies;

/// <summary>A dry run as a page shows it.</summary>
/// <param name="Why">What went wrong; null while nothing has.</param>
public sealed record TrialView(
    string State,
    bool IsRunning,
    int Done,
    int Total,
    string? Why,
    IReadOnlyList<StoppedView> Stopped,
    IReadOnlyList<(string Key, string Address, string Message)> Findings,
    int FindingsTotal,
    int NoLongerKept);

public sealed record StoppedView(string Id, string Title, string Scope, string Author, DateTimeOffset CreatedAt, Verdict Was, Verdict Verdict);
