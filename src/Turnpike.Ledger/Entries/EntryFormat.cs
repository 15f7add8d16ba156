using System.Buffers.Binary;
using System.Text;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Ledger.Entries;

/// <summary>The bytes of an entry, as docs/formats/ledger.md lays them down. Numbers are big-endian.</summary>
public static class EntryFormat
{
    public const byte FormatVersion = 1;
    public const int MaxName = 512;
    public const int MaxData = 16 * 1024 * 1024;

    private const int FixedBytes = 1 + Hash256.Size + sizeof(long) + sizeof(long) + sizeof(ushort) + sizeof(long) + sizeof(ushort) + sizeof(ushort) + sizeof(ushort) + sizeof(uint);

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">A name or the data is longer than the format allows, or no text.</exception>
    public static SealedEntry Seal(LedgerEntry entry)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entry.Data.Length, MaxData);
        var stream = entry.Stream.ToString();
        var size = FixedBytes + Length(stream) + Length(entry.Type.Name) + Length(entry.Actor) + entry.Data.Length;

        // The tree's leaf prefix stands before the entry, so that hashing needs no second copy.
        var bytes = new byte[1 + size];
        bytes[0] = MerkleHash.LeafPrefix;
        bytes[1] = FormatVersion;
        entry.Previous.CopyTo(bytes.AsSpan(2));
        var rest = bytes.AsSpan(2 + Hash256.Size);
        rest = Put(rest, entry.Position);
        rest = Put(rest, Microseconds(entry.RecordedAt));
        rest = Put(rest, stream);
        rest = Put(rest, entry.Version);
        rest = Put(rest, entry.Type.Name);
        BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)entry.Type.Version);
        rest = Put(rest[sizeof(ushort)..], entry.Actor);
        BinaryPrimitives.WriteUInt32BigEndian(rest, (uint)entry.Data.Length);
        entry.Data.Span.CopyTo(rest[sizeof(uint)..]);
        return new SealedEntry(entry.Position, entry.Stream, entry.Version, bytes.AsMemory(1), MerkleHash.OfPrefixed(bytes));
    }

    /// <summary>Refuses what the format cannot hold, before it is one of many in a transaction.</summary>
    /// <exception cref="ArgumentException">The actor or the data is too long, or the actor is no text.</exception>
    internal static void Check(IReadOnlyList<EventDraft> events)
    {
        foreach (var draft in events)
        {
            Length(draft.Actor);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(draft.Data.Length, MaxData);
        }
    }

    /// <summary>Reads an entry back. Null, with a reason, where the bytes are no entry: nothing is guessed.</summary>
    public static LedgerEntry? Read(ReadOnlyMemory<byte> bytes, out string? fault)
    {
        var cursor = new EntryCursor(bytes);
        var format = cursor.Byte();
        if (format != FormatVersion)
        {
            fault = bytes.IsEmpty ? "the entry is empty" : $"the entry has format {format}; this version reads format {FormatVersion}";
            return null;
        }

        var previous = cursor.Hash();
        var position = cursor.Int64();
        var recorded = cursor.Int64();
        var stream = cursor.Text();
        var version = cursor.Int64();
        var type = cursor.Text();
        var typeVersion = cursor.UInt16();
        var actor = cursor.Text();
        var data = cursor.Data();
        fault = cursor.IsAtEnd && StreamName.IsValid(stream) && EventType.IsName(type) && typeVersion > 0 && position >= 0 && version > 0 && IsTime(recorded)
            ? null
            : "the bytes are damaged: they do not divide into the fields of an entry";
        return fault is null
            ? new LedgerEntry(position, previous, DateTimeOffset.UnixEpoch.AddMicroseconds(recorded), new StreamName(stream), version, new EventType(type, typeVersion), actor, data)
            : null;
    }

    /// <summary>As the stores keep times: since 1970-01-01, what is below a microsecond cut off.</summary>
    public static long Microseconds(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    private static bool IsTime(long microseconds) =>
        microseconds >= Microseconds(DateTimeOffset.MinValue) && microseconds <= Microseconds(DateTimeOffset.MaxValue);

    private static int Length(string text)
    {
        var length = s_utf8.GetByteCount(text);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaxName);
        return length;
    }

    private static Span<byte> Put(Span<byte> to, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(to, value);
        return to[sizeof(long)..];
    }

    private static Span<byte> Put(Span<byte> to, string text)
    {
        var length = s_utf8.GetBytes(text, to[sizeof(ushort)..]);
        BinaryPrimitives.WriteUInt16BigEndian(to, (ushort)length);
        return to[(sizeof(ushort) + length)..];
    }
}
