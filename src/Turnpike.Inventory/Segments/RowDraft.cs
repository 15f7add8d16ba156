using Turnpike.Estate.References;

namespace Turnpike.Inventory.Segments;

/// <summary>A row before it stands in a page.</summary>
/// <param name="Fingerprint">Of its address.</param>
/// <param name="Edges">To what it refers to.</param>
/// <param name="Identifiers">Fingerprints of what it goes by in other scopes.</param>
/// <param name="Terms">Fingerprints of what its document holds.</param>
internal sealed record RowDraft(
    KeptResource Kept,
    ulong Fingerprint,
    IReadOnlyList<(byte Code, string Text)> Fields,
    IReadOnlyList<EdgeDraft> Edges,
    IReadOnlyList<ulong> Identifiers,
    IReadOnlyCollection<ulong> Terms);

/// <param name="Target">The fingerprint of an address of the scope; of an identifier, if it is outside.</param>
internal readonly record struct EdgeDraft(ulong Target, string Attribute, EdgeKind Kind, EdgeFlags Flags);
