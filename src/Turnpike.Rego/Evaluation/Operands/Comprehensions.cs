using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Operands;

/// <summary>A comprehension is definite itself; its members keep their marks. It shares the frame of the body it stands in.</summary>
internal abstract class ComprehensionOperand(Step body) : Operand
{
    protected Step Body { get; } = body;

    public sealed override Value? Get(Machine machine, Slot[] frame) => machine.Mark is null
        ? Gather(machine, frame)
        : machine.Speculate(static (m, state) => state.Operand.Gather(m, state.Frame), (Operand: this, Frame: frame));

    protected abstract Value? Gather(Machine machine, Slot[] frame);

    /// <summary>Runs the body; what it finds goes to the collector.</summary>
    protected void Run(Machine machine, Slot[] frame, Collector collector)
    {
        machine.Tick();
        var outer = machine.Collector;
        machine.Collector = collector;
        Body.Run(machine, frame);
        machine.Collector = outer;
        machine.Mark = null;
    }
}

internal sealed class ArrayComprehensionOperand(Step body) : ComprehensionOperand(body)
{
    protected override Value Gather(Machine machine, Slot[] frame)
    {
        var collector = new ArrayCollector();
        Run(machine, frame, collector);
        return collector.ToValue();
    }
}

internal sealed class SetComprehensionOperand(Step body) : ComprehensionOperand(body)
{
    protected override Value Gather(Machine machine, Slot[] frame)
    {
        var collector = new SetCollector();
        Run(machine, frame, collector);
        return collector.ToValue();
    }
}

internal sealed class ObjectComprehensionOperand(Step body, SourceText? source, TextSpan span) : ComprehensionOperand(body)
{
    protected override Value Gather(Machine machine, Slot[] frame)
    {
        var collector = new ObjectCollector();
        Run(machine, frame, collector);
        return collector.HasConflict ? machine.Fail(EvaluationErrors.ObjectConflict(source, span)) : collector.ToValue(machine);
    }
}
