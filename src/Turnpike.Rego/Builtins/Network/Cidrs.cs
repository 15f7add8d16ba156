using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins.Network;

/// <summary><c>net.cidr_*</c>.</summary>
internal static class Cidrs
{
    private static readonly RegoType[] s_two = [RegoType.String, RegoType.String];
    private static readonly RegoType s_entry = RegoType.AnyOf(RegoType.String, RegoType.ArrayOf(RegoType.Any));
    private static readonly RegoType s_entries = RegoType.AnyOf(RegoType.String, RegoType.ArrayOf(s_entry), RegoType.SetOf(s_entry), RegoType.ObjectOf(RegoType.String, s_entry));
    private static readonly RegoType s_texts = RegoType.AnyOf(RegoType.SetOf(RegoType.String), RegoType.ArrayOf(RegoType.String));

    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("net.cidr_contains", s_two, RegoType.Boolean, static (c, a) => Contains(c, a.Text(0), a.Text(1)) is { } answer ? Value.Of(answer) : null),
        new("net.cidr_contains_matches", [s_entries, s_entries], RegoType.SetOf(RegoType.Tuple(RegoType.Any, RegoType.Any)), ContainsMatches),
        new("net.cidr_expand", [RegoType.String], RegoType.SetOf(RegoType.String), Expand),
        new("net.cidr_intersects", s_two, RegoType.Boolean, Intersects),
        new("net.cidr_overlap", s_two, RegoType.Boolean, static (c, a) => Contains(c, a.Text(0), a.Text(1)) is { } answer ? Value.Of(answer) : null),
        new("net.cidr_is_valid", [RegoType.Any], RegoType.Boolean, static (context, a) => Value.Of(a[0] is StringValue text && IpBlock.TryParse(text.Value, out var _))) { IsTotal = true },
        new("net.cidr_merge", [s_texts], RegoType.SetOf(RegoType.String), Merge),
    ];

    private static bool? Contains(BuiltinContext context, string cidr, string cidrOrAddress)
    {
        if (!TryParse(context, cidr, out var block))
        {
            return null;
        }

        if (IpAddressNumber.TryParse(cidrOrAddress, out var address))
        {
            return block.Contains(address);
        }

        return TryParse(context, cidrOrAddress, out var inner) ? block.Contains(inner.First) && block.Contains(inner.Last) : null;
    }

    private static bool TryParse(BuiltinContext context, string text, out IpBlock block)
    {
        if (IpBlock.TryParse(text, out block))
        {
            return true;
        }

        context.Fail($"invalid CIDR address: {text}");
        return false;
    }

    private static Value? Intersects(BuiltinContext context, ReadOnlySpan<Value> arguments) =>
        TryParse(context, arguments.Text(0), out var left) && TryParse(context, arguments.Text(1), out var right)
            ? Value.Of(left.Contains(right.First) || right.Contains(left.First))
            : null;

    private static Value? Expand(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        if (!TryParse(context, arguments.Text(0), out var block))
        {
            return null;
        }

        var bits = block.First.Width - block.PrefixLength;
        if (bits > 24)
        {
            return context.Fail($"{arguments.Text(0)} has 2^{bits} addresses, more than 2^24");
        }

        var addresses = new SetBuilder(1 << bits);
        for (var i = 0; i < 1 << bits; i++)
        {
            context.Step();
            addresses.Add(Value.Of((block.First with { Bits = block.First.Bits + (uint)i }).ToString()));
        }

        return addresses.ToValue();
    }

    private static Value? ContainsMatches(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        if (Entries(context, 1, arguments[0]) is not { } cidrs || Entries(context, 2, arguments[1]) is not { } others)
        {
            return null;
        }

        var matches = new SetBuilder();
        foreach (var (cidrKey, cidr) in cidrs)
        {
            foreach (var (otherKey, other) in others)
            {
                context.Step();
                switch (Contains(context, cidr, other))
                {
                    case null:
                        return null;
                    case true:
                        matches.Add(Value.Array(cidrKey, otherKey));
                        break;
                }
            }
        }

        return matches.ToValue();
    }

    /// <summary>Each text with what the result calls it: its index, its key, or in a set the member itself.</summary>
    private static List<(Value Key, string Text)>? Entries(BuiltinContext context, int operand, Value collection)
    {
        var entries = new List<(Value Key, string Text)>();
        switch (collection)
        {
            case StringValue text:
                entries.Add((text, text.Value));
                return entries;
            case ArrayValue array:
                for (var i = 0; i < array.Count; i++)
                {
                    if (!TryAdd(Value.Of(i), array[i]))
                    {
                        return null;
                    }
                }

                return entries;
            case SetValue set:
                return set.Items.ToArray().All(member => TryAdd(member, member)) ? entries : null;
            default:
                var obj = (ObjectValue)collection;
                return Enumerable.Range(0, obj.Count).All(i => TryAdd(obj.Keys[i], obj.Values[i])) ? entries : null;
        }

        bool TryAdd(Value key, Value entry)
        {
            var text = entry is ArrayValue { Count: > 0 } tuple ? tuple[0] : entry;
            if (text is StringValue found)
            {
                entries.Add((key, found.Value));
                return true;
            }

            context.Fail(entry is ArrayValue { Count: > 0 }
                ? $"operand {operand}: array element must be string"
                : $"operand {operand}: element must be string or non-empty array");
            return false;
        }
    }

    private static Value? Merge(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        if (Operands.Strings(context, 1, arguments[0]) is not { } texts)
        {
            return null;
        }

        var blocks = new List<IpBlock>(texts.Length);
        foreach (var text in texts)
        {
            if (!TryParseForMerge(context, text, out var block))
            {
                return null;
            }

            blocks.Add(block);
        }

        blocks.Sort(static (left, right) => left.First.CompareTo(right.First));
        var merged = new SetBuilder();
        for (var i = 0; i < blocks.Count;)
        {
            var (first, last) = (blocks[i].First, blocks[i].Last);
            for (i++; i < blocks.Count && blocks[i].First.IsV6 == first.IsV6 && (blocks[i].First.Bits <= last.Bits || blocks[i].First.Bits - last.Bits == 1); i++)
            {
                last = blocks[i].Last.Bits > last.Bits ? blocks[i].Last : last;
            }

            foreach (var block in IpBlock.Cover(first, last))
            {
                context.Step();
                merged.Add(Value.Of(block.ToString()));
            }
        }

        return merged.ToValue();
    }

    // An address of version 4 without a prefix stands for its classful network, which is what Go's DefaultMask gives.
    private static bool TryParseForMerge(BuiltinContext context, string text, out IpBlock block)
    {
        if (!IpAddressNumber.TryParse(text, out var address))
        {
            return TryParse(context, text, out block);
        }

        block = default;
        if (address.IsV6)
        {
            context.Fail("IPv6 invalid: needs prefix length");
            return false;
        }

        var leading = (uint)address.Bits >> 24;
        if (leading >= 224)
        {
            context.Fail("IPv4 invalid: needs prefix length");
            return false;
        }

        block = IpBlock.Of(address, leading < 128 ? 8 : leading < 192 ? 16 : 24);
        return true;
    }
}
