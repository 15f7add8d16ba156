using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Operands;

internal sealed class ArrayOperand(Operand[] items) : Operand
{
    public override Value? Get(Machine machine, Slot[] frame)
    {
        var values = new Value[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].Get(machine, frame) is not { } value)
            {
                return null;
            }

            values[i] = value;
        }

        return ArrayValue.Create(values);
    }
}

internal sealed class SetOperand(Operand[] items) : Operand
{
    public override Value? Get(Machine machine, Slot[] frame)
    {
        var builder = new SetBuilder(items.Length);
        foreach (var item in items)
        {
            if (item.Get(machine, frame) is not { } value)
            {
                return null;
            }

            builder.Add(value);
        }

        return builder.ToValue();
    }
}

/// <summary>An object whose keys are distinct constants, in their order: all that it makes share one shape.</summary>
internal sealed class ShapedObjectOperand(Shape shape, Operand[] values) : Operand
{
    public override Value? Get(Machine machine, Slot[] frame)
    {
        var members = new Value[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].Get(machine, frame) is not { } value)
            {
                return null;
            }

            members[i] = value;
        }

        return ObjectValue.Create(shape, members);
    }
}

internal sealed class ObjectOperand((Operand Key, Operand Value)[] members, SourceText? source, TextSpan span) : Operand
{
    public override Value? Get(Machine machine, Slot[] frame)
    {
        var builder = new ObjectBuilder(members.Length);
        foreach (var member in members)
        {
            if (member.Key.Get(machine, frame) is not { } key || member.Value.Get(machine, frame) is not { } value)
            {
                return null;
            }

            if (!builder.TryAdd(key, value) && Clashes(builder, key, value))
            {
                return machine.Fail(EvaluationErrors.ObjectConflict(source, span));
            }
        }

        return builder.ToValue();
    }

    // Where it is open whether two values of one key are the same, they are, or there is no object; the known one tells more.
    private static bool Clashes(ObjectBuilder builder, Value key, Value value)
    {
        PathMark? ignored = null;
        var truth = Kleene.Equal(builder.Get(key)!, value, ref ignored);
        if (truth == Truth.Unknown && value.IsGround)
        {
            builder.Set(key, value);
        }

        return truth == Truth.False;
    }
}
