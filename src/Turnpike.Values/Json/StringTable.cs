using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace Turnpike.Values.Json;

/// <summary>One <see cref="StringValue"/> for equal short strings of a document, found by their bytes without decoding.</summary>
internal sealed class StringTable(ReadOnlyMemory<byte> document)
{
    /// <summary>Longer strings seldom repeat.</summary>
    private const int MaxLength = 128;

    /// <summary>Past this many distinct strings the table costs more than it saves.</summary>
    private const int MaxEntries = 1 << 20;

    private static readonly ulong s_seed = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8)) | 1;

    // Policies read documents of a few bytes too.
    private Entry[] _entries = new Entry[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(document.Length / 32, 8, 4096))];
    private int _count;

    /// <summary>Null where the bytes are not UTF-8.</summary>
    /// <param name="start">Where the string's bytes, which hold no escape, start in the document.</param>
    public StringValue? Get(int start, int length)
    {
        var bytes = document.Span.Slice(start, length);
        if (length > MaxLength)
        {
            return Decode(bytes);
        }

        var hash = Hash(bytes);
        var mask = _entries.Length - 1;
        var slot = (int)hash & mask;
        for (; _entries[slot].Value is { } found; slot = (slot + 1) & mask)
        {
            ref var entry = ref _entries[slot];
            if (entry.Hash == (uint)hash && entry.Length == length && document.Span.Slice(entry.Start, length).SequenceEqual(bytes))
            {
                return found;
            }
        }

        var value = Decode(bytes);
        if (value is not null && _count < MaxEntries)
        {
            _entries[slot] = new Entry(value, (uint)hash, start, length);
            if (++_count * 2 > _entries.Length)
            {
                Grow();
            }
        }

        return value;
    }

    public static StringValue? Decode(ReadOnlySpan<byte> bytes)
    {
        if (Ascii.IsValid(bytes))
        {
            return new StringValue(Encoding.ASCII.GetString(bytes));
        }

        return Utf8.IsValid(bytes) ? new StringValue(Encoding.UTF8.GetString(bytes)) : null;
    }

    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = s_seed ^ (ulong)bytes.Length;
        while (bytes.Length >= 8)
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        var rest = 0UL;
        foreach (var b in bytes)
        {
            rest = (rest << 8) | b;
        }

        return Mix(hash ^ rest);
    }

    private static ulong Mix(ulong value)
    {
        var high = Math.BigMul(value, 0x9E3779B97F4A7C15 ^ s_seed, out var low);
        return high ^ low;
    }

    private void Grow()
    {
        var old = _entries;
        _entries = new Entry[old.Length * 2];
        var mask = _entries.Length - 1;
        foreach (var entry in old)
        {
            if (entry.Value is null)
            {
                continue;
            }

            var slot = (int)entry.Hash & mask;
            while (_entries[slot].Value is not null)
            {
                slot = (slot + 1) & mask;
            }

            _entries[slot] = entry;
        }
    }

    private readonly record struct Entry(StringValue Value, uint Hash, int Start, int Length);
}
