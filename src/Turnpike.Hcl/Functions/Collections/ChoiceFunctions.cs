using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Functions.Strings;
using Turnpike.Hcl.Types;
using Turnpike.Values;
using static Turnpike.Hcl.Functions.Takes;

namespace Turnpike.Hcl.Functions.Collections;

/// <summary>The first of several values that counts, and how many there are.</summary>
internal static class ChoiceFunctions
{
    public static FunctionList All { get; } = Create();

    private static FunctionList Create()
    {
        var values = Everything("vals") with { AllowMarked = false };
        var all = new FunctionList
        {
            { "coalesce", new HclFunction([], CoalesceType, Coalesce) { Variadic = values, IsNeverNull = true } },
            { "coalescelist", new HclFunction([], CoalesceListType, CoalesceList) { Variadic = values, IsNeverNull = true } },
            { "list", Removed("list", "tolist([ … ])") },
            { "map", Removed("map", "tomap({ … })") },
            { "length", new HclFunction([Everything("value") with { AllowNull = false }], LengthType, Length) { IsNeverNull = true } },
        };
        return all;
    }

    private static HclFunction Removed(string name, string instead) =>
        new([], _ => new FunctionFault($"the function {name} is gone since Terraform 0.12; write {instead}"), static (_, type) => HclValue.Unknown(type))
        {
            Variadic = Everything("vals"),
        };

    private static OrFault<HclType> CoalesceType(FunctionCall call)
    {
        var types = new HclType[call.Count];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = call[i].Type;
        }

        return types.Length > 0 && HclConversion.UnifyUnsafe(types) is { } common ? common : new FunctionFault("all arguments must have the same type");
    }

    private static OrFault<HclValue> Coalesce(FunctionCall call, HclType type)
    {
        foreach (var argument in call.Arguments)
        {
            if (!HclConversion.TryConvert(argument, type, out var value, out var fault))
            {
                return new FunctionFault(fault.ToString());
            }

            if (!value.IsKnown)
            {
                return HclValue.Unknown(type);
            }

            if (!value.IsNull && value.Value is not StringValue { Value.Length: 0 })
            {
                return value;
            }
        }

        return new FunctionFault("every argument is null or an empty string");
    }

    private static OrFault<HclType> CoalesceListType(FunctionCall call)
    {
        if (call.Count == 0)
        {
            return new FunctionFault("at least one argument is required");
        }

        foreach (var argument in call.Arguments)
        {
            if (!argument.IsKnown)
            {
                return HclType.Dynamic;
            }

            if (!Sequences.IsListOrTuple(argument.Type))
            {
                return new FunctionFault("all arguments must be lists or tuples");
            }
        }

        return call.Arguments.ToArray().All(a => a.Type.Equals(call[0].Type)) ? call[0].Type : HclType.Dynamic;
    }

    private static OrFault<HclValue> CoalesceList(FunctionCall call, HclType type)
    {
        foreach (var argument in call.Arguments)
        {
            if (!argument.IsKnown)
            {
                return HclValue.Unknown(type);
            }

            if (argument.Count > 0)
            {
                return argument;
            }
        }

        return new FunctionFault("every argument is null or an empty list");
    }

    private static OrFault<HclType> LengthType(FunctionCall call) => call[0].Kind is HclTypeKind.Number or HclTypeKind.Boolean
        ? new FunctionFault($"a string, collection, tuple or object is required, not {call[0].Type}")
        : HclType.Number;

    private static OrFault<HclValue> Length(FunctionCall call, HclType type)
    {
        var value = call[0].Unmark(out var marks);
        return (value.Type switch
        {
            TupleType tuple => HclValue.Integer(tuple.Count),
            ObjectType o => HclValue.Integer(o.Count),
            _ when !value.IsKnown => UnknownLength(value),
            { Kind: HclTypeKind.String } => HclValue.Integer(Graphemes.Count(value.AsString())),
            { Kind: HclTypeKind.Set } when value.Count > 1 && !value.IsWhollyKnown => Between(1, value.Count),
            _ => HclValue.Integer(value.Count),
        }).WithMarks(marks);
    }

    private static HclValue UnknownLength(HclValue value)
    {
        var known = HclUnknown.RefinementOf(value);
        return value.Kind switch
        {
            HclTypeKind.Dynamic => HclValue.Unknown(HclType.Number),
            HclTypeKind.String => Between(Graphemes.Count(known?.Prefix ?? ""), null),
            _ => Between(known?.MinimumLength ?? 0, known?.MaximumLength),
        };
    }

    private static HclValue Between(int least, int? most) => HclUnknown.Refine(HclValue.Unknown(HclType.Number), new UnknownRefinement
    {
        NotNull = true,
        Minimum = HclNumber.OfCount(least),
        Maximum = most is { } value ? HclNumber.OfCount(value) : null,
    });
}
