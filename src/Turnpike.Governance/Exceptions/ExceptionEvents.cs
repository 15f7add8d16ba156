using Turnpike.Ledger.Events;

namespace Turnpike.Governance.Exceptions;

public enum ExceptionKind
{
    /// <summary>A finding that is lived with.</summary>
    Waiver,

    /// <summary>A risk that is carried.</summary>
    RiskAcceptance,

    /// <summary>A standard that is not followed.</summary>
    Deviation,
}

/// <param name="Rule">Rule, control or standard; may end in <c>*</c>.</param>
/// <param name="Subject">Resource, service or scope; may end in <c>*</c>.</param>
/// <param name="Owner">The person or team that answers for it.</param>
/// <param name="Expires">From this moment on it no longer counts.</param>
/// <param name="DecisionRule">Of the decision rights, that allowed it.</param>
public sealed record ExceptionGranted(string Id, ExceptionKind Kind, string Rule, string Subject, string Reason, string Owner, DateTimeOffset Expires, string DecisionRule);

public sealed record ExceptionExtended(string Id, DateTimeOffset Expires, string Reason);

public sealed record ExceptionRevoked(string Id, string Reason);

/// <param name="DaysLeft">The threshold that was reached.</param>
public sealed record ExceptionReminded(string Id, int DaysLeft, DateTimeOffset Expires);

/// <summary>What the ledger records of exceptions.</summary>
public static class ExceptionEvents
{
    public static EventForm<ExceptionGranted> Granted { get; } = new("exception.granted", 1, "A waiver, risk acceptance or deviation was granted, with an owner and an end.");

    public static EventForm<ExceptionExtended> Extended { get; } = new("exception.extended", 1, "An exception got a later end.");

    public static EventForm<ExceptionRevoked> Revoked { get; } = new("exception.revoked", 1, "An exception was ended early.");

    public static EventForm<ExceptionReminded> Reminded { get; } = new("exception.reminded", 1, "The owner of an exception was told that it ends soon.");

    public static IReadOnlyList<EventForm> All { get; } = [Granted, Extended, Revoked, Reminded];
}
