using Turnpike.Governance;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Server.Operations.Retention;

/// <summary>While it is in force nothing is deleted, whatever the retention says: of a lawsuit, an audit, an investigation.</summary>
public sealed record RetentionHold(string Id, string Reason, string By, DateTimeOffset Since);

public sealed record RetentionHeld(string Id, string Reason);

/// <param name="Reason">Why it is over.</param>
public sealed record RetentionReleased(string Id, string Reason);

/// <summary>The holds in force, as the ledger tells.</summary>
public sealed class RetentionHolds : IProjection
{
    private readonly Lock _lock = new();
    private readonly List<RetentionHold> _holds = [];

    public IReadOnlyList<RetentionHold> InForce
    {
        get
        {
            lock (_lock)
            {
                return [.. _holds];
            }
        }
    }

    public void Apply(LedgerEntry entry)
    {
        lock (_lock)
        {
            if (OperationsEvents.RetentionHeld.Is(entry))
            {
                var said = OperationsEvents.RetentionHeld.Read(entry);
                _holds.Add(new RetentionHold(said.Id, said.Reason, entry.Actor, entry.RecordedAt));
            }
            else if (OperationsEvents.RetentionReleased.Is(entry))
            {
                var id = OperationsEvents.RetentionReleased.Read(entry).Id;
                _holds.RemoveAll(h => h.Id == id);
            }
        }
    }
}

/// <summary>Begins and ends holds. Each says why.</summary>
public sealed class HoldRetention(RetentionHolds holds, ProjectionFollower follower, IdSource ids)
{
    private const int LongestReason = 1000;

    private static readonly StreamName s_stream = new("attachments");

    public async Task<Outcome<RetentionHold>> BeginAsync(Principal by, string reason, CancellationToken cancellationToken = default)
    {
        if (Refuse(reason) is { } refusal)
        {
            return refusal;
        }

        var id = ids();
        await follower.AppendAsync(s_stream, ExpectedVersion.Any, [OperationsEvents.RetentionHeld.Draft(new RetentionHeld(id, reason.Trim()), by.Id)], cancellationToken);
        return holds.InForce.First(h => h.Id == id);
    }

    public async Task<Outcome<RetentionHold>> EndAsync(Principal by, string id, string reason, CancellationToken cancellationToken = default)
    {
        if (holds.InForce.FirstOrDefault(h => h.Id == id) is not { } hold)
        {
            return new Refusal("not-found", $"There is no hold {id} in force.");
        }

        if (Refuse(reason) is { } refusal)
        {
            return refusal;
        }

        await follower.AppendAsync(s_stream, ExpectedVersion.Any, [OperationsEvents.RetentionReleased.Draft(new RetentionReleased(id, reason.Trim()), by.Id)], cancellationToken);
        return hold;
    }

    private static Refusal? Refuse(string reason) =>
        string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason ? new Refusal("reason-missing", $"Say why, in at most {LongestReason} characters.") : null;
}
