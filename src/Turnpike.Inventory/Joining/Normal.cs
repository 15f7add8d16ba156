using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Inventory.Joining;

/// <summary>When two values mean the same, though they are written otherwise.</summary>
internal static class Normal
{
    private const int MaxJson = 200_000;

    public static bool AreSame(Value left, Value right)
    {
        if (left.Equals(right) || (IsUnset(left) && IsUnset(right)))
        {
            return true;
        }

        return (left, right) switch
        {
            (StringValue a, StringValue b) => Document(a.Value) is { } x && Document(b.Value) is { } y && x.Equals(y),
            (StringValue or NumberValue or BooleanValue, StringValue or NumberValue or BooleanValue) => Text(left) == Text(right),
            (ObjectValue a, ObjectValue b) => Members(a, b),
            (ArrayValue a, ArrayValue b) => a.Count == b.Count && a.Items.ToArray().Zip(b.Items.ToArray()).All(static p => AreSame(p.First, p.Second)),
            _ => false,
        };
    }

    /// <summary>Nothing is set: null, false, zero, empty, or what holds only such.</summary>
    public static bool IsUnset(Value value) => value switch
    {
        NullValue => true,
        BooleanValue boolean => !boolean.Value,
        NumberValue number => number.Text is "0",
        StringValue text => text.Value.Length == 0,
        ArrayValue array => array.Items.ToArray().All(IsUnset),
        ObjectValue obj => obj.Values.ToArray().All(IsUnset),
        _ => false,
    };

    // A map or an object: what is on one side only is unset there.
    private static bool Members(ObjectValue left, ObjectValue right) =>
        left.Keys.ToArray().Union(right.Keys.ToArray()).All(key => AreSame(left.Get(key) ?? Value.Null, right.Get(key) ?? Value.Null));

    private static string Text(Value value) => value is StringValue text ? text.Value : JsonText.Redacted(value);

    /// <summary>A JSON document in one form: keys, lists of texts and single items have no order that means anything in a policy.</summary>
    private static Value? Document(string text)
    {
        if (text.Length is < 2 or > MaxJson || text[0] is not ('{' or '[') || text[^1] is not ('}' or ']'))
        {
            return null;
        }

        var diagnostics = new DiagnosticBag();
        return JsonReader.Read(new SourceText("", System.Text.Encoding.UTF8.GetBytes(text)), diagnostics) is { } value && !diagnostics.HasErrors ? InOrder(value) : null;
    }

    private static Value InOrder(Value value)
    {
        switch (value)
        {
            case ArrayValue { Count: 1 } single:
                return InOrder(single[0]);
            case ArrayValue array:
                var items = array.Items.ToArray().Select(InOrder).ToArray();
                return ArrayValue.Create(items.All(static i => i is StringValue) ? [.. items.Order()] : items);
            case ObjectValue obj:
                return ObjectValue.Create(obj.Shape, [.. obj.Values.ToArray().Select(InOrder)]);
            case StringValue { Value: var arn } when arn.StartsWith("arn:", StringComparison.Ordinal) && arn.EndsWith(":root", StringComparison.Ordinal) && arn.Split(':') is { Length: 6 } parts:
                return Value.Of(parts[4]);
            default:
                return value;
        }
    }
}
