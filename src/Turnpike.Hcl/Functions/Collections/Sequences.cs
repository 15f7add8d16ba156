using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Hcl.Functions.Collections;

/// <summary>Lists, sets and tuples seen alike.</summary>
internal static class Sequences
{
    public static bool IsListOrTuple(HclType type) => type.Kind is HclTypeKind.List or HclTypeKind.Tuple;

    public static bool Is(HclType type) => type.Kind is HclTypeKind.List or HclTypeKind.Set or HclTypeKind.Tuple;

    /// <summary>The elements of a known list, set or tuple in their order.</summary>
    public static ReadOnlySpan<Value> Items(HclValue sequence) => sequence.Value is SetValue set ? set.Unordered : ((ArrayValue)sequence.Value).Items;

    /// <summary>A list or tuple of a type from its elements' values.</summary>
    public static HclValue Create(HclType type, Value[] items) => new(type, ArrayValue.Create(items));

    public static bool HasNull(HclValue sequence)
    {
        foreach (var item in Items(sequence))
        {
            if (item.Kind == ValueKind.Null)
            {
                return true;
            }
        }

        return false;
    }
}
