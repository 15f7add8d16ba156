using System.Collections.Concurrent;
using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Diffs;
using Turnpike.Delivery.Judging;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Server.Pages;

/// <summary>Which open changes would touch a resource. What a plan touches is remembered while its change is open.</summary>
internal sealed class OpenTouches(ChangeProjection changes, ChangeStandings standings, KeptPlans plans)
{
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> _touched = new(StringComparer.Ordinal);

    /// <summary>The newest first, with what they would do to it.</summary>
    public async Task<IReadOnlyList<(Change Change, ChangeState State, string Actions)>> OfAsync(ResourceKey key, CancellationToken cancellationToken)
    {
        var open = changes.Open();
        Forget(open);
        var found = new List<(Change, ChangeState, string)>();
        foreach (var change in open.Where(c => c.Judged.Scope == key.Scope).Reverse())
        {
            if ((await TouchedAsync(change, cancellationToken)).TryGetValue(key.Address, out var actions))
            {
                found.Add((change, standings.Of(change).State, actions));
            }
        }

        return found;
    }

    private async Task<IReadOnlyDictionary<string, string>> TouchedAsync(Change change, CancellationToken cancellationToken)
    {
        if (_touched.TryGetValue(Key(change), out var known))
        {
            return known;
        }

        var touched = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var one in (await plans.FindAsync(change, cancellationToken))?.Changes.Where(PlanDiff.ChangesSomething) ?? [])
        {
            touched.TryAdd(one.Address.Text, one.Actions.Replaces ? "replace" : string.Join(" and ", one.Actions.Names));
        }

        return _touched[Key(change)] = touched;
    }

    private void Forget(IReadOnlyList<Change> open)
    {
        if (_touched.Count > open.Count)
        {
            var kept = open.Select(Key).ToHashSet(StringComparer.Ordinal);
            foreach (var key in _touched.Keys.Where(k => !kept.Contains(k)))
            {
                _touched.TryRemove(key, out _);
            }
        }
    }

    private static string Key(Change change) => change.Judged.Scope + "\n" + change.Judged.Plan;
}
