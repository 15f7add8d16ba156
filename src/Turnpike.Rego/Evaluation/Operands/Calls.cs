using Turnpike.Rego.Builtins;
using Turnpike.Rego.Evaluation.Rules;
using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Operands;

/// <summary>A call of a builtin.</summary>
internal sealed class BuiltinOperand(Builtin builtin, Operand[] arguments, SourceText source, TextSpan span) : Operand
{
    public override Value? Get(Machine machine, Slot[] frame)
    {
        var at = machine.PushArguments(arguments.Length);
        var isGround = true;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].Get(machine, frame) is not { } value)
            {
                machine.PopArguments(at);
                return null;
            }

            isGround &= value.IsGround;
            machine.SetArgument(at + i, value);
        }

        var result = Call(machine, machine.Arguments(at, arguments.Length), isGround);
        machine.PopArguments(at);
        return result;
    }

    public Value? Call(Machine machine, ReadOnlySpan<Value> values, bool isGround)
    {
        if (machine.Overrides?.Find(builtin) is { } mock)
        {
            return MockedCall.Get(machine, mock, values, source, span);
        }

        return isGround
            ? builtin.Invoke(machine.Builtins, values) ?? machine.AfterFailure(source, span)
            : MarkedCall.Invoke(machine, builtin, values, source, span);
    }
}

/// <summary>A call of a function that is written in Rego.</summary>
internal sealed class FunctionOperand(FunctionRule function, Operand[] arguments, SourceText source, TextSpan span) : Operand
{
    public override Value? Get(Machine machine, Slot[] frame)
    {
        var at = machine.PushArguments(arguments.Length);
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].Get(machine, frame) is not { } value)
            {
                machine.PopArguments(at);
                return null;
            }

            machine.SetArgument(at + i, value);
        }

        var result = machine.Overrides?.Find(function) is { } mock
            ? MockedCall.Get(machine, mock, machine.Arguments(at, arguments.Length), source, span)
            : function.Call(machine, at);
        machine.PopArguments(at);
        return result;
    }
}

/// <summary>Calls what <c>with</c> put in a function's place.</summary>
internal static class MockedCall
{
    public static Value? Get(Machine machine, Overrides mock, ReadOnlySpan<Value> arguments, SourceText source, TextSpan span)
    {
        if (mock.Value is not null)
        {
            return mock.Value;
        }

        // A replacement does not call other replacements.
        machine.EnterScope(new DocumentScope(machine.Input, machine.Data, machine.Overrides?.WithoutFunctions(), machine.Memo));
        var result = mock.Replacement is FunctionRule function
            ? CallRule(machine, function, arguments)
            : CallBuiltin(machine, (Builtin)mock.Replacement!, arguments, source, span);
        machine.LeaveScope();
        return result;
    }

    private static Value? CallRule(Machine machine, FunctionRule function, ReadOnlySpan<Value> arguments)
    {
        var copy = arguments.ToArray();
        var at = machine.PushArguments(copy.Length);
        for (var i = 0; i < copy.Length; i++)
        {
            machine.SetArgument(at + i, copy[i]);
        }

        var result = function.Call(machine, at);
        machine.PopArguments(at);
        return result;
    }

    private static Value? CallBuiltin(Machine machine, Builtin builtin, ReadOnlySpan<Value> arguments, SourceText source, TextSpan span)
    {
        foreach (var argument in arguments)
        {
            if (!argument.IsGround)
            {
                return MarkedCall.Invoke(machine, builtin, arguments, source, span);
            }
        }

        return builtin.Invoke(machine.Builtins, arguments) ?? machine.AfterFailure(source, span);
    }
}

/// <summary>Addition, subtraction or multiplication, quick for two integers.</summary>
internal sealed class IntegerOperand(char symbol, Operand left, Operand right, BuiltinOperand general) : Operand
{
    public override Value? Get(Machine machine, Slot[] frame)
    {
        if (left.Get(machine, frame) is not { } a || right.Get(machine, frame) is not { } b)
        {
            return null;
        }

        if (a is NumberValue x && b is NumberValue y && x.TryGetInt64(out var m) && y.TryGetInt64(out var n)
            && !a.IsSensitive && !b.IsSensitive && TryCompute(m, n, out var result) && machine.Overrides is null)
        {
            return Value.Of(result);
        }

        return general.Call(machine, [a, b], a.IsGround && b.IsGround);
    }

    private bool TryCompute(long m, long n, out long result)
    {
        switch (symbol)
        {
            case '+':
                result = m + n;
                return ((m ^ result) & (n ^ result)) >= 0;
            case '-':
                result = m - n;
                return ((m ^ n) & (m ^ result)) >= 0;
            default:
                return Math.BigMul(m, n, out result) == result >> 63;
        }
    }
}
