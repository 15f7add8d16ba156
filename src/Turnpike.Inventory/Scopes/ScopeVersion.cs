using Turnpike.Inventory.Snapshots;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Inventory.Scopes;

/// <summary>What a scope held from an entry of the ledger on.</summary>
/// <param name="Segment">Its content.</param>
/// <param name="Source">The source that the entry is about.</param>
/// <param name="StreamVersion">Of the scope's stream, with the entry.</param>
internal sealed record ScopeVersion(
    long Position,
    DateTimeOffset At,
    Hash256 Segment,
    int Resources,
    string Source,
    string By,
    string? Change,
    long StreamVersion,
    IReadOnlyList<KnownSource> Sources);

/// <param name="Content">HMAC of the bytes that were last pushed and told something new, in base64.</param>
internal sealed record KnownSource(SourceState State, string Content);
