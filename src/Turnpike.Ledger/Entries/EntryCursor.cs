using System.Buffers.Binary;
using System.Text;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Ledger.Entries;

/// <summary>Reads the fields of an entry one after another. Past the end it gives nothing and is never <see cref="IsAtEnd"/>.</summary>
internal ref struct EntryCursor(ReadOnlyMemory<byte> bytes)
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private int _at;
    private bool _isDamaged;

    public readonly bool IsAtEnd => !_isDamaged && _at == bytes.Length;

    public byte Byte() => Take(1) is [var value] ? value : (byte)0;

    public ushort UInt16() => Take(sizeof(ushort)) is { Length: > 0 } field ? BinaryPrimitives.ReadUInt16BigEndian(field) : (ushort)0;

    public long Int64() => Take(sizeof(long)) is { Length: > 0 } field ? BinaryPrimitives.ReadInt64BigEndian(field) : 0;

    public Hash256 Hash() => Hash256.TryCreate(Take(Hash256.Size), out var hash) ? hash : default;

    public string Text()
    {
        var field = Take(UInt16());
        try
        {
            return s_strict.GetString(field);
        }
        catch (DecoderFallbackException)
        {
            _isDamaged = true;
            return "";
        }
    }

    public ReadOnlyMemory<byte> Data()
    {
        var length = Take(sizeof(uint)) is { Length: > 0 } field ? BinaryPrimitives.ReadUInt32BigEndian(field) : 0;
        var start = _at;
        return Take(length).Length == (int)length ? bytes.Slice(start, (int)length) : default;
    }

    private ReadOnlySpan<byte> Take(uint count)
    {
        if (_isDamaged || count > (uint)(bytes.Length - _at))
        {
            _isDamaged = true;
            return default;
        }

        var field = bytes.Span.Slice(_at, (int)count);
        _at += (int)count;
        return field;
    }
}
