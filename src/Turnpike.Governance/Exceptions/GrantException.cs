using Turnpike.Governance.Rights;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Governance.Exceptions;

/// <summary>What somebody asks to be excepted.</summary>
public sealed record ExceptionRequest(ExceptionKind Kind, string Rule, string Subject, string Reason, string Owner, DateTimeOffset Expires);

/// <summary>Grants an exception, if the decision rights let this principal.</summary>
public sealed class GrantException(ProjectionFollower follower, ExceptionProjection exceptions, DecisionRights rights, IdSource ids, TimeProvider time)
{
    /// <summary>An exception that is longer is a changed standard: change the standard.</summary>
    public const int MaxDays = 366;

    public async Task<Outcome<PolicyException>> RunAsync(Principal principal, ExceptionRequest request, DecisionRequest about, CancellationToken cancellationToken = default)
    {
        if (Fault(request, time.GetUtcNow()) is { } fault)
        {
            return fault;
        }

        var answer = rights.Ask(principal, about with { Verb = "grant-exception" });
        if (!answer.IsAllowed)
        {
            return new Refusal("not-allowed", $"{principal.Id} may not grant this exception: {answer.Why}.");
        }

        var granted = new ExceptionGranted(ids(), request.Kind, request.Rule, request.Subject, request.Reason, request.Owner, request.Expires, answer.Rule!.Id);
        await follower.AppendAsync(new StreamName("exception/" + granted.Id), ExpectedVersion.None, [ExceptionEvents.Granted.Draft(granted, principal.Id)], cancellationToken);
        return exceptions.Find(granted.Id)!;
    }

    internal static Refusal? FaultOfEnd(DateTimeOffset expires, DateTimeOffset now) =>
        expires <= now ? new Refusal("expired", "The end lies in the past.")
        : expires > now.AddDays(MaxDays) ? new Refusal("too-long", $"An exception lasts at most {MaxDays} days; what is to last longer is a change of the rule.")
        : null;

    private static Refusal? Fault(ExceptionRequest request, DateTimeOffset now) =>
        string.IsNullOrWhiteSpace(request.Reason) ? new Refusal("reason-missing", "An exception needs a reason.")
        : string.IsNullOrWhiteSpace(request.Owner) ? new Refusal("owner-missing", "An exception needs an owner, who answers for it.")
        : request.Rule is "" or "*" && request.Subject is "" or "*" ? new Refusal("too-wide", "An exception names a rule or a subject; one from everything for everything is none.")
        : request.Rule.Length == 0 || request.Subject.Length == 0 ? new Refusal("pattern-missing", "An exception needs a rule and a subject; * stands for all.")
        : Wording.FaultOfText("reason", request.Reason) ?? Wording.FaultOfName("owner", request.Owner) ?? Pattern("rule", request.Rule) ?? Pattern("subject", request.Subject) ?? FaultOfEnd(request.Expires, now);

    // Addresses of resources are longer than names.
    private static Refusal? Pattern(string what, string pattern) => pattern.Any(char.IsControl) ? new Refusal("malformed", $"The {what} holds a control character.") : Wording.FaultOfText(what, pattern);
}
