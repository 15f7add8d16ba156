namespace Turnpike.Web.Changes;

/// <param name="Why">One clause for people.</param>
public readonly record struct Answer(bool IsAllowed, string Why)
{
    public static Answer No { get; } = new(false, "");
}

/// <summary>What the viewer may do with a change, as roles and decision rights answer.</summary>
/// <param name="Revocable">Ids of decisions that the viewer may take back.</param>
public sealed record ChangeVerbs(Answer Approve, Answer Reject, Answer Waive, bool Withdraw, bool MarkApplied, bool JudgeAgain, IReadOnlySet<string> Revocable)
{
    public static ChangeVerbs None { get; } = new(Answer.No, Answer.No, Answer.No, false, false, false, new HashSet<string>());
}

/// <summary>Why what was just sent was not done.</summary>
/// <param name="Form">Which form it was.</param>
/// <param name="Draft">What the viewer had written there.</param>
public sealed record RefusedForm(string Form, string Message, string? Draft);
