using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Ownership.Code;
using Turnpike.Inventory.Entities;

namespace Turnpike.Inventory.Ownership;

/// <summary>What a joined estate holds beside its resources' own tags that tells who answers for them. Made once for each.</summary>
public sealed class OwnershipFacts
{
    private OwnershipFacts(CodeFacts code, ContainerFacts containers, IReadOnlyList<EstateEntity> entities, ServiceMembers members) =>
        (Code, Containers, Entities, Members) = (code, containers, entities, members);

    /// <summary>Every entity of a catalog that is in the estate.</summary>
    public IReadOnlyList<EstateEntity> Entities { get; }

    /// <summary>What belongs to which of them.</summary>
    public ServiceMembers Members { get; }

    internal CodeFacts Code { get; }

    internal ContainerFacts Containers { get; }

    public static async Task<OwnershipFacts> LoadAsync(JoinedEstate estate, CancellationToken cancellationToken = default)
    {
        var code = await CodeFacts.LoadAsync(estate.Snapshot, cancellationToken);
        var entities = await EstateEntity.LoadAsync(estate.Snapshot, cancellationToken);
        return new OwnershipFacts(code, await ContainerFacts.LoadAsync(estate.Snapshot, cancellationToken), entities, ServiceMembers.Of(estate, [.. EstateEntity.ByName(entities).Select(static e => e[0])], code, cancellationToken));
    }
}
