using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Delivery.Changes;

/// <summary>All changes, in the order in which they came.</summary>
public sealed class ChangeProjection : IProjection
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Change> _byId = [];
    private readonly List<string> _order = [];
    private readonly HashSet<string> _open = [];
    private readonly Dictionary<string, List<string>> _byCommit = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _applied = new(StringComparer.Ordinal);

    public void Apply(LedgerEntry entry)
    {
        if (ChangeEvents.Judged.Is(entry))
        {
            Judge(ChangeEvents.Judged.Read(entry), entry);
        }
        else if (ChangeEvents.SentAgain.Is(entry))
        {
            var e = ChangeEvents.SentAgain.Read(entry);
            Change(e.Id, entry, known => known with { Judged = known.Judged with { Source = e.Source } });
            NoteCommit(e.Id, e.Source.Commit);
        }
        else if (ChangeEvents.Commented.Is(entry))
        {
            var e = ChangeEvents.Commented.Read(entry);
            Change(e.Id, entry, known => known with { Comments = [.. known.Comments, new ChangeComment(entry.Actor, entry.RecordedAt, e.Text, entry.Position)] });
        }
        else if (ChangeEvents.Placed.Is(entry))
        {
            var e = ChangeEvents.Placed.Read(entry);
            Change(e.Id, entry, known => known with { Places = e.Places });
        }
        else if (ChangeEvents.Applied.Is(entry))
        {
            var e = ChangeEvents.Applied.Read(entry);
            End(e.Id, entry, ChangeState.Applied, e.Evidence);
        }
        else if (ChangeEvents.Withdrawn.Is(entry))
        {
            var e = ChangeEvents.Withdrawn.Read(entry);
            End(e.Id, entry, ChangeState.Withdrawn, e.Reason);
        }
        else if (ChangeEvents.Superseded.Is(entry))
        {
            var e = ChangeEvents.Superseded.Read(entry);
            End(e.Id, entry, ChangeState.Superseded, e.By);
        }
    }

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _order.Count;
            }
        }
    }

    public Change? Find(string id)
    {
        lock (_lock)
        {
            return _byId.GetValueOrDefault(id);
        }
    }

    /// <summary>Those whose plan a commit led to, in the order in which they came.</summary>
    public IReadOnlyList<Change> OfCommit(string commit)
    {
        lock (_lock)
        {
            return _byCommit.TryGetValue(commit, out var ids) ? [.. ids.Select(id => _byId[id])] : [];
        }
    }

    /// <summary>The change of a scope that was carried out last; null before the first.</summary>
    public Change? LastApplied(string scope)
    {
        lock (_lock)
        {
            return _applied.TryGetValue(scope, out var id) ? _byId[id] : null;
        }
    }

    /// <summary>Those that are neither applied nor withdrawn nor superseded, the oldest first.</summary>
    public IReadOnlyList<Change> Open()
    {
        lock (_lock)
        {
            return [.. _open.Select(id => _byId[id]).OrderBy(c => c.Position)];
        }
    }

    /// <summary>The newest first.</summary>
    /// <param name="before">A position; only changes that came before it. Null for all.</param>
    public IEnumerable<Change> Newest(long? before = null)
    {
        var at = PlaceBefore(before ?? long.MaxValue);
        while (--at >= 0)
        {
            Change change;
            lock (_lock)
            {
                change = _byId[_order[at]];
            }

            yield return change;
        }
    }

    private int PlaceBefore(long position)
    {
        lock (_lock)
        {
            int low = 0, high = _order.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = _byId[_order[middle]].Position < position ? (middle + 1, high) : (low, middle);
            }

            return low;
        }
    }

    private void Judge(ChangeJudged judged, LedgerEntry entry)
    {
        lock (_lock)
        {
            if (_byId.TryGetValue(judged.Id, out var known))
            {
                _byId[judged.Id] = known with { Judged = judged, Version = known.Version + 1, StreamVersion = entry.Version, JudgedAt = entry.RecordedAt, LastPosition = entry.Position };
                return;
            }

            _byId.Add(judged.Id, new Change(judged, 1, entry.Version, entry.RecordedAt, entry.RecordedAt, entry.Position, entry.Position, null, []));
            _order.Add(judged.Id);
            _open.Add(judged.Id);
        }

        NoteCommit(judged.Id, judged.Source.Commit);
    }

    private void NoteCommit(string id, string? commit)
    {
        if (commit is null)
        {
            return;
        }

        lock (_lock)
        {
            (_byCommit.TryGetValue(commit, out var ids) ? ids : _byCommit[commit] = []).Add(id);
        }
    }

    private void End(string id, LedgerEntry entry, ChangeState kind, string note)
    {
        Change(id, entry, known => known with { End = new ChangeEnd(kind, entry.Actor, entry.RecordedAt, note) });
        lock (_lock)
        {
            _open.Remove(id);
            if (kind == ChangeState.Applied)
            {
                _applied[_byId[id].Judged.Scope] = id;
            }
        }
    }

    private void Change(string id, LedgerEntry entry, Func<Change, Change> change)
    {
        lock (_lock)
        {
            _byId[id] = change(_byId[id]) with { StreamVersion = entry.Version, LastPosition = entry.Position };
        }
    }
}
