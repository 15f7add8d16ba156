using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Turnpike.Text;

namespace Turnpike.Values.Json;

internal ref partial struct JsonParser
{
    private const ulong Ones = 0x0101010101010101;
    private const ulong Highs = 0x8080808080808080;

    /// <summary>Null after a fault of syntax; the empty string, with the fault reported, where the text is not Unicode.</summary>
    private StringValue? ReadString()
    {
        var start = _at + 1;
        var length = FindStop(_json[start..]);
        if (length >= 0 && _json[start + length] == (byte)'"')
        {
            _at = start + length + 1;
            return _strings.Get(start, length) ?? BadText(start - 1);
        }

        return ReadEscaped(start);
    }

    // The first quote, backslash or control character, eight bytes at a time: most strings are short, where the vectorised
    // search of the library costs more to set up than it saves.
    private static int FindStop(ReadOnlySpan<byte> text)
    {
        var at = 0;
        for (; at + 8 <= text.Length; at += 8)
        {
            var eight = BinaryPrimitives.ReadUInt64LittleEndian(text[at..]);
            var quote = eight ^ (Ones * (byte)'"');
            var backslash = eight ^ (Ones * (byte)'\\');
            var found = (((quote - Ones) & ~quote) | ((backslash - Ones) & ~backslash) | ((eight - (Ones * 0x20)) & ~eight)) & Highs;
            if (found != 0)
            {
                return at + (BitOperations.TrailingZeroCount(found) / 8);
            }
        }

        for (; at < text.Length; at++)
        {
            if (text[at] is (byte)'"' or (byte)'\\' or < 0x20)
            {
                return at;
            }
        }

        return -1;
    }

    private StringValue? ReadEscaped(int start)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(256);
        var isUnicode = true;
        var written = 0;
        for (var at = start; ;)
        {
            var run = FindStop(_json[at..]);
            if (run < 0)
            {
                _at = _json.Length;
                return (StringValue?)Fault("the text ends inside a string");
            }

            if (buffer.Length < written + run + 4)
            {
                var larger = ArrayPool<byte>.Shared.Rent((written + run + 4) * 2);
                buffer.AsSpan(0, written).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = larger;
            }

            _json.Slice(at, run).CopyTo(buffer.AsSpan(written));
            written += run;
            at += run;
            if (_json[at] == (byte)'"')
            {
                _at = at + 1;
                break;
            }

            _at = at;
            if (_json[at] != (byte)'\\')
            {
                return (StringValue?)Fault("a control character stands in a string unescaped");
            }

            var taken = Unescape(_json[at..], buffer.AsSpan(written), out var bytes, ref isUnicode);
            if (taken == 0)
            {
                return (StringValue?)Fault("an unknown escape stands in a string");
            }

            at += taken;
            written += bytes;
        }

        var text = StringTable.Decode(buffer.AsSpan(0, written));
        ArrayPool<byte>.Shared.Return(buffer);
        return isUnicode && text is not null ? text : BadText(start - 1);
    }

    /// <summary>How many bytes the escape takes, 0 if there is no such escape. A surrogate without its other half is not Unicode.</summary>
    private static int Unescape(ReadOnlySpan<byte> escape, Span<byte> target, out int written, ref bool isUnicode)
    {
        written = 1;
        var plain = escape.Length < 2 ? (byte)0 : escape[1] switch
        {
            (byte)'"' or (byte)'\\' or (byte)'/' => escape[1],
            (byte)'n' => (byte)'\n',
            (byte)'t' => (byte)'\t',
            (byte)'r' => (byte)'\r',
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            _ => (byte)0,
        };
        if (plain != 0)
        {
            target[0] = plain;
            return 2;
        }

        if (!TryReadUnit(escape, out var unit))
        {
            return 0;
        }

        if (!char.IsSurrogate(unit))
        {
            written = new Rune(unit).EncodeToUtf8(target);
            return 6;
        }

        if (char.IsHighSurrogate(unit) && TryReadUnit(escape[6..], out var low) && char.IsLowSurrogate(low))
        {
            written = new Rune(unit, low).EncodeToUtf8(target);
            return 12;
        }

        isUnicode = false;
        return 6;
    }

    private static bool TryReadUnit(ReadOnlySpan<byte> escape, out char unit)
    {
        unit = '\0';
        if (escape.Length < 6 || escape[0] != (byte)'\\' || escape[1] != (byte)'u')
        {
            return false;
        }

        var value = 0;
        foreach (var digit in escape.Slice(2, 4))
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return false;
            }

            value = (value << 4) | (digit <= (byte)'9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        unit = (char)value;
        return true;
    }

    private StringValue BadText(int start)
    {
        _failed = true;
        _diagnostics.Add(JsonDiagnostics.BadText(_source, TextSpan.FromBounds(start, _at)));
        return StringValue.Empty;
    }

    private Value? ReadNumber()
    {
        var start = _at;
        if (!SkipNumber(out var isInteger))
        {
            return Fault("a number has digits before and after its point and in its exponent, and no leading zero");
        }

        var digits = _json[start.._at];
        if (isInteger && digits.Length <= 18 && !digits.SequenceEqual("-0"u8))
        {
            return Value.Of(ToInteger(digits));
        }

        if (digits.Length <= _limits.MaxNumberLength && NumberValue.TryParse(Encoding.ASCII.GetString(digits), out var number, _limits.MaxNumberLength))
        {
            return number;
        }

        _failed = true;
        _diagnostics.Add(JsonDiagnostics.NumberTooLong(_source, TextSpan.FromBounds(start, _at), _limits.MaxNumberLength));
        return Value.Of(0);
    }

    private static long ToInteger(ReadOnlySpan<byte> digits)
    {
        var value = 0L;
        foreach (var digit in digits)
        {
            value = digit == (byte)'-' ? 0 : (value * 10) + (digit - '0');
        }

        return digits[0] == (byte)'-' ? -value : value;
    }

    private bool SkipNumber(out bool isInteger)
    {
        isInteger = true;
        _at += Current == (byte)'-' ? 1 : 0;
        if (Current == (byte)'0')
        {
            _at++;
            if (char.IsAsciiDigit((char)Current))
            {
                return false;
            }
        }
        else if (!SkipDigits())
        {
            return false;
        }

        if (Current == (byte)'.')
        {
            isInteger = false;
            _at++;
            if (!SkipDigits())
            {
                return false;
            }
        }

        if ((Current | 0x20) != 'e')
        {
            return true;
        }

        isInteger = false;
        _at++;
        _at += Current is (byte)'+' or (byte)'-' ? 1 : 0;
        return SkipDigits();
    }

    private bool SkipDigits()
    {
        var start = _at;
        while (char.IsAsciiDigit((char)Current))
        {
            _at++;
        }

        return _at > start;
    }
}
