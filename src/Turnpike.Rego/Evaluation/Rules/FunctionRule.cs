using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Rules;

/// <summary>A function written in Rego.</summary>
internal sealed class FunctionRule(int id, string name, Value[] path, int arity, Func<ValueDefinitions> compile) : Rule(id, name, path)
{
    private readonly Lazy<ValueDefinitions> _definitions = new(compile);

    public int Arity { get; } = arity;

    /// <summary>The value for arguments that lie at a place of the machine's arguments.</summary>
    public Value? Call(Machine machine, int arguments)
    {
        if (_definitions.Value.IsRemembered
            && machine.Memo.TryGet(new CallKey(Id, machine.Arguments(arguments, Arity)), out var known))
        {
            machine.Weaken(known.Mark);
            return known.Value;
        }

        return machine.Mark is null
            ? Compute(machine, arguments)
            : machine.Speculate(static (m, call) => call.Function.Compute(m, call.Arguments), (Function: this, Arguments: arguments));
    }

    private Value? Compute(Machine machine, int arguments)
    {
        var memo = machine.Memo;
        machine.Enter();
        var value = ValueEvaluation.Evaluate(machine, _definitions.Value, arguments, Arity);
        machine.Leave();
        if (_definitions.Value.IsRemembered)
        {
            memo.Set(new CallKey(Id, machine.Arguments(arguments, Arity)), value, machine.Mark);
        }

        return value;
    }
}
