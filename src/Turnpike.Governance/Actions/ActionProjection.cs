using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Governance.Actions;

/// <summary>All actions.</summary>
public sealed class ActionProjection : IProjection
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ActionItem> _byId = [];

    public void Apply(LedgerEntry entry)
    {
        if (ActionEvents.Opened.Is(entry))
        {
            var e = ActionEvents.Opened.Read(entry);
            Change(e.Id, _ => new ActionItem(e.Id, e.Title, e.Owner, e.Due, e.Origin, entry.Actor, entry.RecordedAt));
        }
        else if (ActionEvents.Changed.Is(entry))
        {
            var e = ActionEvents.Changed.Read(entry);
            Change(e.Id, a => a! with { Owner = e.Owner ?? a.Owner, Due = e.Due ?? a.Due, Postponed = a.Postponed + (e.Due > a.Due ? 1 : 0) });
        }
        else if (ActionEvents.Done.Is(entry))
        {
            var e = ActionEvents.Done.Read(entry);
            Change(e.Id, a => a! with { State = ActionState.Done, DoneBy = entry.Actor, Evidence = e.Evidence });
        }
        else if (ActionEvents.Verified.Is(entry))
        {
            var e = ActionEvents.Verified.Read(entry);
            Change(e.Id, a => e.IsConfirmed
                ? a! with { State = ActionState.Closed, ClosedAt = entry.RecordedAt }
                : a! with { State = ActionState.Open, DoneBy = null, Evidence = null });
        }
    }

    public ActionItem? Find(string id)
    {
        lock (_lock)
        {
            return _byId.GetValueOrDefault(id);
        }
    }

    /// <summary>By their day, the next first.</summary>
    public IReadOnlyList<ActionItem> All()
    {
        lock (_lock)
        {
            return [.. _byId.Values.OrderBy(a => a.Due).ThenBy(a => a.Id, StringComparer.Ordinal)];
        }
    }

    private void Change(string id, Func<ActionItem?, ActionItem> change)
    {
        lock (_lock)
        {
            _byId[id] = change(_byId.GetValueOrDefault(id));
        }
    }
}
