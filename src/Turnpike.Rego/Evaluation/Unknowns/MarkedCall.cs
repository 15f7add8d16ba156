using Turnpike.Rego.Builtins;
using Turnpike.Rego.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Unknowns;

/// <summary>Calls a builtin of whose arguments some hold unknowns.</summary>
internal static class MarkedCall
{
    public static Value? Invoke(Machine machine, Builtin builtin, ReadOnlySpan<Value> arguments, SourceText source, TextSpan span)
    {
        if (builtin.SeesMarks)
        {
            return builtin.Invoke(machine.Builtins, arguments) ?? machine.AfterFailure(source, span);
        }

        var result = MarkedSets.TryCall(machine, builtin.Name, arguments)
            ?? MarkedObjects.TryCall(machine, builtin, arguments)
            ?? MarkedScalars.TryCall(builtin.Name, arguments);
        if (result is not null)
        {
            return Marked(builtin, result, arguments);
        }

        if (!KindsFit(builtin, arguments))
        {
            return Refuse(machine, builtin, arguments, source, span);
        }

        if (builtin.AcceptsUnknownParts && CanMove(arguments))
        {
            return Move(machine, builtin, arguments, source, span);
        }

        return Open(machine, builtin, arguments);
    }

    private static bool KindsFit(Builtin builtin, ReadOnlySpan<Value> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i];
            if (argument is not UnknownValue unknown)
            {
                if (!builtin.Parameters[i].AcceptsKind(argument.Kind))
                {
                    return false;
                }
            }
            else if (!MayFit(builtin.Parameters[i], unknown))
            {
                return false;
            }
        }

        return true;
    }

    private static bool MayFit(RegoType parameter, UnknownValue unknown)
    {
        for (var kind = ValueKind.Null; kind < ValueKind.Unknown; kind++)
        {
            if (parameter.AcceptsKind(kind) && Refined.MayBe(unknown, kind))
            {
                return true;
            }
        }

        return false;
    }

    // An argument is of the wrong kind whatever the unknowns turn out to be.
    private static Value? Refuse(Machine machine, Builtin builtin, ReadOnlySpan<Value> arguments, SourceText source, TextSpan span)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is not UnknownValue && !builtin.Parameters[i].AcceptsKind(arguments[i].Kind))
            {
                return builtin.Invoke(machine.Builtins, arguments) ?? machine.AfterFailure(source, span);
            }
        }

        return null;
    }

    private static bool CanMove(ReadOnlySpan<Value> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument is UnknownValue || Bags.HoldsPossible(argument))
            {
                return false;
            }
        }

        return true;
    }

    private static Value? Move(Machine machine, Builtin builtin, ReadOnlySpan<Value> arguments, SourceText source, TextSpan span)
    {
        var context = machine.Builtins;
        context.LookedInto.Clear();
        var result = builtin.Invoke(context, arguments) ?? machine.AfterFailure(source, span);
        if (context.LookedInto.Count == 0)
        {
            return result;
        }

        context.LookedInto.Clear();
        return Open(machine, builtin, arguments);
    }

    private static Value Open(Machine machine, Builtin builtin, ReadOnlySpan<Value> arguments)
    {
        var causes = Bags.AnyCause(arguments);
        if (!IsTotal(builtin, arguments))
        {
            machine.Weaken(causes);
        }

        var result = machine.Derive(causes, builtin.Name, Refinement(builtin.Result));
        return Marked(builtin, result, arguments);
    }

    private static bool IsTotal(Builtin builtin, ReadOnlySpan<Value> arguments) =>
        builtin.IsTotal || MarkedScalars.IsTotalForKinds(builtin, arguments) || (builtin.IsTotalFor is { } test && test(arguments.ToArray()));

    private static UnknownRefinement? Refinement(RegoType result) =>
        result is ScalarType scalar ? new UnknownRefinement { Type = scalar.Kind } : null;

    private static Value Marked(Builtin builtin, Value result, ReadOnlySpan<Value> arguments)
    {
        if (builtin.Sensitivity == SensitivityFlow.None || (builtin.Sensitivity == SensitivityFlow.Parts && result is not UnknownValue))
        {
            return result;
        }

        foreach (var argument in arguments)
        {
            if (argument.IsSensitive || (argument.HoldsSensitive && builtin.Sensitivity != SensitivityFlow.Shape))
            {
                return result.ToSensitive();
            }
        }

        return result;
    }
}
