using System.Buffers.Binary;
using System.Globalization;
using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

/// <summary><c>uuid.rfc4122</c> and <c>uuid.parse</c>.</summary>
internal static class Uuids
{
    // 100 ns ticks from 15 October 1582 to 1970.
    private const long GregorianToUnix = 122_192_928_000_000_000;

    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("uuid.rfc4122", [RegoType.String], RegoType.String, static (c, a) => c.Remember(a[0], Create)) { IsNondeterministic = true },
        new("uuid.parse", [RegoType.String], RegoType.ObjectOf(RegoType.String, RegoType.Any), static (_, a) => TryParse(a.Text(0), out var bytes) ? Describe(bytes) : null),
    ];

    private static StringValue Create(BuiltinContext context)
    {
        Span<byte> bytes = stackalloc byte[16];
        context.Random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        var digits = Convert.ToHexStringLower(bytes);
        return Value.Of($"{digits[..8]}-{digits[8..12]}-{digits[12..16]}-{digits[16..20]}-{digits[20..]}");
    }

    private static bool TryParse(string text, out byte[] bytes)
    {
        bytes = [];
        if (text.Length == 45 && text.StartsWith("urn:uuid:", StringComparison.OrdinalIgnoreCase))
        {
            text = text[9..];
        }
        else if (text.Length == 38 && text[0] == '{' && text[^1] == '}')
        {
            text = text[1..^1];
        }

        if (text.Length == 36)
        {
            if (text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-')
            {
                return false;
            }

            text = text[..8] + text[9..13] + text[14..18] + text[19..23] + text[24..];
        }

        if (text.Length != 32 || !text.All(char.IsAsciiHexDigit))
        {
            return false;
        }

        bytes = Convert.FromHexString(text);
        return true;
    }

    private static ObjectValue Describe(byte[] bytes)
    {
        var version = bytes[6] >> 4;
        var variant = bytes[8] switch
        {
            >= 0xE0 => "Future",
            >= 0xC0 => "Microsoft",
            >= 0x80 => "RFC4122",
            _ => "Reserved",
        };
        var result = Value.Object(("version", Value.Of(version)), ("variant", Value.Of(variant)));
        if (version is not (1 or 2))
        {
            return result;
        }

        var ticks = BinaryPrimitives.ReadUInt32BigEndian(bytes)
            | ((long)BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(4)) << 32)
            | ((BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(6)) & 0xFFFL) << 48);
        result = result
            .With("time", Value.Of((ticks - GregorianToUnix) * 100))
            .With("nodeid", Value.Of(string.Join('-', bytes[10..].Select(static b => b.ToString("x2", CultureInfo.InvariantCulture)))))
            .With("macvariables", Value.Of(((bytes[10] & 2) == 0 ? "global" : "local") + ((bytes[10] & 1) == 0 ? ":unicast" : ":multicast")))
            .With("clocksequence", Value.Of(BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(8)) & 0x3FFF));
        return version == 1
            ? result
            : result.With("id", Value.Of(BinaryPrimitives.ReadUInt32BigEndian(bytes))).With("domain", Value.Of(Domain(bytes[9])));
    }

    private static string Domain(byte domain) => domain switch
    {
        0 => "Person",
        1 => "Group",
        2 => "Org",
        _ => $"Domain{domain}",
    };
}
