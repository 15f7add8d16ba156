namespace Turnpike.Governance.Exceptions;

public enum ExceptionState
{
    Active,
    Expired,
    Revoked,
}

/// <summary>An exception as the ledger has it.</summary>
/// <param name="LastReminder">The fewest days before its end of which the owner was told; null if never, or since it was extended.</param>
public sealed record PolicyException(
    string Id,
    ExceptionKind Kind,
    string Rule,
    string Subject,
    string Reason,
    string Owner,
    string GrantedBy,
    DateTimeOffset GrantedAt,
    DateTimeOffset Expires,
    string? RevokedBy = null,
    int? LastReminder = null)
{
    public ExceptionState StateAt(DateTimeOffset now) =>
        RevokedBy is not null ? ExceptionState.Revoked : now >= Expires ? ExceptionState.Expired : ExceptionState.Active;

    public bool Covers(string rule, string subject) => Pattern.Matches(Rule, rule) && Pattern.Matches(Subject, subject);
}
