using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Parsing;
using Turnpike.Hcl.Types;
using Turnpike.Text;
using static Turnpike.Hcl.Functions.Takes;

namespace Turnpike.Hcl.Functions.Encodings;

/// <summary>The functions of the provider that is built into Terraform.</summary>
internal static class ProviderFunctions
{
    private const string SourceName = "<decode_tfvars argument>";

    public static FunctionList All { get; } = new()
    {
        { "encode_expr", new HclFunction([Any("value") with { AllowUnknown = true }], HclType.String, EncodeExpression) { IsNeverNull = true } },
        { "encode_tfvars", new HclFunction([Any("value") with { AllowUnknown = true }], HclType.String, EncodeDefinitions) { IsNeverNull = true } },
        { "decode_tfvars", new HclFunction([Str("src")], static _ => HclType.Dynamic, DecodeDefinitions) { IsNeverNull = true } },
    };

    private static OrFault<HclValue> EncodeExpression(FunctionCall call, HclType type) =>
        call[0].IsWhollyKnown ? HclValue.String(HclEncoding.Expression(call[0])) : EncodingFunctions.StartOf(call[0]);

    private static OrFault<HclValue> EncodeDefinitions(FunctionCall call, HclType type)
    {
        var value = call[0];
        if (value.Kind is not (HclTypeKind.Object or HclTypeKind.Map or HclTypeKind.Dynamic))
        {
            return new FunctionFault("an object is required, whose attributes become the variables");
        }

        for (var i = 0; i < value.Count; i++)
        {
            if (!Identifiers.IsValid(value.KeyAt(i)))
            {
                return new FunctionFault($"{Quotation.Of(value.KeyAt(i))} cannot be the name of a variable: it must be an identifier");
            }
        }

        return value.IsWhollyKnown ? HclValue.String(HclEncoding.Definitions(value)) : HclValue.Unknown(type);
    }

    private static OrFault<HclValue> DecodeDefinitions(FunctionCall call, HclType type)
    {
        var diagnostics = new DiagnosticBag();
        var file = HclParser.ParseFile(SourceText.From(SourceName, call.Text(0)), diagnostics);
        var attributes = diagnostics.HasErrors ? [] : file.Body.GetAttributes(diagnostics);
        var builder = new HclObjectBuilder();

        // Constants only: there are no names and no functions.
        var evaluator = new Evaluator(call.Context.With(FunctionTable.Empty));
        foreach (var attribute in diagnostics.HasErrors ? [] : attributes)
        {
            builder.Set(attribute.Name, evaluator.Evaluate(attribute.Expression, HclScope.Empty, diagnostics));
        }

        return diagnostics.FirstOrDefault(static d => d.IsError) is { } fault
            ? new FunctionFault($"{fault.Position}: {fault.Message}")
            : builder.ToValue();
    }
}
