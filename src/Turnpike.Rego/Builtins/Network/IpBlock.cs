using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Turnpike.Rego.Builtins.Network;

/// <summary>An address as a number; version 4 and 6 are kept apart.</summary>
internal readonly record struct IpAddressNumber(UInt128 Bits, bool IsV6) : IComparable<IpAddressNumber>
{
    private static readonly SearchValues<char> s_v6Characters = SearchValues.Create("0123456789abcdefABCDEF:.");

    public int Width => IsV6 ? 128 : 32;

    /// <summary>As strict as Go: four decimal parts without leading zeros, or version 6 without a zone.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IpAddressNumber address)
    {
        address = default;
        if (text.Contains(':'))
        {
            if (text.ContainsAnyExcept(s_v6Characters) || !IPAddress.TryParse(text, out var v6) || v6.AddressFamily != AddressFamily.InterNetworkV6)
            {
                return false;
            }

            Span<byte> bytes = stackalloc byte[16];
            v6.TryWriteBytes(bytes, out _);
            var bits = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
            address = v6.IsIPv4MappedToIPv6 ? new IpAddressNumber(bits & uint.MaxValue, false) : new IpAddressNumber(bits, true);
            return true;
        }

        return TryParseV4(text, out address);
    }

    public int CompareTo(IpAddressNumber other) => IsV6 == other.IsV6 ? Bits.CompareTo(other.Bits) : IsV6.CompareTo(other.IsV6);

    public override string ToString()
    {
        if (!IsV6)
        {
            var v4 = (uint)Bits;
            return string.Create(CultureInfo.InvariantCulture, $"{v4 >> 24}.{(v4 >> 16) & 255}.{(v4 >> 8) & 255}.{v4 & 255}");
        }

        var groups = new int[8];
        for (var i = 0; i < 8; i++)
        {
            groups[i] = (int)((Bits >> (112 - (16 * i))) & 0xFFFF);
        }

        return Compressed(groups);
    }

    private static bool TryParseV4(ReadOnlySpan<char> text, out IpAddressNumber address)
    {
        uint bits = 0;
        var parts = 0;
        foreach (var range in text.Split('.'))
        {
            var part = text[range];
            if (++parts > 4 || part.Length > 3 || (part.Length > 1 && part[0] == '0') || !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var octet))
            {
                address = default;
                return false;
            }

            bits = (bits << 8) | octet;
        }

        address = new IpAddressNumber(bits, false);
        return parts == 4;
    }

    // The longest run of zero groups, at least two, becomes "::".
    private static string Compressed(int[] groups)
    {
        var (best, length) = (-1, 1);
        for (var i = 0; i < 8; i++)
        {
            var run = 0;
            while (i + run < 8 && groups[i + run] == 0)
            {
                run++;
            }

            if (run > length)
            {
                (best, length) = (i, run);
            }

            i += run;
        }

        var text = groups.Select(static g => g.ToString("x", CultureInfo.InvariantCulture)).ToArray();
        return best < 0 ? string.Join(':', text) : $"{string.Join(':', text[..best])}::{string.Join(':', text[(best + length)..])}";
    }
}

/// <summary>A block of addresses, such as <c>10.0.0.0/8</c>.</summary>
internal readonly record struct IpBlock(IpAddressNumber First, int PrefixLength)
{
    public IpAddressNumber Last => First with { Bits = First.Bits | HostMask(First.Width - PrefixLength) };

    /// <summary>Parses an address with a prefix length; the address need not be the block's first.</summary>
    public static bool TryParse(string text, out IpBlock block)
    {
        block = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0
            || !IpAddressNumber.TryParse(text.AsSpan(0, slash), out var address)
            || !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || length > address.Width
            || (slash + 2 < text.Length && text[slash + 1] == '0'))
        {
            return false;
        }

        block = Of(address, length);
        return true;
    }

    public static IpBlock Of(IpAddressNumber address, int prefixLength) =>
        new(address with { Bits = address.Bits & ~HostMask(address.Width - prefixLength) }, prefixLength);

    public bool Contains(IpAddressNumber address) => address.IsV6 == First.IsV6 && address.Bits >= First.Bits && address.Bits <= Last.Bits;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First}/{PrefixLength}");

    /// <summary>The fewest blocks that hold exactly the addresses from one to another.</summary>
    public static IEnumerable<IpBlock> Cover(IpAddressNumber start, IpAddressNumber end)
    {
        var at = start.Bits;
        while (true)
        {
            var bits = at == UInt128.Zero ? start.Width : Math.Min(start.Width, (int)UInt128.TrailingZeroCount(at));
            while (at + HostMask(bits) > end.Bits || at + HostMask(bits) < at)
            {
                bits--;
            }

            yield return new IpBlock(start with { Bits = at }, start.Width - bits);
            if (at + HostMask(bits) >= end.Bits)
            {
                yield break;
            }

            at += HostMask(bits) + 1;
        }
    }

    private static UInt128 HostMask(int bits) => bits == 128 ? UInt128.MaxValue : (UInt128.One << bits) - 1;
}
