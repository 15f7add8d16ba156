using Turnpike.Inventory;
using Turnpike.Server.Connections;

namespace Turnpike.Server.Estate;

/// <summary>When each source was last read, and what of it could not be.</summary>
internal sealed class Freshness(SyncRecords records, EstateInventory inventory)
{
    public async Task<ScopesResource> OfAsync(ScopesResource scopes, CancellationToken cancellationToken)
    {
        var parts = (await records.PartsAsync(null, cancellationToken)).ToDictionary(static p => (p.Scope, p.Source));
        var coverage = inventory.Coverage().Sources.ToDictionary(static s => (s.Scope, s.Coverage.Source), static s => s.Coverage.Items);
        return scopes with
        {
            Items = [.. scopes.Items.Select(scope => scope with
            {
                Sources = [.. scope.Sources.Select(source => source with
                {
                    ReadAt = parts.GetValueOrDefault((scope.Name, source.Name))?.ReadAt,
                    Connection = parts.GetValueOrDefault((scope.Name, source.Name))?.Connection,
                    Unread = coverage.GetValueOrDefault((scope.Name, source.Name))?.Where(static i => !i.IsSettled).ToList() is { Count: > 0 } unread ? unread : null,
                })],
            })],
        };
    }
}
