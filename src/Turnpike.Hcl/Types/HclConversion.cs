using System.Diagnostics.CodeAnalysis;

namespace Turnpike.Hcl.Types;

/// <summary>Conversion between types, as Terraform converts arguments, variables and operands.</summary>
public static partial class HclConversion
{
    /// <summary>
    /// Converts, also where the conversion may fail for some values (a string to a number). Marks are kept; an unknown
    /// gives an unknown of the type. A part of the type that is dynamic takes the value's own type.
    /// </summary>
    public static bool TryConvert(HclValue value, HclType type, out HclValue result, [NotNullWhen(false)] out ConversionFault? fault)
    {
        fault = null;
        result = value;
        if (ReferenceEquals(value.Type, type))
        {
            return true;
        }

        var converted = Convert(value, type, ref fault);
        result = fault is null ? converted : HclValue.Unknown(type);
        return fault is null;
    }

    /// <summary>The one type to which all of them convert, as elements of a list do; null where there is none.</summary>
    public static HclType? Unify(ReadOnlySpan<HclType> types) => Unify(types, isUnsafe: false);

    /// <summary>As <see cref="Unify(ReadOnlySpan{HclType})"/>, also where a conversion may fail for some values.</summary>
    public static HclType? UnifyUnsafe(ReadOnlySpan<HclType> types) => Unify(types, isUnsafe: true);

    /// <summary>Why a value of one type cannot be one of another: <c>string required, but have list of string</c>.</summary>
    public static string Mismatch(HclType given, HclType wanted) => MismatchText.Of(given, wanted);
}
