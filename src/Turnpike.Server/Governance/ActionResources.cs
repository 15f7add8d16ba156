using Turnpike.Governance.Actions;

namespace Turnpike.Server.Governance;

/// <summary>Something to be done by somebody until a day.</summary>
/// <param name="Origin">What it comes from: a finding, an incident, a review, such as <c>incident/42</c>.</param>
/// <param name="DoneBy">Who said that it is done.</param>
/// <param name="Evidence">What shows it.</param>
/// <param name="Postponed">How often its day was moved further away.</param>
public sealed record ActionResource(
    string Id,
    string Title,
    string Owner,
    DateTimeOffset Due,
    string Origin,
    string OpenedBy,
    DateTimeOffset OpenedAt,
    ActionState State,
    bool IsOverdue,
    string? DoneBy,
    string? Evidence,
    DateTimeOffset? ClosedAt,
    int Postponed)
{
    public static ActionResource Of(ActionItem a, DateTimeOffset now) =>
        new(a.Id, a.Title, a.Owner, a.Due, a.Origin, a.OpenedBy, a.OpenedAt, a.State, a.IsOverdue(now), a.DoneBy, a.Evidence, a.ClosedAt, a.Postponed);
}

public sealed record ActionOpenRequest(string Title, string Owner, DateTimeOffset Due, string Origin);

/// <summary>What is null stays as it is.</summary>
public sealed record ActionChangeRequest(string Reason, string? Owner = null, DateTimeOffset? Due = null);

/// <param name="Evidence">What shows that it is done: a link, a change, an entry of the ledger.</param>
public sealed record ActionCompletionRequest(string Evidence);

/// <param name="IsConfirmed">False sends it back to its owner.</param>
public sealed record ActionVerificationRequest(bool IsConfirmed, string Note);
