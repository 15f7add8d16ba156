using System.Globalization;
using Turnpike.Cli.Client;
using Turnpike.Delivery.Changes;
using Turnpike.Gate;
using Turnpike.Gate.Reports;
using Turnpike.Server.Changes;

namespace Turnpike.Cli.Changes;

/// <summary>A change for people.</summary>
internal static class ChangeText
{
    private const int NameWidth = 11;

    public static string Counts(FindingCounts counts)
    {
        var parts = new List<string>();
        Add(parts, counts.Failed, "failed");
        Add(parts, counts.Undecided, "undecided");
        Add(parts, counts.BelowThreshold, "below the threshold");
        Add(parts, counts.Existing, "there before");
        Add(parts, counts.Covered, "waived");
        return parts.Count == 0 ? "nothing found" : string.Join(", ", parts);
    }

    public static string Actions(ActionCounts counts)
    {
        var parts = new List<string>();
        Add(parts, counts.Create, "to create");
        Add(parts, counts.Update, "to update");
        Add(parts, counts.Replace, "to replace");
        Add(parts, counts.Delete, "to delete");
        Add(parts, counts.Others, "to move, import or forget");
        return parts.Count == 0 ? "nothing" : string.Join(", ", parts);
    }

    public static void WriteVerdict(TextCanvas canvas, ChangeResource change)
    {
        var (word, tone) = change.Verdict switch
        {
            Verdict.Pass => ("PASS", Tone.GreenBold),
            Verdict.Fail => ("FAIL", Tone.RedBold),
            _ => ("UNKNOWN", Tone.YellowBold),
        };
        canvas.Write(tone, word).Write(Tone.Plain, "  " + Counts(change.Counts)).EndLine();
    }

    /// <summary>What it is now and where to go from here.</summary>
    public static void WriteNext(TextCanvas canvas, ChangeResource change, string server)
    {
        var id = ChangeNames.Short(change.Id);
        canvas.Wrap(2, Tone.Plain, $"{Actions(change.Actions)}; {Printed.Word(change.State)}: {Printable.Prose(change.Why)}");
        if (change.Stale > 0)
        {
            canvas.Wrap(2, Tone.Yellow, string.Create(CultureInfo.InvariantCulture, $"stale: {change.Stale} resources are no longer as the plan saw them; plan again"));
        }

        canvas.Write(Tone.Dim, "  look  ").WrapFrom(8, Tone.Plain, $"{server}/changes/{change.Id}");
        canvas.Write(Tone.Dim, "  next  ").WrapFrom(8, Tone.Plain, change.Verdict == Verdict.Pass
            ? $"turnpike show {id} says what it does; turnpike approve {id}"
            : $"turnpike show {id} says more; turnpike waive {id} FINDING lives with one; turnpike approve {id}");
    }

    public static void WriteHead(TextCanvas canvas, ChangeResource change)
    {
        canvas.Write(Tone.Bold, Printable.Prose(change.Title)).EndLine();
        Field(canvas, "change", change.Id);
        Field(canvas, "scope", change.Scope);
        Field(canvas, "by", $"{change.Author}, {(change.Author == change.Sender ? "" : $"sent by {change.Sender}, ")}{Printed.Time(change.CreatedAt)} UTC");
        Field(canvas, "from", string.Join("  ", new[] { change.Source.Url, change.Source.Branch, change.Source.Commit is { Length: > 12 } long_ ? long_[..12] : change.Source.Commit }.OfType<string>()));
        Field(canvas, "does", Actions(change.Actions));
        Field(canvas, "state", $"{Printed.Word(change.State)}: {change.Why}");
        if (change.Stale > 0)
        {
            Field(canvas, "stale", string.Create(CultureInfo.InvariantCulture, $"{change.Stale} resources are no longer as the plan saw them: plan again"));
        }

        Field(canvas, "risk", string.Create(CultureInfo.InvariantCulture, $"{change.Risk.Number} of 100{Within(change.Risk)}"));
        foreach (var fact in change.Risk.Facts)
        {
            canvas.Write(Tone.Dim, new string(' ', 2 + NameWidth) + string.Create(CultureInfo.InvariantCulture, $"{fact.Points,3}  ")).WrapFrom(2 + NameWidth + 5, Tone.Plain, Printable.Prose(fact.Says));
        }
    }

    public static void WriteDecisions(TextCanvas canvas, ChangeDetailResource change)
    {
        foreach (var exception in change.Exceptions)
        {
            Field(canvas, "waived", string.Create(CultureInfo.InvariantCulture, $"{exception.Rule} until {Printed.Date(exception.Expires)}, {exception.Findings} findings, answered for by {exception.Owner}"));
        }

        foreach (var decision in change.Decisions)
        {
            var standing = decision.Holds ? "" : $" (no longer counts: {decision.Why})";
            Field(canvas, decision.Verdict, string.Create(CultureInfo.InvariantCulture, $"{decision.By} as {decision.Role}, {Printed.Time(decision.At)} UTC{standing}{(decision.Reason is null ? "" : ": " + decision.Reason)}  [entry {decision.Position}]"));
        }

        foreach (var comment in change.Comments)
        {
            Field(canvas, "said", $"{comment.By}, {Printed.Time(comment.At)} UTC: {comment.Text}");
        }

        if (change.Change.State is ChangeState.Waiting)
        {
            Field(canvas, "you", change.MayApprove.IsAllowed ? $"may approve it: {change.MayApprove.Why}" : $"may not approve it: {change.MayApprove.Why}");
        }
    }

    private static string Within(ChangeRisk risk)
    {
        var places = string.Join(", ", new[] { risk.Environment, risk.Tier }.OfType<string>());
        return places.Length == 0 ? "" : $" ({places})";
    }

    private static void Field(TextCanvas canvas, string name, string text)
    {
        if (text.Length > 0)
        {
            canvas.Write(Tone.Dim, "  " + name.PadRight(NameWidth)).WrapFrom(2 + NameWidth, Tone.Plain, Printable.Prose(text));
        }
    }

    private static void Add(List<string> parts, int count, string what)
    {
        if (count > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {what}"));
        }
    }
}
