using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Conformance.Tests.Terraform;

/// <summary>Compares a value with the JSON that Terraform wrote for it; numbers by the digits it shows.</summary>
internal static class ExpectedValue
{
    public static bool IsSame(HclValue value, Value expected)
    {
        if (value.IsNull || expected is NullValue)
        {
            return value.IsNull && expected is NullValue;
        }

        return value.Kind switch
        {
            HclTypeKind.Number => expected is NumberValue number
                && HclNumber.TryParse(number.Text, out var parsed)
                && HclNumber.ToText(value.AsNumber()).TrimStart('-') == HclNumber.ToText(parsed).TrimStart('-')
                && HclNumber.Compare(value.AsNumber(), parsed) is var order && (order == 0 || value.AsNumber().Binary is { Precision: < HclNumber.FullPrecision }),
            HclTypeKind.String => expected is StringValue text && text.Value == value.AsString(),
            HclTypeKind.Boolean => expected is BooleanValue boolean && boolean.Value == value.AsBoolean(),
            HclTypeKind.Object or HclTypeKind.Map => expected is ObjectValue o && AreSameMembers(value, o),
            HclTypeKind.Set when !value.Type.Element!.IsPrimitive => expected is ArrayValue members && AreSameInAnyOrder(value, members),
            _ => expected is ArrayValue items && AreSameItems(value, items),
        };
    }

    private static bool AreSameItems(HclValue value, ArrayValue expected) =>
        value.Count == expected.Count && Enumerable.Range(0, value.Count).All(i => IsSame(value.ElementAt(i), expected[i]));

    private static bool AreSameInAnyOrder(HclValue value, ArrayValue expected) =>
        value.Count == expected.Count
        && Enumerable.Range(0, value.Count).All(i => expected.Items.ToArray().Any(item => IsSame(value.ElementAt(i), item)));

    private static bool AreSameMembers(HclValue value, ObjectValue expected)
    {
        if (value.Count != expected.Count)
        {
            return false;
        }

        for (var i = 0; i < value.Count; i++)
        {
            if (expected.Get(value.KeyAt(i)) is not { } member || !IsSame(value.ElementAt(i), member))
            {
                return false;
            }
        }

        return true;
    }
}
