using System.Globalization;
using System.Numerics;

namespace Turnpike.Hcl.Functions.Networks;

/// <summary>
/// A network: the address with its host bits cleared, and how many bits are the network's. An IPv4 address written inside
/// an IPv6 one keeps its 128 bits, yet is written as IPv4 wherever it falls into that range.
/// </summary>
/// <param name="Address">Never negative, below 2^<paramref name="Bits"/>.</param>
/// <param name="Bits">32 or 128.</param>
internal readonly record struct CidrBlock(BigInteger Address, int PrefixLength, int Bits)
{
    private static readonly BigInteger s_mappedPrefix = 0xFFFF;

    /// <summary>The address is IPv4, in 32 bits or mapped into 128.</summary>
    public bool IsIPv4 => IsMappable(Address, Bits);

    private BigInteger HostMask => (BigInteger.One << (Bits - PrefixLength)) - 1;

    public BigInteger Last => Address | HostMask;

    public BigInteger Mask => ((BigInteger.One << Bits) - 1) ^ HostMask;

    /// <summary>The network of a given length around an address.</summary>
    public static CidrBlock Around(BigInteger address, int prefixLength, int bits)
    {
        var host = (BigInteger.One << (bits - prefixLength)) - 1;
        return new CidrBlock((address | host) ^ host, prefixLength, bits);
    }

    public bool Contains(BigInteger address) => (address | HostMask) == Last;

    /// <summary>Leading zeros are taken as nothing, as Terraform still does.</summary>
    public static bool TryParse(string text, out CidrBlock block)
    {
        block = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return false;
        }

        var host = text.AsSpan(0, slash);
        var bits = 32;
        if (!IpText.TryParseIPv4(host, out var address))
        {
            bits = 128;
            if (!IpText.TryParseIPv6(host, out address))
            {
                return false;
            }
        }

        var length = text.AsSpan(slash + 1);
        if (length.Length == 0 || length.IndexOfAnyExceptInRange('0', '9') >= 0 || length.TrimStart('0').Length > 3)
        {
            return false;
        }

        var prefixLength = int.Parse(length, NumberStyles.None, CultureInfo.InvariantCulture);
        if (prefixLength > bits)
        {
            return false;
        }

        block = Around(address, prefixLength, bits);
        return true;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{IpText.Write(Address, Bits)}/{(Bits == 128 && IsIPv4 ? PrefixLength - 96 : PrefixLength)}");

    internal static bool IsMappable(BigInteger address, int bits) => bits == 32 || address >> 32 == s_mappedPrefix;
}
