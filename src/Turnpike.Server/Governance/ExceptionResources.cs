using Turnpike.Governance.Exceptions;

namespace Turnpike.Server.Governance;

/// <summary>A waiver, risk acceptance or deviation.</summary>
/// <param name="Rule">Rule, control or standard; may end in <c>*</c>.</param>
/// <param name="Subject">Resource, service or scope; may end in <c>*</c>.</param>
/// <param name="Owner">The person or team that answers for it.</param>
/// <param name="Expires">From this moment on it no longer counts.</param>
/// <param name="State">As it is now.</param>
public sealed record ExceptionResource(
    string Id,
    ExceptionKind Kind,
    string Rule,
    string Subject,
    string Reason,
    string Owner,
    string GrantedBy,
    DateTimeOffset GrantedAt,
    DateTimeOffset Expires,
    ExceptionState State,
    string? RevokedBy)
{
    public static ExceptionResource Of(PolicyException e, DateTimeOffset now) =>
        new(e.Id, e.Kind, e.Rule, e.Subject, e.Reason, e.Owner, e.GrantedBy, e.GrantedAt, e.Expires, e.StateAt(now), e.RevokedBy);
}

/// <param name="Expires">At most 366 days ahead.</param>
public sealed record ExceptionGrantRequest(ExceptionKind Kind, string Rule, string Subject, string Reason, string Owner, DateTimeOffset Expires);

public sealed record ExceptionExtensionRequest(DateTimeOffset Expires, string Reason);
