using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Hcl.Evaluation;

/// <summary>
/// Runs a function over values that have the types of its parameters: nulls are refused where they are not allowed,
/// unknowns answered without the body, marks taken off and put onto the result.
/// </summary>
public static class FunctionInvocation
{
    public static OrFault<HclValue> Invoke(HclFunction function, HclValue[] arguments, EvaluationContext context)
    {
        var given = arguments;
        var marks = OwnMarks.None;
        var isOpen = false;
        var isUnknown = false;
        for (var i = 0; i < arguments.Length; i++)
        {
            var parameter = i < function.Parameters.Count ? function.Parameters[i] : function.Variadic!;
            var value = arguments[i];
            if (value.HoldsMarks && !parameter.AllowMarked)
            {
                arguments = ReferenceEquals(arguments, given) ? (HclValue[])arguments.Clone() : arguments;
                arguments[i] = value.UnmarkDeep(out var own);
                marks |= own;
            }

            if (value.IsNull && !parameter.AllowNull)
            {
                return FunctionFault.At(i, "argument must not be null");
            }

            isOpen |= value.Kind == HclTypeKind.Dynamic && !parameter.AllowDynamicType;
            isUnknown |= !value.IsKnown && !parameter.AllowUnknown;
        }

        if (isOpen)
        {
            return UnknownSources.Note(HclValue.Dynamic, given).WithMarks(marks);
        }

        var result = Run(function, new FunctionCall(arguments, context), isUnknown);
        return result.Fault is not null ? result : UnknownSources.Note(result.Value, given).WithMarks(marks);
    }

    private static OrFault<HclValue> Run(HclFunction function, FunctionCall call, bool isUnknown)
    {
        var type = function.ReturnType(call);
        if (type.Fault is { } refused)
        {
            return refused;
        }

        var result = isUnknown ? HclValue.Unknown(type.Value) : function.Body(call, type.Value);
        if (result.Fault is not null || result.Value.IsKnown)
        {
            return result.Fault is null && result.Value.Type.HoldsDynamic ? OpenParts.Hide(result.Value) : result;
        }

        var value = function.IsNeverNull ? HclUnknown.Refine(result.Value, HclUnknown.NotNull) : result.Value;
        return function.Refine is { } refine ? refine(call, value) : value;
    }
}
