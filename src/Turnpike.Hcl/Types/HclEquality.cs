using Turnpike.Values;

namespace Turnpike.Hcl.Types;

/// <summary>Sameness of values of one type: a decided answer, where unknowns differ from everything but themselves. Marks say nothing.</summary>
public static class HclEquality
{
    public static bool AreSame(HclValue left, HclValue right)
    {
        if (!left.Type.Equals(right.Type))
        {
            return false;
        }

        return AreSame(left.Value, right.Value);
    }

    private static bool AreSame(Value left, Value right)
    {
        if (ReferenceEquals(left, right))
        {
            return left.Kind != ValueKind.Unknown || !((UnknownValue)left).IsAnonymous;
        }

        if (left.Kind != right.Kind)
        {
            return false;
        }

        switch (left)
        {
            case NumberValue number:
                return HclNumber.Compare(number, (NumberValue)right) == 0;
            case ArrayValue array:
                return AreSame(array.Items, ((ArrayValue)right).Items);
            case SetValue set:
                return AreSame(set.Unordered, ((SetValue)right).Unordered);
            case ObjectValue o:
                var that = (ObjectValue)right;
                return (ReferenceEquals(o.Shape, that.Shape) || o.Keys.SequenceEqual(that.Keys)) && AreSame(o.Values, that.Values);
            case UnknownValue unknown:
                return !unknown.IsAnonymous && unknown.Equals(right);
            default:
                return left.Equals(right);
        }
    }

    // Sets of one type hold their members in one order.
    private static bool AreSame(ReadOnlySpan<Value> left, ReadOnlySpan<Value> right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        for (var i = 0; i < left.Length; i++)
        {
            if (!AreSame(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }
}
