using Turnpike.Catalog.Model;
using Turnpike.Formats.Backstage;
using Turnpike.Governance;
using Turnpike.Inventory.Sources;
using Turnpike.Values;

namespace Turnpike.Catalog;

/// <summary>
/// Makes an entity in Turnpike, or changes one that was made there. It is pushed into the estate like everything else that is
/// known, a source of its own: so it has a history, and is searched and related like all the rest.
/// </summary>
public sealed class DefineEntity(ReadCatalog catalog, ReceiveSource receive, RemoveSource remove)
{
    /// <summary>Of all that is made in Turnpike.</summary>
    public const string Scope = "catalog/turnpike";

    private const int MaxBytes = 256 * 1024;

    public async Task<Outcome<CatalogItem>> RunAsync(string actor, ObjectValue entity, CancellationToken cancellationToken = default)
    {
        if (EntityCheck.Faults(entity).ToList() is { Count: > 0 } faults)
        {
            return new Refusal("entity-invalid", string.Join(" ", faults.Select(static f => $"{f.Path}: {f.Says}. {f.Help}")));
        }

        var metadata = (ObjectValue)entity.Get("metadata")!;
        var reference = new EntityReference(((StringValue)entity.Get("kind")!).Value, (metadata.Get("namespace") as StringValue)?.Value ?? EntityReference.DefaultNamespace, ((StringValue)metadata.Get("name")!).Value);
        if ((await catalog.AtAsync(null, cancellationToken)).Find(reference) is { IsOwn: false } known)
        {
            return Elsewhere(known);
        }

        var content = JsonText.Canonical(entity);
        if (content.Length > MaxBytes)
        {
            return new Refusal("entity-too-large", $"An entity has at most {MaxBytes} bytes.");
        }

        return await receive.RunAsync(actor, new SourcePush(Scope, reference.Id, content), cancellationToken) is SourceOutcome.Refused refused
            ? new Refusal(refused.Code, refused.Message)
            : (await catalog.AtAsync(null, cancellationToken)).Find(reference)!;
    }

    /// <summary>Takes one out that was made in Turnpike.</summary>
    /// <returns>Why not; null where it was done.</returns>
    public async Task<Refusal?> RemoveAsync(string actor, EntityReference reference, string reason, CancellationToken cancellationToken = default)
    {
        if ((await catalog.AtAsync(null, cancellationToken)).Find(reference) is not { } known)
        {
            return new Refusal("not-found", $"The catalog has no {reference}.");
        }

        return known.IsOwn
            ? await remove.RunAsync(actor, Scope, reference.Id, reason, cancellationToken) is { Code: { } code, Message: var message } ? new Refusal(code, message!) : null
            : Elsewhere(known);
    }

    private static Refusal Elsewhere(CatalogItem known) => new("entity-elsewhere", $"{known.Reference} is written in {known.Place}: change it there.");
}
