using Turnpike.Values;

namespace Turnpike.Formats;

/// <summary>
/// Whether two documents' values of one attribute are the same as far as both know. Absent, null and empty are one; lists
/// that hold the same in another order too, since sets are written as lists; JSON text is compared as JSON.
/// </summary>
public static class SameValue
{
    /// <param name="key">The installation's key, to compare a secret with a withheld one; without it they may be the same.</param>
    public static bool IsSame(Value left, Value right, ReadOnlySpan<byte> key)
    {
        if (left.IsSensitive || right.IsSensitive || left is UnknownValue || right is UnknownValue)
        {
            return IsSameSecret(left, right, key);
        }

        return (left, right) switch
        {
            _ when IsEmpty(left) || IsEmpty(right) => IsEmpty(left) && IsEmpty(right),
            (ObjectValue a, ObjectValue b) => IsSameObject(a, b, key),
            (ArrayValue a, ArrayValue b) => IsSameList(a, b, key),
            (StringValue a, StringValue b) => a.Equals(b) || (EmbeddedJson.Read(a) is { } first && EmbeddedJson.Read(b) is { } second && IsSame(first, second, key)),
            _ => left.Equals(right),
        };
    }

    private static bool IsSameSecret(Value left, Value right, ReadOnlySpan<byte> key)
    {
        var (a, b) = (MarkerOf(left), MarkerOf(right));
        if (a is not null && b is not null)
        {
            return a == b;
        }

        if ((a is null && !left.IsGround) || (b is null && !right.IsGround))
        {
            return true;
        }

        return a is null && b is null
            ? left.Equals(right)
            : key.Length != Withheld.KeyBytes || (a ?? Withheld.Marker(left, key)) == (b ?? Withheld.Marker(right, key));
    }

    private static string? MarkerOf(Value value) => value is UnknownValue unknown ? Withheld.MarkerOf(unknown) : null;

    private static bool IsEmpty(Value value) => value is NullValue or StringValue { Value: "" } or ArrayValue { Count: 0 } or ObjectValue { Count: 0 };

    private static bool IsSameObject(ObjectValue left, ObjectValue right, ReadOnlySpan<byte> key)
    {
        foreach (var name in left.Shape.Union(right.Keys).Keys)
        {
            if (!IsSame(left.Get(name) ?? Value.Null, right.Get(name) ?? Value.Null, key))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsSameList(ArrayValue left, ArrayValue right, ReadOnlySpan<byte> key)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        var isInOrder = true;
        for (var i = 0; i < left.Count && isInOrder; i++)
        {
            isInOrder = IsSame(left[i], right[i], key);
        }

        return isInOrder || left.Items.ToArray().Order().SequenceEqual(right.Items.ToArray().Order());
    }
}
