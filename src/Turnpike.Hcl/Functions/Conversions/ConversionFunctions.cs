using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Types;
using static Turnpike.Hcl.Functions.Takes;

namespace Turnpike.Hcl.Functions.Conversions;

/// <summary><c>tostring</c> and its like.</summary>
internal static class ConversionFunctions
{
    public static FunctionList All { get; } = new()
    {
        { "tostring", To(HclType.String) },
        { "tonumber", To(HclType.Number) },
        { "tobool", To(HclType.Boolean) },
        { "tolist", To(HclType.List(HclType.Dynamic)) },
        { "toset", To(HclType.Set(HclType.Dynamic)) },
        { "tomap", To(HclType.Map(HclType.Dynamic)) },
    };

    private static HclFunction To(HclType wanted) => new(
        [Everything("v") with { AllowUnknown = false }],
        call => CheckType(call[0].Type, wanted),
        (call, _) => Convert(call[0], wanted));

    // Whether some value of the type could be converted, found on one that is not known.
    private static OrFault<HclType> CheckType(HclType given, HclType wanted) =>
        HclConversion.TryConvert(HclValue.Unknown(given), wanted, out _, out _)
            ? wanted
            : FunctionFault.At(0, $"{given} cannot be converted to {TypeText.FriendlyConstraint(wanted)}");

    private static OrFault<HclValue> Convert(HclValue value, HclType wanted)
    {
        if (HclConversion.TryConvert(value, wanted, out var result, out var fault))
        {
            return result;
        }

        var given = value.IsMarked || value.Kind != HclTypeKind.String ? $"this {value.Type}" : Quotation.Of(value.AsString());
        return FunctionFault.At(0, wanted.Kind switch
        {
            HclTypeKind.Boolean => $"{given} is no bool: only \"true\" and \"false\" are",
            HclTypeKind.Number => $"{given} is no number: it must be written as a decimal number",
            _ => $"{given} cannot be converted to {TypeText.FriendlyConstraint(wanted)}: {fault}",
        });
    }
}
