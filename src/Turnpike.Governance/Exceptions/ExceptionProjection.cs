using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Governance.Exceptions;

/// <summary>All exceptions.</summary>
public sealed class ExceptionProjection : IProjection
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, PolicyException> _byId = [];

    public void Apply(LedgerEntry entry)
    {
        if (ExceptionEvents.Granted.Is(entry))
        {
            var e = ExceptionEvents.Granted.Read(entry);
            Change(e.Id, _ => new PolicyException(e.Id, e.Kind, e.Rule, e.Subject, e.Reason, e.Owner, entry.Actor, entry.RecordedAt, e.Expires));
        }
        else if (ExceptionEvents.Extended.Is(entry))
        {
            var e = ExceptionEvents.Extended.Read(entry);
            Change(e.Id, known => known! with { Expires = e.Expires, LastReminder = null });
        }
        else if (ExceptionEvents.Revoked.Is(entry))
        {
            Change(ExceptionEvents.Revoked.Read(entry).Id, known => known! with { RevokedBy = entry.Actor });
        }
        else if (ExceptionEvents.Reminded.Is(entry))
        {
            var e = ExceptionEvents.Reminded.Read(entry);
            Change(e.Id, known => known! with { LastReminder = e.DaysLeft });
        }
    }

    public PolicyException? Find(string id)
    {
        lock (_lock)
        {
            return _byId.GetValueOrDefault(id);
        }
    }

    /// <summary>By their end, the next first.</summary>
    public IReadOnlyList<PolicyException> All()
    {
        lock (_lock)
        {
            return [.. _byId.Values.OrderBy(e => e.Expires).ThenBy(e => e.Id, StringComparer.Ordinal)];
        }
    }

    /// <summary>The exception that covers a finding at a moment; of several, the one that ends last.</summary>
    public PolicyException? Covering(string rule, string subject, DateTimeOffset now) =>
        All().LastOrDefault(e => e.StateAt(now) == ExceptionState.Active && e.Covers(rule, subject));

    private void Change(string id, Func<PolicyException?, PolicyException> change)
    {
        lock (_lock)
        {
            _byId[id] = change(_byId.GetValueOrDefault(id));
        }
    }
}
