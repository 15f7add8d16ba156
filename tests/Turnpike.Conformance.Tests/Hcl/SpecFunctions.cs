using System.Globalization;
using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Functions;
using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Conformance.Tests.Hcl;

/// <summary>The functions that specifications may use: some of the language's own, and a few that only they have.</summary>
internal static class SpecFunctions
{
    private static readonly HclParameter s_any = new("value", HclType.Dynamic) { AllowNull = true, AllowDynamicType = true };

    public static FunctionTable Table { get; } = new(All());

    private static IEnumerable<KeyValuePair<string, HclFunction>> All()
    {
        foreach (var name in (string[])["abs", "concat", "jsondecode", "jsonencode", "length", "lower", "max", "min", "substr", "upper"])
        {
            yield return new(name, BuiltinFunctions.Table.Find(name)!);
        }

        yield return new("reverse", BuiltinFunctions.Table.Find("strrev")!);
        yield return new("strlen", new HclFunction(
            [new("str", HclType.String)], HclType.Number, (call, _) => HclValue.Integer(new StringInfo(call.Text(0)).LengthInTextElements)));
        yield return new("int", new HclFunction([new("num", HclType.Number)], HclType.Number, (call, _) => Truncate(call[0].AsNumber())));
        yield return new("coalesce", new HclFunction([], HclType.Dynamic, (call, _) => FirstNotNull(call)) { Variadic = s_any });
        yield return new("hasindex", new HclFunction([s_any, s_any], HclType.Boolean, (call, _) => HclValue.Boolean(HasIndex(call[0], call[1]))));
    }

    private static HclValue Truncate(NumberValue number)
    {
        var (mantissa, exponent) = number.ToDecimal();
        return HclValue.Number(exponent >= 0 ? number : NumberValue.FromDecimal(mantissa / System.Numerics.BigInteger.Pow(10, -exponent), 0));
    }

    private static OrFault<HclValue> FirstNotNull(FunctionCall call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Value is not NullValue)
            {
                return argument;
            }
        }

        return new FunctionFault("no non-null arguments");
    }

    private static bool HasIndex(HclValue value, HclValue key) => (value.Value, key.Value) switch
    {
        (ArrayValue, NumberValue number) => number.TryGetInt32(out var index) && index >= 0 && index < value.Count,
        (ObjectValue, StringValue text) => Enumerable.Range(0, value.Count).Any(at => value.KeyAt(at) == text.Value),
        _ => false,
    };
}
