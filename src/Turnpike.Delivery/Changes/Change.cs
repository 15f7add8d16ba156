namespace Turnpike.Delivery.Changes;

/// <summary>A plan that was judged, as the ledger has it.</summary>
/// <param name="Judged">Its latest judging.</param>
/// <param name="Version">How often it was judged.</param>
/// <param name="StreamVersion">Of its stream: what an append about it expects.</param>
/// <param name="CreatedAt">When it was judged first.</param>
/// <param name="Position">Of its first entry in the ledger: changes are ordered by it.</param>
/// <param name="LastPosition">Of its latest entry.</param>
/// <param name="End">Null while it is open.</param>
public sealed record Change(
    ChangeJudged Judged,
    int Version,
    long StreamVersion,
    DateTimeOffset CreatedAt,
    DateTimeOffset JudgedAt,
    long Position,
    long LastPosition,
    ChangeEnd? End,
    IReadOnlyList<ChangeComment> Comments)
{
    public string Id => Judged.Id;

    /// <summary>Hash of the attachment with the places in code of its resources; null where nobody said them.</summary>
    public string? Places { get; init; }

    /// <summary>Who wrote it, as the sender says; else the sender.</summary>
    public string Author => Judged.Source.Author ?? Judged.Author;

    /// <summary>Who sent it, as the sign-in established it.</summary>
    public string Sender => Judged.Author;

    /// <summary>What decisions on it are about.</summary>
    public string Subject => SubjectOf(Id);

    /// <summary>What its judging was made from and led to: what a decision is bound to.</summary>
    public IReadOnlyDictionary<string, string> Inputs => new Dictionary<string, string>
    {
        ["plan"] = Judged.Plan,
        ["policies"] = Judged.Policies,
        ["estate"] = Judged.Estate,
        ["findings"] = Judged.Findings,
    };

    public static string SubjectOf(string id) => "change/" + id;
}

public sealed record ChangeComment(string By, DateTimeOffset At, string Text, long Position);

/// <summary>How a change ended.</summary>
/// <param name="Kind">Applied, withdrawn or superseded.</param>
/// <param name="Note">Evidence, reason, or the id of the change that took its place.</param>
public sealed record ChangeEnd(ChangeState Kind, string By, DateTimeOffset At, string Note);

public enum ChangeState
{
    /// <summary>For a decision.</summary>
    Waiting,
    Approved,
    Rejected,
    Applied,
    Withdrawn,
    Superseded,
}

/// <summary>Where a change stands now.</summary>
/// <param name="Why">One clause for people.</param>
/// <param name="IsOutdated">Policies, estate or exceptions moved since it was judged: it is judged again before anybody decides.</param>
public sealed record ChangeStanding(ChangeState State, string Why, bool IsOutdated);
