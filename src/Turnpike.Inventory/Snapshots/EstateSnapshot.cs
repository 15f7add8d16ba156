#pragma warning disable CA1822 // An empty estate asks nothing of its instance.
using Turnpike.Estate;
using Turnpike.Inventory.Relations;
using Turnpike.Inventory.Search;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Inventory.Snapshots;

/// <summary>The estate as it was at a moment. Immutable; what two snapshots share is in memory once.</summary>
public sealed class EstateSnapshot
{
    /// <summary>The last entry of the ledger that this shows; negative where nothing was pushed by then.</summary>
    public long Position { get; internal init; } = -1;

    /// <summary>The moment that was asked for; when it was made, for the current one.</summary>
    public DateTimeOffset Moment { get; internal init; }

    /// <summary>Equal for equal resources in equal scopes.</summary>
    public Hash256 Hash { get; internal init; }

    /// <summary>By name.</summary>
    public IReadOnlyList<ScopeState> Scopes { get; internal init; } = [];

    /// <summary>How many resources it holds.</summary>
    public int Count { get; internal init; }

    /// <summary>All of them, by scope and address.</summary>
    public IEnumerable<ResourceRow> Rows() => [];

    public IEnumerable<ResourceRow> Rows(string scope) => [];

    /// <summary>The current object of that key.</summary>
    public ResourceRow? Find(ResourceKey key) => null;

    /// <summary>What a person means: a key, or an address, id or ARN in any scope.</summary>
    public IReadOnlyList<ResourceRow> FindAny(string text, int limit = 50) => [];

    /// <param name="after">The <see cref="SearchPage.Next"/> of the page before.</param>
    public SearchPage Search(EstateQuery query, int limit, string? after = null, CancellationToken cancellationToken = default) => new([], 0, null, []);

    /// <summary>What it depends on.</summary>
    public IReadOnlyList<Relation> DependsOn(ResourceRow row) => [];

    /// <summary>What depends on it.</summary>
    public IReadOnlyList<Relation> UsedBy(ResourceRow row) => [];

    /// <summary>What stands around a resource, either way.</summary>
    public Neighbourhood Neighbours(ResourceRow row, int depth, int limit) => new([], [], null);

    public BlastRadius BlastRadius(IReadOnlyList<ResourceRow> rows, ReachLimits? limits = null) => new(rows, [], null);

    /// <summary>Null where there is no way, or none of at most that many relations.</summary>
    public EstatePath? Path(ResourceRow from, ResourceRow to, int depth = 32) => null;

    /// <summary>The resources with their attributes: what is withheld is unknown and sensitive, what is no longer kept unknown.</summary>
    public Task<IReadOnlyList<Resource>> LoadAsync(IReadOnlyList<ResourceRow> rows, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<Resource>>([]);
}
