using Turnpike.Delivery.Changes;
using Turnpike.Gate;

namespace Turnpike.Server.Changes;

/// <summary>A change in a list, and the head of one by itself.</summary>
/// <param name="Author">Who wrote it, as the sender says; else the sender.</param>
/// <param name="Sender">Who sent it, as the sign-in established it.</param>
/// <param name="Why">One clause for people on <paramref name="State"/>.</param>
/// <param name="IsOutdated">Policies, estate or exceptions moved since it was judged; it is judged again before anybody decides.</param>
/// <param name="Inputs">The hashes of plan, policies, estate and findings: a decision names those that the person saw.</param>
/// <param name="Version">How often it was judged.</param>
/// <param name="Position">Of its first entry in the ledger.</param>
/// <param name="LastPosition">Of its latest entry in the ledger.</param>
public sealed record ChangeResource(
    string Id,
    string Scope,
    string Title,
    string Author,
    string Sender,
    ChangeSource Source,
    ChangeState State,
    string Why,
    bool IsOutdated,
    Verdict Verdict,
    FindingCounts Counts,
    ActionCounts Actions,
    int Stale,
    ChangeRisk Risk,
    IReadOnlyDictionary<string, string> Inputs,
    int Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset JudgedAt,
    long Position,
    long LastPosition);

/// <summary>A change with all that was said and decided about it.</summary>
/// <param name="Exceptions">In force when it was judged, each with the number of findings that it covers.</param>
/// <param name="MayApprove">What the decision rights answer whoever asks.</param>
public sealed record ChangeDetailResource(
    ChangeResource Change,
    IReadOnlyList<AppliedException> Exceptions,
    IReadOnlyList<ChangeDecisionResource> Decisions,
    IReadOnlyList<ChangeComment> Comments,
    ChangeEnd? End,
    MayResource MayApprove,
    MayResource MayReject);

/// <param name="Why">Which rule of the decision rights says so.</param>
public sealed record MayResource(bool IsAllowed, string Why);

/// <param name="Holds">Whether it still counts.</param>
/// <param name="Why">One clause for people.</param>
public sealed record ChangeDecisionResource(
    string Id,
    string Verdict,
    string By,
    string Role,
    string Rule,
    string? Reason,
    DateTimeOffset At,
    long Position,
    bool Holds,
    string Why,
    IReadOnlyDictionary<string, string> Inputs);

/// <param name="Verdict"><c>approve</c> or <c>reject</c>.</param>
/// <param name="Reason">Needed to reject, and to approve a change whose verdict is FAIL.</param>
/// <param name="Inputs">The hashes that the person saw, as the change has them.</param>
public sealed record DecisionInput(string Verdict, string? Reason, IReadOnlyDictionary<string, string> Inputs);

public sealed record CommentInput(string Text);

/// <param name="Evidence">What shows it: the run of a pipeline, say.</param>
public sealed record AppliedInput(string Evidence);

public sealed record WithdrawalInput(string Reason);

/// <param name="Fingerprint">Of the finding, as the change's findings have it.</param>
/// <param name="Owner">The person or team that answers for it.</param>
public sealed record FindingWaiverInput(string Fingerprint, string Reason, string Owner, DateTimeOffset Expires);
