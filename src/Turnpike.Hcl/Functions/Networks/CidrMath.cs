using System.Globalization;
using System.Numerics;

namespace Turnpike.Hcl.Functions.Networks;

/// <summary>Hosts and subnets by number, with the edges of the library that Terraform computes them with.</summary>
internal static class CidrMath
{
    /// <summary>The address of one host; a negative number counts from the end. Null: there is no such host.</summary>
    public static string? Host(CidrBlock block, BigInteger number, out string fault)
    {
        var most = (BigInteger.One << (block.Bits - block.PrefixLength)) - 1;

        // Only the low 64 bits of a number are compared with what the network holds.
        var compared = number.Sign < 0 ? -number - 1 : (BigInteger)(long)(ulong)(number & ulong.MaxValue);
        if (number.Sign < 0)
        {
            number = most - compared;
        }

        fault = "";
        if (compared > most || Insert(block, number, block.IsIPv4 ? 32 : 128) is not { } address)
        {
            fault = string.Create(CultureInfo.InvariantCulture, $"a prefix of {block.PrefixLength} bits leaves no room for a host numbered {number}");
            return null;
        }

        return IpText.Write(address, block.Bits);
    }

    /// <summary>Null: the prefix is too long or there are not so many subnets.</summary>
    public static string? Subnet(CidrBlock block, long newBits, BigInteger number, out string fault)
    {
        fault = "";
        if (newBits > block.Bits - block.PrefixLength)
        {
            fault = string.Create(CultureInfo.InvariantCulture, $"there is no room to extend a prefix of {block.PrefixLength} bits by {newBits}");
            return null;
        }

        var most = newBits is >= 0 and < 64 ? (1UL << (int)newBits) - 1 : ulong.MaxValue;
        var length = block.PrefixLength + newBits;
        if ((ulong)(BigInteger.Abs(number) & ulong.MaxValue) > most || Insert(block, number, (int)Math.Max(length, int.MinValue / 2)) is not { } address)
        {
            fault = string.Create(CultureInfo.InvariantCulture, $"{newBits} more bits of prefix do not give a subnet numbered {number}");
            return null;
        }

        return length < 0 ? "<nil>" : new CidrBlock(address, (int)length, block.Bits).ToString();
    }

    // The number stands in the bits that end at a prefix length. A negative one keeps its two's complement, and the
    // result its magnitude. Null where it grows past the address.
    private static BigInteger? Insert(CidrBlock block, BigInteger number, int prefixLength)
    {
        var shift = block.Bits - prefixLength;
        if (!number.IsZero && shift > 4096)
        {
            return null;
        }

        var address = BigInteger.Abs(block.Address | (number.IsZero ? number : number << shift));
        return address.GetBitLength() > block.Bits ? null : address;
    }
}
