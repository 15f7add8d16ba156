using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Hcl.Evaluation;

/// <summary>What an unknown value may turn out to be.</summary>
internal static class UnknownRange
{
    /// <summary>The bounds of a number, known or not.</summary>
    public static (NumberValue? Least, NumberValue? Most) Of(HclValue value) =>
        value.Value is NumberValue number ? (number, number)
        : HclUnknown.RefinementOf(value) is { } known ? (known.Minimum, known.Maximum)
        : (null, null);

    /// <summary>The unknown surely is not this known value.</summary>
    public static bool Excludes(HclValue unknown, HclValue value)
    {
        if (HclUnknown.RefinementOf(unknown) is not { } known)
        {
            return false;
        }

        switch (value.Value)
        {
            case NullValue:
                return known.NotNull;
            case StringValue text:
                return unknown.Kind == HclTypeKind.String && known.Prefix is not null && !text.Value.StartsWith(known.Prefix, StringComparison.Ordinal);
            case NumberValue number:
                return (known.Minimum is not null && HclNumber.Compare(number, known.Minimum) < 0)
                    || (known.Maximum is not null && HclNumber.Compare(number, known.Maximum) > 0);
            default:
                var (least, most) = LengthBounds.Of(value);
                return value.Type.IsCollection && (most < known.MinimumLength || least > known.MaximumLength);
        }
    }
}
