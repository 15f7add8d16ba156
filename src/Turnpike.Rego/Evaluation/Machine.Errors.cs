using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation;

internal sealed partial class Machine
{
    /// <summary>
    /// Stops the evaluation. On a path that is only possible an error does not count: the path stays possible, and what
    /// would be there is unknown.
    /// </summary>
    public Value Fail(EvaluationStopped stop)
    {
        if (Mark is not { } mark)
        {
            throw stop;
        }

        return Derive(mark, "error");
    }

    /// <summary>What a builtin without a result means: undefined, or an error where builtins are strict.</summary>
    public Value? AfterFailure(SourceText? source, TextSpan span)
    {
        var failure = Builtins.TakeFailure();
        return failure is null || !IsStrict ? null : Fail(EvaluationErrors.Builtin(failure.Code, failure.Message, source, span));
    }

    /// <summary>
    /// Evaluates something on its own while the path is only possible: marks inside are its own, and an error inside
    /// leaves its value open instead of stopping everything.
    /// </summary>
    public Value? Speculate<TState>(Func<Machine, TState, Value?> evaluate, TState state)
    {
        var outer = Mark!;
        var saved = new Saved(this);
        _speculation++;
        Mark = null;
        try
        {
            var value = evaluate(this, state);
            Mark = PathMark.Join(outer, Mark);
            return value;
        }
        catch (EvaluationStopped stop) when (!stop.IsFinal)
        {
            saved.Restore(this);
            Mark = outer;
            return Derive(outer, "error");
        }
        finally
        {
            _speculation--;
        }
    }

    private readonly struct Saved(Machine machine)
    {
        private readonly int _depth = machine._depth;
        private readonly int _withDepth = machine._withDepth;
        private readonly Collector _collector = machine.Collector;
        private readonly int _scopes = machine._scopes.Count;
        private readonly Value? _input = machine.Input;
        private readonly Value _data = machine.Data;
        private readonly Overrides? _overrides = machine.Overrides;
        private readonly Memo _memo = machine.Memo;
        private readonly int _arguments = machine._argumentCount;
        private readonly PathMark? _open = machine.Open;

        public void Restore(Machine machine)
        {
            machine._depth = _depth;
            machine._withDepth = _withDepth;
            machine.Collector = _collector;
            machine._scopes.RemoveRange(_scopes, machine._scopes.Count - _scopes);
            machine.Input = _input;
            machine.Data = _data;
            machine.Overrides = _overrides;
            machine.Memo = _memo;
            machine._argumentCount = _arguments;
            machine.Open = _open;
        }
    }
}
