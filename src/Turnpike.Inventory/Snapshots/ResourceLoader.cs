using Turnpike.Estate;
using Turnpike.Estate.Identity;
using Turnpike.Inventory.Segments;
using Turnpike.Values;

namespace Turnpike.Inventory.Snapshots;

/// <summary>Rows with their attributes.</summary>
internal sealed class ResourceLoader(SnapshotScopes scopes, DocumentStore documents)
{
    public async Task<IReadOnlyList<(ResourceRow Row, Resource Resource, ReadOnlyMemory<byte>? Document)>> LoadAsync(IReadOnlyList<ResourceRow> rows, CancellationToken cancellationToken)
    {
        var places = rows.Select(r => scopes.Place(r.Row)).Select(p => scopes.Segment(p.Scope).Pages[p.Page].Document(p.Row)).ToList();
        var blocks = await documents.ReadAsync([.. places.Select(static p => p.Block).Distinct()], cancellationToken);
        var loaded = new List<(ResourceRow, Resource, ReadOnlyMemory<byte>?)>(rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            var (block, start, length) = places[i];

            // Not as one conditional expression: null would become a document that is empty.
            ReadOnlyMemory<byte>? document = null;
            if (blocks.TryGetValue(block, out var content))
            {
                document = (long)start + length <= content.Length ? content.Slice(start, length) : throw new InvalidDataException($"Block {block} of documents is shorter than its segment says.");
            }

            loaded.Add((rows[i], Of(rows[i], document), document));
        }

        return loaded;
    }

    public static Resource Of(ResourceRow row, ReadOnlyMemory<byte>? document)
    {
        var kept = new KeptResourceDocument(row.Source, document ?? "null"u8.ToArray());
        return new Resource
        {
            Id = new ResourceId(new EstateScope(row.Key.Scope), AddressOf(row)),
            Provider = row.Provider,
            Content = document is null ? new LazyValue(new UnknownValue(row.Key.Address, UnknownOrigin.Deferred)) : kept.Content,
            Origin = new ValueOrigin(kept, ValuePath.Root),
            Deposed = row.Deposed,
        };
    }

    private static ResourceAddress AddressOf(ResourceRow row)
    {
        var text = row.Key.Address;
        if (!row.IsKubernetes && ResourceAddress.TryParse(text) is { } address)
        {
            return address;
        }

        var parts = text.Split('/');
        return ResourceAddress.Kubernetes(row.Type, parts.Length > 2 ? parts[1] : null, parts[^1]);
    }
}
