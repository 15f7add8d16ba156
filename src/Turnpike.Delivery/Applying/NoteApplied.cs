using System.Collections.Concurrent;
using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Judging;
using Turnpike.Inventory;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Delivery.Applying;

/// <summary>
/// Records changes as applied whose scope was pushed since with a state that shows what they wanted, or that names them. On
/// several nodes each is recorded once.
/// </summary>
public sealed class NoteApplied(ChangeProjection changes, KeptPlans plans, EstateInventory inventory, MarkApplied mark)
{
    private const string Actor = "turnpike";

    // How far this node has looked, by change: the same states show the same.
    private readonly ConcurrentDictionary<string, long> _looked = new();

    /// <returns>The changes recorded by this call.</returns>
    public async Task<IReadOnlyList<Change>> RunAsync(CancellationToken cancellationToken = default)
    {
        var estate = await inventory.AtAsync(null, cancellationToken);
        var scopes = estate.Scopes.ToDictionary(static s => s.Name);
        var noted = new List<Change>();
        foreach (var change in changes.Open())
        {
            if (scopes.TryGetValue(change.Judged.Scope, out var scope)
                && await EvidenceAsync(change, scope, estate, cancellationToken) is { } evidence
                && (await mark.RecordAsync(Actor, change.Id, evidence, cancellationToken)).Value is { } applied)
            {
                noted.Add(applied);
            }
        }

        return noted;
    }

    private async Task<string?> EvidenceAsync(Change change, ScopeState scope, EstateSnapshot estate, CancellationToken cancellationToken)
    {
        var pushed = scope.Sources.Where(s => s.Position > change.Position).ToList();
        if (pushed.Find(s => s.Change == change.Id) is { } named)
        {
            return $"{named.Name} was pushed by {named.By} with this change named";
        }

        if (pushed.Count == 0 || _looked.GetValueOrDefault(change.Id, -1) == pushed.Max(static s => s.Position))
        {
            return null;
        }

        _looked[change.Id] = pushed.Max(static s => s.Position);
        return await plans.FindAsync(change, cancellationToken) is { } plan && await AppliedEvidence.IsShownAsync(estate, plan.Changes, cancellationToken)
            ? $"{pushed[^1].Name}, pushed by {pushed[^1].By}, shows what the plan wanted"
            : null;
    }
}
