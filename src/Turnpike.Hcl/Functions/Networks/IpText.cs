using System.Globalization;
using System.Numerics;
using System.Text;

namespace Turnpike.Hcl.Functions.Networks;

/// <summary>Addresses in and out of text.</summary>
internal static class IpText
{
    public static bool TryParseIPv4(ReadOnlySpan<char> text, out BigInteger address)
    {
        address = default;
        uint value = 0;
        for (var part = 0; part < 4; part++)
        {
            var end = part < 3 ? text.IndexOf('.') : text.Length;
            if (end <= 0 || text[..end].IndexOfAnyExceptInRange('0', '9') >= 0 || text[..end].TrimStart('0').Length > 3)
            {
                return false;
            }

            var number = int.Parse(text[..end], NumberStyles.None, CultureInfo.InvariantCulture);
            if (number > 255)
            {
                return false;
            }

            value = (value << 8) | (uint)number;
            text = part < 3 ? text[(end + 1)..] : [];
        }

        address = value;
        return true;
    }

    public static bool TryParseIPv6(ReadOnlySpan<char> text, out BigInteger address)
    {
        address = default;
        var gap = text.IndexOf("::");
        if (gap < 0)
        {
            return TryParseGroups(text, out address, out var all) && all == 8;
        }

        if (!TryParseGroups(text[..gap], out var high, out var highCount) || !TryParseGroups(text[(gap + 2)..], out var low, out var lowCount) || highCount + lowCount > 7)
        {
            return false;
        }

        // A dotted IPv4 part may only end the address.
        if (text[..gap].Contains('.'))
        {
            return false;
        }

        address = (high << (16 * (8 - highCount))) | low;
        return true;
    }

    public static string Write(BigInteger address, int bits)
    {
        if (CidrBlock.IsMappable(address, bits))
        {
            var low = (uint)(address & uint.MaxValue);
            return string.Create(CultureInfo.InvariantCulture, $"{low >> 24}.{(low >> 16) & 255}.{(low >> 8) & 255}.{low & 255}");
        }

        return WriteIPv6(address);
    }

    private static bool TryParseGroups(ReadOnlySpan<char> text, out BigInteger value, out int count)
    {
        value = BigInteger.Zero;
        count = 0;
        while (text.Length > 0)
        {
            var colon = text.IndexOf(':');
            var group = colon < 0 ? text : text[..colon];
            if (colon < 0 && group.Contains('.'))
            {
                if (!TryParseIPv4(group, out var tail))
                {
                    return false;
                }

                value = (value << 32) | tail;
                count += 2;
                return count <= 8;
            }

            if (group.Length is 0 or > 4 || !ushort.TryParse(group, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
            {
                return false;
            }

            value = (value << 16) | number;
            count++;
            if (colon >= 0 && colon + 1 == text.Length)
            {
                return false;
            }

            text = colon < 0 ? [] : text[(colon + 1)..];
        }

        return count <= 8;
    }

    // The longest run of at least two zero groups, the first of equals, is left out.
    private static string WriteIPv6(BigInteger address)
    {
        Span<int> groups = stackalloc int[8];
        for (var i = 0; i < 8; i++)
        {
            groups[i] = (int)((address >> (16 * (7 - i))) & 0xFFFF);
        }

        var (best, length) = (-1, 1);
        for (var i = 0; i < 8; i++)
        {
            var run = 0;
            while (i + run < 8 && groups[i + run] == 0)
            {
                run++;
            }

            (best, length) = run > length ? (i, run) : (best, length);
            i += run;
        }

        var text = new StringBuilder();
        for (var i = 0; i < 8; i++)
        {
            if (i == best)
            {
                text.Append("::");
                i += length - 1;
                continue;
            }

            text.Append(text.Length > 0 && text[^1] != ':' ? ":" : "").Append(CultureInfo.InvariantCulture, $"{groups[i]:x}");
        }

        return text.ToString();
    }
}
