using Turnpike.Rego.Builtins;
using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Steps;

/// <summary>A builtin with many results for one argument: <c>walk</c>.</summary>
internal sealed class RelationStep(Builtin builtin, Operand argument, int slot, SourceText source, TextSpan span) : Step
{
    public override bool Run(Machine machine, Slot[] frame)
    {
        if (argument.Get(machine, frame) is not { } found)
        {
            return false;
        }

        if (!found.IsGround)
        {
            return RunMarked(machine, frame, found);
        }

        var mark = machine.Mark;
        foreach (var result in builtin.Enumerate!(machine.Builtins, found))
        {
            machine.Tick();
            machine.Mark = mark;
            frame[slot].Value = result;
            if (Next.Run(machine, frame))
            {
                return true;
            }
        }

        return machine.AfterFailure(source, span) is not null;
    }

    private bool RunMarked(Machine machine, Slot[] frame, Value found)
    {
        var mark = machine.Mark;
        foreach (var (path, value, below) in MarkedWalk.Of(found))
        {
            machine.Tick();
            machine.Mark = PathMark.Join(mark, below);
            frame[slot].Value = Value.Array(path, value);
            if (Next.Run(machine, frame))
            {
                return true;
            }
        }

        return false;
    }
}
