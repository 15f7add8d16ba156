using Turnpike.Ledger.Merkle;

namespace Turnpike.Ledger.Entries;

/// <summary>An event as it stands in the ledger, for good.</summary>
/// <param name="Position">Its place among all entries, from 0, without gaps.</param>
/// <param name="Previous">The hash of the entry before it; all zero for the first.</param>
/// <param name="RecordedAt">When it was appended, in microseconds; never before that of the entry before it.</param>
/// <param name="Version">Its place in its stream, from 1, without gaps.</param>
/// <param name="Data">Canonical JSON, as <see cref="EventData"/> writes it.</param>
public sealed record LedgerEntry(
    long Position,
    Hash256 Previous,
    DateTimeOffset RecordedAt,
    StreamName Stream,
    long Version,
    EventType Type,
    string Actor,
    ReadOnlyMemory<byte> Data);

/// <summary>An entry in its bytes, with the hash that is both the next entry's <see cref="LedgerEntry.Previous"/> and the leaf of the tree.</summary>
public sealed record SealedEntry(long Position, StreamName Stream, long Version, ReadOnlyMemory<byte> Bytes, Hash256 Hash);

/// <summary>What somebody wants to record.</summary>
/// <param name="Actor">Who caused it: a user, a token or a job, at most <see cref="EntryFormat.MaxName"/> bytes of UTF-8.</param>
/// <param name="Data">Canonical JSON, as <see cref="EventData"/> writes it.</param>
public sealed record EventDraft(EventType Type, string Actor, ReadOnlyMemory<byte> Data);
