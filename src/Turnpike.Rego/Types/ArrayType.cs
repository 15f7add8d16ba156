using Turnpike.Values;

namespace Turnpike.Rego.Types;

/// <summary>An array: first the items of known types, then any number of the rest's type (none where that is null).</summary>
public sealed class ArrayType : RegoType
{
    internal ArrayType(IReadOnlyList<RegoType> first, RegoType? rest)
    {
        First = first;
        Rest = rest;
        Size = SizeOf(first, rest);
    }

    public IReadOnlyList<RegoType> First { get; }

    public RegoType? Rest { get; }

    public override RegoType? Keys => Number;

    public override RegoType? Items => Rest is null ? UnionOf([.. First]) : UnionOf([.. First, Rest]);

    internal override int Kinds => 1 << (int)ValueKind.Array;

    internal override int Size { get; }

    public override RegoType? Select(Value key)
    {
        if (key is not NumberValue number || !number.TryGetInt32(out var at) || at < 0)
        {
            return null;
        }

        return at < First.Count ? First[at] : Rest;
    }

    private protected override string Describe()
    {
        var first = First.Count == 0 && Rest is not null ? "" : $"<{string.Join(", ", First)}>";
        return $"array{first}{(Rest is null ? "" : $"[{Rest}]")}";
    }

    private protected override bool OverlapsOne(RegoType other)
    {
        if (other is not ArrayType array
            || (Rest is null && array.First.Count > First.Count)
            || (array.Rest is null && First.Count > array.First.Count))
        {
            return false;
        }

        for (var i = 0; i < Math.Max(First.Count, array.First.Count); i++)
        {
            var left = i < First.Count ? First[i] : Rest!;
            var right = i < array.First.Count ? array.First[i] : array.Rest!;
            if (!left.Overlaps(right))
            {
                return false;
            }
        }

        return true;
    }
}
