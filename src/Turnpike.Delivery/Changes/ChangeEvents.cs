using Turnpike.Gate;
using Turnpike.Ledger.Events;

namespace Turnpike.Delivery.Changes;

/// <param name="Id">The same for each judging of one plan in one scope.</param>
/// <param name="Author">Who sent it, as the sign-in established it. Who wrote it, as they say, is in the source.</param>
/// <param name="Content">HMAC of the bytes that were sent, in base64: says whether something is the same, and nothing else.</param>
/// <param name="Plan">Hash of the attachment that is the plan without its secrets.</param>
/// <param name="Policies">Hash of the rules it was judged by.</param>
/// <param name="Estate">Hash of what judging read of the estate, approved changes laid on.</param>
/// <param name="EstatePosition">Of the ledger, up to which the estate was known; negative for an empty one.</param>
/// <param name="Context">Hash of all that judging could have read: policies, the whole estate, approved changes, exceptions. Where it is the same, judging again is of no use.</param>
/// <param name="TokenOwner">Who made the token that it was sent with; null where it was sent without one.</param>
/// <param name="Findings">Hash of the attachment with the findings.</param>
/// <param name="Stale">Resources that the plan has seen otherwise than the estate has them now.</param>
public sealed record ChangeJudged(
    string Id,
    string Scope,
    string Title,
    string Author,
    ChangeSource Source,
    string Content,
    string Plan,
    string Policies,
    string Estate,
    long EstatePosition,
    Verdict Verdict,
    FindingCounts Counts,
    string Findings,
    int Stale,
    ActionCounts Actions,
    IReadOnlyList<AppliedException> Exceptions,
    ChangeRisk Risk,
    string Context,
    string? TokenOwner = null);

/// <param name="Source">Where it came from this time; its author stays who wrote the plan first.</param>
public sealed record ChangeSentAgain(string Id, ChangeSource Source);

public sealed record ChangeCommented(string Id, string Text);

/// <param name="Places">Hash of the attachment that says where in the code its resources are written.</param>
public sealed record ChangePlaced(string Id, string Places);

/// <param name="Evidence">What shows it: a state that was pushed, or what whoever said so has to show.</param>
/// <param name="WasApproved">Whether it was approved then.</param>
public sealed record ChangeApplied(string Id, string Evidence, bool WasApproved);

public sealed record ChangeWithdrawn(string Id, string Reason);

/// <param name="By">The newer change.</param>
public sealed record ChangeSuperseded(string Id, string By);

/// <summary>What the ledger records of changes.</summary>
public static class ChangeEvents
{
    public static EventForm<ChangeJudged> Judged { get; } = new("change.judged", 1, "A plan was judged on the estate, or again because policies, estate or exceptions moved.");

    public static EventForm<ChangeSentAgain> SentAgain { get; } = new("change.sent-again", 1, "Another commit led to the plan of a change that is known: what was decided on it holds.");

    public static EventForm<ChangeCommented> Commented { get; } = new("change.commented", 1, "Somebody said something about a change.");

    public static EventForm<ChangePlaced> Placed { get; } = new("change.placed", 1, "Whoever has the code that a plan was made of said where its resources are written.");

    public static EventForm<ChangeApplied> Applied { get; } = new("change.applied", 1, "A change was carried out: somebody says so, or a pushed state shows it.");

    public static EventForm<ChangeWithdrawn> Withdrawn { get; } = new("change.withdrawn", 1, "A change is not wanted any more.");

    public static EventForm<ChangeSuperseded> Superseded { get; } = new("change.superseded", 1, "A newer plan of the same scope and pull request or branch took the place of a change.");

    public static IReadOnlyList<EventForm> All { get; } = [Judged, SentAgain, Commented, Placed, Applied, Withdrawn, Superseded];
}
