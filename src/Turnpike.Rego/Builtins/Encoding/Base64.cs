using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

internal static class Base64
{
    private const string Standard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static readonly sbyte[] s_standard = Inverse(Standard);
    private static readonly sbyte[] s_url = Inverse(Standard.Replace('+', '-').Replace('/', '_'));

    private static readonly RegoType[] s_text = [RegoType.String];

    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("base64.encode", s_text, RegoType.String, static (c, a) => Value.Of(Encode(c, a.Text(0)))),
        new("base64.decode", s_text, RegoType.String, static (c, a) =>
            TryDecode(a.Text(0), out var bytes, out var error) ? Value.Of(Utf8.Text(bytes)) : c.Fail(error)),
        new("base64.is_valid", s_text, RegoType.Boolean, static (context, a) => Value.Of(TryDecode(a.Text(0), out byte[] _, out string _))),
        new("base64url.encode", s_text, RegoType.String, static (_, a) => Value.Of(EncodeUrl(Utf8.Of(a.Text(0)), isPadded: true))),
        new("base64url.encode_no_pad", s_text, RegoType.String, static (_, a) => Value.Of(EncodeUrl(Utf8.Of(a.Text(0)), isPadded: false))),
        new("base64url.decode", s_text, RegoType.String, static (c, a) =>
            TryDecodeUrl(a.Text(0), out var bytes, out var error) ? Value.Of(Utf8.Text(bytes)) : c.Fail(error)),
    ];

    // Bytes are made and written one after the other; a long text is worth looking up in between.
    private static string Encode(BuiltinContext context, string text)
    {
        var bytes = Utf8.Of(text);
        context.Step(1 + (bytes.Length >> 6));
        return Convert.ToBase64String(bytes);
    }

    public static string EncodeUrl(ReadOnlySpan<byte> bytes, bool isPadded)
    {
        var text = Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_');
        return isPadded ? text : text.TrimEnd('=');
    }

    /// <summary>The standard alphabet with padding; line ends are skipped, as Go does.</summary>
    public static bool TryDecode(string text, out byte[] bytes, out string error) => TryDecode(text, s_standard, out bytes, out error);

    /// <summary>The URL alphabet, with or without padding.</summary>
    public static bool TryDecodeUrl(string text, out byte[] bytes, out string error)
    {
        if (!text.EndsWith('='))
        {
            switch (text.Length % 4)
            {
                case 1:
                    bytes = [];
                    error = $"illegal base64url string: {text}";
                    return false;
                case 2:
                    text += "==";
                    break;
                case 3:
                    text += "=";
                    break;
            }
        }

        return TryDecode(text, s_url, out bytes, out error);
    }

    private static bool TryDecode(string text, sbyte[] alphabet, out byte[] bytes, out string error)
    {
        var source = Utf8.Of(text);
        var result = new List<byte>((source.Length / 4 * 3) + 3);
        var at = 0;
        var corrupt = -1;
        while (at < source.Length && corrupt < 0)
        {
            corrupt = DecodeFour(source, ref at, alphabet, result);
        }

        bytes = corrupt < 0 ? [.. result] : [];
        error = corrupt < 0 ? "" : $"illegal base64 data at input byte {corrupt}";
        return corrupt < 0;
    }

    /// <summary>The offset of the byte at fault, or -1. Offsets are those that Go reports.</summary>
    private static int DecodeFour(ReadOnlySpan<byte> source, ref int at, sbyte[] alphabet, List<byte> result)
    {
        var bits = 0;
        for (var count = 0; count < 4;)
        {
            if (at == source.Length)
            {
                return count == 0 ? -1 : at - count;
            }

            var next = source[at++];
            if (next is (byte)'\n' or (byte)'\r')
            {
                continue;
            }

            if (alphabet[next] < 0)
            {
                return next != '=' || count < 2 ? at - 1 : Pad(source, ref at, bits, count, result);
            }

            bits = (bits << 6) | (byte)alphabet[next];
            count++;
        }

        result.Add((byte)(bits >> 16));
        result.Add((byte)(bits >> 8));
        result.Add((byte)bits);
        return -1;
    }

    private static int Pad(ReadOnlySpan<byte> source, ref int at, int bits, int count, List<byte> result)
    {
        SkipLineEnds(source, ref at);
        if (count == 2)
        {
            if (at == source.Length)
            {
                return source.Length;
            }

            if (source[at] != '=')
            {
                return at - 1;
            }

            at++;
            SkipLineEnds(source, ref at);
        }

        if (at < source.Length)
        {
            return at;
        }

        bits <<= 6 * (4 - count);
        result.Add((byte)(bits >> 16));
        if (count == 3)
        {
            result.Add((byte)(bits >> 8));
        }

        return -1;
    }

    private static void SkipLineEnds(ReadOnlySpan<byte> source, ref int at)
    {
        while (at < source.Length && source[at] is (byte)'\n' or (byte)'\r')
        {
            at++;
        }
    }

    private static sbyte[] Inverse(string alphabet)
    {
        var inverse = new sbyte[256];
        Array.Fill(inverse, (sbyte)-1);
        for (var i = 0; i < alphabet.Length; i++)
        {
            inverse[alphabet[i]] = (sbyte)i;
        }

        return inverse;
    }
}

internal static class Utf8
{
    public static byte[] Of(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    /// <summary>Bytes that are no UTF-8 become U+FFFD.</summary>
    public static string Text(ReadOnlySpan<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes);
}
