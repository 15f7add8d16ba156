using System.Text.Json;

namespace Turnpike.Server.Ledger;

/// <summary>An entry, with its data as JSON.</summary>
/// <param name="Position">Its place among all entries, from 0.</param>
/// <param name="Version">Its place in its stream, from 1.</param>
/// <param name="Hash">Of the entry: its leaf in the tree; base64.</param>
public sealed record EntryResource(
    long Position,
    DateTimeOffset RecordedAt,
    string Stream,
    long Version,
    string Type,
    int TypeVersion,
    string Actor,
    JsonElement Data,
    string Hash);

/// <summary>An entry with the bytes that are hashed.</summary>
/// <param name="Previous">The hash of the entry before it; base64, zeros for the first.</param>
/// <param name="Bytes">As docs/formats/ledger.md lays them down; base64.</param>
public sealed record EntryDetailResource(EntryResource Entry, string Previous, string Bytes);

/// <summary>What the ledger is now, signed.</summary>
/// <param name="Note">A C2SP signed note of origin, size and root: keep it elsewhere.</param>
/// <param name="Root">Of the tree over all entries; base64.</param>
/// <param name="Key">The public key that checks the note.</param>
public sealed record CheckpointResource(string Note, string Origin, long Size, string Root, string Key);

/// <param name="Name">Of the installation, in its notes.</param>
/// <param name="Key">Of Ed25519, as C2SP's signed-note writes it.</param>
public sealed record LedgerKeyResource(string Name, string Key);

/// <summary>That an entry is one of the first <paramref name="Size"/>: RFC 9162, section 2.1.3.</summary>
/// <param name="Leaf">The entry's hash; base64.</param>
/// <param name="Root">Of the tree over the first <paramref name="Size"/> entries; base64.</param>
/// <param name="Hashes">From the leaf up; base64.</param>
public sealed record InclusionProofResource(long Position, long Size, string Leaf, string Root, IReadOnlyList<string> Hashes);

/// <summary>That the ledger at <paramref name="To"/> continues what it was at <paramref name="From"/>: RFC 9162, section 2.1.4.</summary>
public sealed record ConsistencyProofResource(long From, long To, string FromRoot, string ToRoot, IReadOnlyList<string> Hashes);

/// <summary>Asks for every entry to be read and hashed again.</summary>
/// <param name="Expected">Roots that earlier sizes must have, such as those of saved checkpoints.</param>
public sealed record VerificationRequest(IReadOnlyList<ExpectedRoot>? Expected = null);

/// <param name="Root">Base64 of 32 bytes.</param>
public sealed record ExpectedRoot(long Size, string Root);

public enum VerificationState
{
    Running,

    /// <summary>Nothing is wrong.</summary>
    Whole,

    /// <summary>The faults say what is wrong.</summary>
    Damaged,

    /// <summary>The node that ran it stopped, or could not read the ledger: ask again.</summary>
    Interrupted,
}

/// <param name="Checked">Entries that were read until now.</param>
/// <param name="Size">Entries there were when it began.</param>
/// <param name="Root">Computed from the entries' bytes; base64. Null until it has ended.</param>
/// <param name="Expected">The sizes whose roots it is held against.</param>
public sealed record VerificationResource(
    string Id,
    VerificationState State,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    long Checked,
    long Size,
    string? Root,
    IReadOnlyList<VerificationFault> Faults,
    IReadOnlyList<long>? Expected = null);

public sealed record VerificationFault(long Position, string Message);
