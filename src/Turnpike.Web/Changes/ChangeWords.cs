using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Diffs;
using Turnpike.Estate.Changes;
using Turnpike.Gate;
using Turnpike.Gate.Rules;
using Turnpike.Web.Elements;

namespace Turnpike.Web.Changes;

/// <summary>What states, verdicts, severities and actions are called and drawn like.</summary>
internal static class ChangeWords
{
    public static (string Text, string Tone, string Sign) Of(Verdict verdict) => verdict switch
    {
        Verdict.Pass => ("Pass", "pass", "pass"),
        Verdict.Fail => ("Fail", "fail", "fail"),
        _ => ("Unknown", "unknown", "unknown"),
    };

    public static (string Text, string? Tone, string Sign) Of(ChangeState state) => state switch
    {
        ChangeState.Waiting => ("Waiting", "accent", "clock"),
        ChangeState.Approved => ("Approved", "pass", "pass"),
        ChangeState.Rejected => ("Rejected", "fail", "fail"),
        ChangeState.Applied => ("Applied", "pass", "pass"),
        ChangeState.Withdrawn => ("Withdrawn", null, "close"),
        _ => ("Superseded", null, "right"),
    };

    public static string? ToneOf(Severity severity) => severity switch
    {
        Severity.Critical or Severity.High => "fail",
        Severity.Medium => "warn",
        _ => null,
    };

    /// <summary>One word for what a plan does to a resource.</summary>
    public static string ActionOf(ResourceDiff diff) => ActionOf(diff.Actions, diff.IsImported, diff.PreviousAddress is not null);

    public static string ActionOf(ResourceChange change) => ActionOf(change.Actions.Names, change.Importing is not null, change.PreviousAddress is not null);

    private static string ActionOf(IReadOnlyList<string> actions, bool isImported, bool isMoved) => actions switch
    {
        ["no-op"] => isImported ? "import" : isMoved ? "move" : "keep",
        { Count: > 1 } => "replace",
        [var one] => one,
        _ => "keep",
    };

    public static string SignOf(string action) => action switch
    {
        "create" => "+",
        "update" => "~",
        "delete" => "−",
        "replace" => "±",
        "read" => "<",
        "import" => "↓",
        "move" => "→",
        _ => "·",
    };

    /// <summary><c>3 to create, 1 to replace</c>.</summary>
    public static string Sum(ActionCounts counts)
    {
        var parts = new (int Count, string Verb)[] { (counts.Create, "create"), (counts.Update, "update"), (counts.Replace, "replace"), (counts.Delete, "delete") }
            .Where(p => p.Count > 0)
            .Select(p => $"{Numbers.Plain(p.Count)} to {p.Verb}")
            .ToList();
        if (counts.Others > 0)
        {
            parts.Add(Numbers.Of(counts.Others, "other"));
        }

        return parts.Count == 0 ? "Changes nothing" : string.Join(", ", parts);
    }

    public static string Sum(FindingCounts counts)
    {
        var parts = new (int Count, string Word)[] { (counts.Failed, "failed"), (counts.Undecided, "undecided"), (counts.Covered, "covered by exceptions"), (counts.BelowThreshold, "below the threshold"), (counts.Existing, "there before") }
            .Where(p => p.Count > 0)
            .Select(p => $"{Numbers.Plain(p.Count)} {p.Word}")
            .ToList();
        return parts.Count == 0 ? "No findings" : string.Join(", ", parts);
    }
}
