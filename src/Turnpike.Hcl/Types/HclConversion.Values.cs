namespace Turnpike.Hcl.Types;

public static partial class HclConversion
{
    private static HclValue Convert(HclValue value, HclType type, ref ConversionFault? fault)
    {
        fault = new ConversionFault(Mismatch(value.Type, type));
        return value;
    }

    private static HclType? Unify(ReadOnlySpan<HclType> types, bool isUnsafe) => isUnsafe ? null : types.Length == 0 ? HclType.Dynamic : types[0];
}

internal static class MismatchText
{
    public static string Of(HclType given, HclType wanted) => $"{TypeText.FriendlyConstraint(wanted)} required, but have {TypeText.Friendly(given)}";
}
