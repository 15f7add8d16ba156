using Turnpike.Values;

namespace Turnpike.Hcl.Types;

/// <summary>Takes the marks off a value at every depth, sharing what has none.</summary>
internal static class DeepMarks
{
    public static HclValue Strip(HclValue value, out OwnMarks marks)
    {
        marks = OwnMarks.None;
        return value.HoldsMarks ? new HclValue(value.Type, Strip(value.Value, ref marks)) : value;
    }

    private static Value Strip(Value value, ref OwnMarks marks)
    {
        if (!value.HoldsMarks)
        {
            return value;
        }

        marks |= value.OwnMarks;
        switch (value)
        {
            case ArrayValue array:
                return ArrayValue.Create(Strip(array.Items, ref marks));
            case ObjectValue o:
                return ObjectValue.Create(o.Shape, Strip(o.Values, ref marks));
            default:
                // A set's members carry no marks: theirs are the set's own.
                return value.WithOwnMarks(OwnMarks.None);
        }
    }

    private static Value[] Strip(ReadOnlySpan<Value> items, ref OwnMarks marks)
    {
        var result = new Value[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            result[i] = Strip(items[i], ref marks);
        }

        return result;
    }
}
