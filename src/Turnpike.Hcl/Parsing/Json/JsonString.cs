using System.Globalization;
using System.Text;

namespace Turnpike.Hcl.Parsing.Json;

/// <summary>Resolves the escapes of a JSON string and keeps where each byte of the result came from.</summary>
internal static class JsonString
{
    /// <param name="body">What stands between the quotes.</param>
    /// <param name="faultAt">Where in <paramref name="body"/> the first fault is; -1 if there is none.</param>
    public static string Decode(ReadOnlySpan<byte> body, out int faultAt)
    {
        faultAt = body.IndexOfAnyInRange((byte)0, (byte)0x1F);
        if (!body.Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(body);
        }

        var bytes = DecodeBytes(body, null, out var escapeFault);
        faultAt = faultAt < 0 ? escapeFault : escapeFault < 0 ? faultAt : Math.Min(faultAt, escapeFault);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>The string as UTF-8 and, for each of its bytes and its end, the offset in <paramref name="body"/> plus <paramref name="start"/>.</summary>
    public static (byte[] Utf8, int[] Places) DecodeWithPlaces(ReadOnlySpan<byte> body, int start)
    {
        var places = new List<int>(body.Length + 1);
        var bytes = DecodeBytes(body, places, out _);
        var absolute = new int[bytes.Length + 1];
        for (var at = 0; at < bytes.Length; at++)
        {
            absolute[at] = start + places[at];
        }

        absolute[^1] = start + body.Length;
        return (bytes, absolute);
    }

    private static byte[] DecodeBytes(ReadOnlySpan<byte> body, List<int>? places, out int faultAt)
    {
        faultAt = -1;
        var bytes = new List<byte>(body.Length);
        Span<byte> encoded = stackalloc byte[4];
        var at = 0;
        while (at < body.Length)
        {
            if (body[at] != '\\')
            {
                bytes.Add(body[at]);
                places?.Add(at++);
                at += places is null ? 1 : 0;
                continue;
            }

            var rune = Escape(body[at..], out var length);
            if (rune is null && faultAt < 0)
            {
                faultAt = at;
            }

            var count = (rune ?? Rune.ReplacementChar).EncodeToUtf8(encoded);
            for (var index = 0; index < count; index++)
            {
                bytes.Add(encoded[index]);
                places?.Add(at);
            }

            at += length;
        }

        return [.. bytes];
    }

    private static Rune? Escape(ReadOnlySpan<byte> escape, out int length)
    {
        length = Math.Min(2, escape.Length);
        switch (escape.Length > 1 ? escape[1] : (byte)0)
        {
            case (byte)'"' or (byte)'\\' or (byte)'/':
                return new Rune((char)escape[1]);
            case (byte)'b':
                return new Rune('\b');
            case (byte)'f':
                return new Rune('\f');
            case (byte)'n':
                return new Rune('\n');
            case (byte)'r':
                return new Rune('\r');
            case (byte)'t':
                return new Rune('\t');
            case (byte)'u' when CodeUnit(escape) is { } unit:
                length = 6;
                if (char.IsHighSurrogate(unit) && CodeUnit(escape[6..]) is { } low && char.IsLowSurrogate(low))
                {
                    length = 12;
                    return new Rune(unit, low);
                }

                return char.IsSurrogate(unit) ? Rune.ReplacementChar : new Rune(unit);
            default:
                return null;
        }
    }

    private static char? CodeUnit(ReadOnlySpan<byte> escape) =>
        escape.Length >= 6 && escape[0] == '\\' && escape[1] == 'u'
            && ushort.TryParse(escape.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
