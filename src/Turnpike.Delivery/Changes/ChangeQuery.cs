using Turnpike.Gate;

namespace Turnpike.Delivery.Changes;

/// <summary>Which changes to list. Absent members let every change through.</summary>
/// <param name="Scope">A scope, or the beginning of scopes followed by <c>*</c>.</param>
/// <param name="Text">In the title, the id, the branch or the commit, whatever the case.</param>
public sealed record ChangeQuery(ChangeState? State = null, string? Scope = null, Verdict? Verdict = null, string? Author = null, string? Text = null)
{
    public bool Matches(Change change) =>
        (Scope is null || (Scope.EndsWith('*') ? change.Judged.Scope.StartsWith(Scope[..^1], StringComparison.Ordinal) : change.Judged.Scope == Scope))
        && (Verdict is null || change.Judged.Verdict == Verdict)
        && (Author is null || change.Sender == Author || change.Author == Author)
        && (Text is null || Holds(change.Judged.Title) || Holds(change.Id) || Holds(change.Judged.Scope) || Holds(change.Judged.Source.Branch) || Holds(change.Judged.Source.Commit));

    private bool Holds(string? text) => text?.Contains(Text!, StringComparison.OrdinalIgnoreCase) == true;
}

/// <param name="Next">The position to go on before; null at the end.</param>
public sealed record ChangePage(IReadOnlyList<(Change Change, ChangeStanding Standing)> Items, long? Next);
