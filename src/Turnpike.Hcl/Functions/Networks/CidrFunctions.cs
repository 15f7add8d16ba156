using System.Numerics;
using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Types;
using Turnpike.Values;
using static Turnpike.Hcl.Functions.Takes;

namespace Turnpike.Hcl.Functions.Networks;

/// <summary>Addresses and subnets of networks.</summary>
internal static class CidrFunctions
{
    private const int MaxExtension = 32;

    public static FunctionList All { get; } = Create();

    private static FunctionList Create()
    {
        var all = new FunctionList();
        all.AddNeverNull("cidrhost", [Str("prefix"), Number("hostnum")], HclType.String, Host);
        all.AddNeverNull("cidrnetmask", [Str("prefix")], HclType.String, Netmask);
        all.AddNeverNull("cidrsubnet", [Str("prefix"), Number("newbits"), Number("netnum")], HclType.String, Subnet);
        all.Add("cidrsubnets", new HclFunction([Str("prefix")], HclType.List(HclType.String), Subnets) { Variadic = Number("newbits"), IsNeverNull = true });
        return all;
    }

    private static string NoBlock(FunctionCall call) => $"{Quotation.Of(call.Text(0))} is no network; write an address, a slash and the length of its prefix, such as \"10.0.0.0/16\"";

    private static OrFault<HclValue> Host(FunctionCall call, HclType type)
    {
        if (!Integers.TryGet(call[1], out BigInteger number, out var fault))
        {
            return new FunctionFault(fault);
        }

        return !CidrBlock.TryParse(call.Text(0), out var block) ? new FunctionFault(NoBlock(call))
            : CidrMath.Host(block, number, out fault) is { } host ? HclValue.String(host)
            : new FunctionFault(fault);
    }

    private static OrFault<HclValue> Netmask(FunctionCall call, HclType type) =>
        !CidrBlock.TryParse(call.Text(0), out var block) ? new FunctionFault(NoBlock(call))
        : block.IsIPv4 ? HclValue.String(IpText.Write(block.Mask, block.Bits))
        : new FunctionFault("an IPv6 network has no netmask");

    private static OrFault<HclValue> Subnet(FunctionCall call, HclType type)
    {
        if (!Integers.TryGet(call[1], out long newBits, out var fault) || !Integers.TryGet(call[2], out BigInteger number, out fault))
        {
            return new FunctionFault(fault);
        }

        return !CidrBlock.TryParse(call.Text(0), out var block) ? new FunctionFault(NoBlock(call))
            : CidrMath.Subnet(block, newBits, number, out fault) is { } subnet ? HclValue.String(subnet)
            : new FunctionFault(fault);
    }

    private static OrFault<HclValue> Subnets(FunctionCall call, HclType type)
    {
        if (!CidrBlock.TryParse(call.Text(0), out var block))
        {
            return FunctionFault.At(0, NoBlock(call));
        }

        // Terraform looks for the network before the first, and finds none.
        if (call.Count > 1 && (block.Address.IsZero || (block.IsIPv4 && block.Bits == 128)))
        {
            return FunctionFault.At(1, $"{block} cannot be divided: it starts at the lowest address");
        }

        var items = new Value[call.Count - 1];
        var end = block.Address - 1;
        for (var i = 1; i < call.Count; i++)
        {
            if (CheckLength(call, i, block, out var length) is { } fault)
            {
                return fault;
            }

            // The first network of the wanted length that begins after the last one.
            var size = BigInteger.One << (block.Bits - length);
            var address = (end + size) / size * size;
            if (!block.Contains(address))
            {
                return FunctionFault.At(i, $"no room is left in {block} for a network with a prefix of {length} bits");
            }

            var next = new CidrBlock(address, length, block.Bits);
            items[i - 1] = Value.Of(next.ToString());
            end = next.Last;
        }

        return HclValue.List(HclType.String, items);
    }

    private static FunctionFault? CheckLength(FunctionCall call, int argument, CidrBlock block, out int length)
    {
        length = 0;
        if (!Integers.TryGet(call[argument], out long newBits, out var fault))
        {
            return FunctionFault.At(argument, fault);
        }

        if (newBits is < 1 or > MaxExtension)
        {
            return FunctionFault.At(argument, $"a prefix can be extended by 1 to {MaxExtension} bits");
        }

        length = block.PrefixLength + (int)newBits;
        return length > block.Bits ? FunctionFault.At(argument, $"the prefix would have {length} bits; an address has {block.Bits}") : null;
    }
}
