namespace Turnpike.Governance.Actions;

public enum ActionState
{
    Open,

    /// <summary>Done, says its owner; nobody else has looked.</summary>
    Done,

    Closed,
}

/// <summary>An action as the ledger has it.</summary>
public sealed record ActionItem(string Id, string Title, string Owner, DateTimeOffset Due, string Origin, string OpenedBy, DateTimeOffset OpenedAt)
{
    public ActionState State { get; init; }

    /// <summary>Who said that it is done.</summary>
    public string? DoneBy { get; init; }

    public string? Evidence { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>How often its day was moved further away.</summary>
    public int Postponed { get; init; }

    public bool IsOverdue(DateTimeOffset now) => State == ActionState.Open && now > Due;
}
