using Turnpike.Delivery.Changes;
using Turnpike.Governance;
using Turnpike.Governance.Rights;

namespace Turnpike.Delivery.Deciding;

/// <summary>What the decision rights are asked about a change.</summary>
public static class AboutChange
{
    /// <param name="verb"><c>approve</c>, <c>reject</c>, <c>withdraw</c>, <c>grant-exception</c> or <c>revoke</c>.</param>
    public static DecisionRequest Request(this Change change, string verb) =>
        new(verb, change.Judged.Risk.Environment, change.Judged.Risk.Tier, change.Judged.Risk.Kind, change.Judged.Risk.Number, change.Sender)
        {
            TokenOwner = change.Judged.TokenOwner,
            ClaimedAuthor = change.Judged.Source.Author,
        };

    internal static Refusal? Fault(string what, string? text, int max) =>
        string.IsNullOrWhiteSpace(text) ? new Refusal($"{what}-missing", $"Say it in words: the {what} is empty.")
        : text.Length > max ? new Refusal("malformed", $"The {what} has {text.Length} characters; {max} is the most.")
        : null;
}
