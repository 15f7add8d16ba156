using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Deciding;
using Turnpike.Delivery.Judging;
using Turnpike.Governance.Rights;
using Turnpike.Inventory.Ownership;

namespace Turnpike.Server.Governance;

/// <summary>What is known of a subject when the decision rights are asked about it. Nobody is asked to say it: whoever decides might say what suits.</summary>
internal sealed class DecisionContext(ChangeProjection changes, OwnershipProjection ownership)
{
    private const string ChangePrefix = "change/";

    /// <param name="subject">Such as <c>change/01J8…</c>; null where it is not known.</param>
    public DecisionRequest About(string verb, string? subject = null) =>
        subject?.StartsWith(ChangePrefix, StringComparison.Ordinal) == true && changes.Find(subject[ChangePrefix.Length..]) is { } change
            ? change.Request(verb)
            : new DecisionRequest(verb, null, null, null, null, null);

    /// <param name="pattern">Of what is excepted: <c>shop/production//aws_instance.etl</c>. Of one that covers more than a scope nothing is known.</param>
    public DecisionRequest AboutResources(string verb, string pattern)
    {
        var scope = pattern.Split("//", 2) is [var before, _] && !before.Contains('*', StringComparison.Ordinal) ? before : "";
        return About(verb) with { Environment = new WhereItIs(ownership).OfScope(scope)?.Name };
    }
}
