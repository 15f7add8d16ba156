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

    /// <summary>As <see cref="Operand.Get"/> on a definite path, into a collector of the caller's.</summary>
    public void Tally(Machine machine, Slot[] frame, TallyCollector collector) => Run(machine, frame, collector);
}

/// <summary><c>count</c> or <c>sum</c> of an array comprehension, whose array nobody sees.</summary>
internal sealed class TallyOperand(ArrayComprehensionOperand items, bool isSum, BuiltinOperand general) : Operand
{
    public override Value? Get(Machine machine, Slot[] frame)
    {
        if (machine.Mark is not null || machine.Overrides is not null)
        {
            return general.Get(machine, frame);
        }

        var collector = new TallyCollector(isSum);
        items.Tally(machine, frame, collector);
        if (collector.Result is { } result)
        {
            return result;
        }

        var kept = collector.ToValue();
        return general.Call(machine, [kept], kept.IsGround);
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
