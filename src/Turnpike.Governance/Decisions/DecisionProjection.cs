using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Governance.Decisions;

/// <summary>All decisions, by what they are on.</summary>
public sealed class DecisionProjection : IProjection
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Decision> _byId = [];
    private readonly Dictionary<string, List<string>> _bySubject = [];

    public void Apply(LedgerEntry entry)
    {
        if (DecisionEvents.Made.Is(entry))
        {
            Add(DecisionEvents.Made.Read(entry), entry);
        }
        else if (DecisionEvents.Revoked.Is(entry))
        {
            Revoke(DecisionEvents.Revoked.Read(entry), entry);
        }
    }

    public Decision? Find(string id)
    {
        lock (_lock)
        {
            return _byId.GetValueOrDefault(id);
        }
    }

    /// <summary>The latest first.</summary>
    public IReadOnlyList<Decision> All()
    {
        lock (_lock)
        {
            return [.. _byId.Values.OrderByDescending(d => d.Position)];
        }
    }

    /// <summary>In the order in which they were made.</summary>
    public IReadOnlyList<Decision> On(string subject)
    {
        lock (_lock)
        {
            return _bySubject.TryGetValue(subject, out var ids) ? [.. ids.Select(id => _byId[id])] : [];
        }
    }

    /// <summary>Whether a subject may go on, and why.</summary>
    /// <param name="inputs">The hashes as they are now.</param>
    public Approval ApprovalOf(string subject, IReadOnlyDictionary<string, string> inputs)
    {
        var standing = On(subject).Where(d => d.StandingFor(inputs).Holds).ToList();

        // A later decision of the same person replaces the earlier one.
        var latest = standing.GroupBy(d => d.By).Select(g => g.Last()).OrderBy(d => d.Position).ToList();
        if (latest.Find(d => d.Verdict == Verdict.Reject) is { } rejection)
        {
            return new Approval(ApprovalState.Rejected, $"{rejection.By} rejected it{(rejection.Reason is null ? "" : $": {rejection.Reason}")}");
        }

        var approvals = latest.FindAll(d => d.Verdict == Verdict.Approve);
        var needed = approvals.Count == 0 ? 1 : approvals.Max(d => d.Needed);
        return approvals.Count >= needed
            ? new Approval(ApprovalState.Approved, $"approved by {string.Join(", ", approvals.Select(d => d.By))}")
            : new Approval(ApprovalState.Waiting, approvals.Count == 0 ? "nobody has approved it as it is now" : $"{approvals.Count} of {needed} approvals");
    }

    private void Add(DecisionMade made, LedgerEntry entry)
    {
        lock (_lock)
        {
            _byId[made.Id] = new Decision(made.Id, made.Subject, made.Verdict, entry.Actor, made.Role, made.Rule, made.Needed, made.Reason, made.Inputs, entry.RecordedAt, entry.Position);
            (_bySubject.TryGetValue(made.Subject, out var ids) ? ids : _bySubject[made.Subject] = []).Add(made.Id);
        }
    }

    private void Revoke(DecisionRevoked revoked, LedgerEntry entry)
    {
        lock (_lock)
        {
            if (_byId.TryGetValue(revoked.Id, out var decision))
            {
                _byId[revoked.Id] = decision with { RevokedBy = entry.Actor };
            }
        }
    }
}

public enum ApprovalState
{
    Waiting,
    Approved,
    Rejected,
}

/// <param name="Why">One clause for people.</param>
public sealed record Approval(ApprovalState State, string Why);
