using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Steps;

/// <summary>What a value is taken apart by: variables it binds, values it must equal.</summary>
internal abstract class Pattern
{
    /// <summary>False if the value does not fit; weakens the path's mark where that is open.</summary>
    public abstract bool Match(Machine machine, Slot[] frame, Value value);
}

internal sealed class AnyPattern : Pattern
{
    public override bool Match(Machine machine, Slot[] frame, Value value) => true;
}

internal sealed class BindPattern(int slot) : Pattern
{
    public int Slot { get; } = slot;

    public override bool Match(Machine machine, Slot[] frame, Value value)
    {
        frame[Slot].Value = value;
        return true;
    }
}

internal sealed class EqualPattern(Operand expected) : Pattern
{
    public override bool Match(Machine machine, Slot[] frame, Value value)
    {
        if (expected.Get(machine, frame) is not { } other)
        {
            return false;
        }

        if (value.IsGround && other.IsGround)
        {
            return value.Equals(other);
        }

        PathMark? causes = null;
        return machine.Holds(Kleene.Equal(value, other, ref causes), causes);
    }
}

internal sealed class ArrayPattern(Pattern[] items) : Pattern
{
    public override bool Match(Machine machine, Slot[] frame, Value value)
    {
        if (value is not ArrayValue array)
        {
            return value is UnknownValue unknown && MatchUnknown(machine, frame, unknown);
        }

        if (!array.IsGround && Bags.IsBag(array))
        {
            return MatchBag(machine, frame, array);
        }

        if (array.Count != items.Length)
        {
            return false;
        }

        for (var i = 0; i < items.Length; i++)
        {
            if (!items[i].Match(machine, frame, array[i]))
            {
                return false;
            }
        }

        return true;
    }

    private bool MatchUnknown(Machine machine, Slot[] frame, UnknownValue unknown)
    {
        if (!Refined.MayBe(unknown, ValueKind.Array))
        {
            return false;
        }

        machine.Weaken(PathMark.From(unknown));
        for (var i = 0; i < items.Length; i++)
        {
            if (!items[i].Match(machine, frame, unknown.Child(Value.Of(i))))
            {
                return false;
            }
        }

        return true;
    }

    // Which item lies at which place is open.
    private bool MatchBag(Machine machine, Slot[] frame, ArrayValue bag)
    {
        var (least, most) = Bags.Size(bag.Items);
        if (items.Length < least || items.Length > most)
        {
            return false;
        }

        var causes = Bags.Causes(bag.Items)!;
        machine.Weaken(causes);
        foreach (var item in items)
        {
            if (!item.Match(machine, frame, machine.Derive(causes, "item")))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>An object of exactly these keys.</summary>
internal sealed class ObjectPattern(Operand[] keys, Pattern[] values) : Pattern
{
    public override bool Match(Machine machine, Slot[] frame, Value value)
    {
        if (value is UnknownValue unknown)
        {
            if (!Refined.MayBe(unknown, ValueKind.Object))
            {
                return false;
            }

            machine.Weaken(PathMark.From(unknown));
        }
        else if (value is not ObjectValue obj || !SizeFits(machine, obj))
        {
            return false;
        }

        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i].Get(machine, frame) is not { } key
                || Member(machine, value, key) is not { } member
                || !values[i].Match(machine, frame, member))
            {
                return false;
            }
        }

        return true;
    }

    private bool SizeFits(Machine machine, ObjectValue obj)
    {
        if (obj.IsGround || (obj.Shape.IsGround && !Bags.HasPossible(obj.Values)))
        {
            return obj.Count == keys.Length;
        }

        var (least, most) = Bags.Size(obj.Values);
        if (keys.Length > most || (keys.Length < least && obj.Shape.IsGround))
        {
            return false;
        }

        machine.Weaken(Bags.AnyCause(obj, Value.Null));
        return true;
    }

    private static Value? Member(Machine machine, Value value, Value key) =>
        value is ObjectValue { IsGround: true } obj && key.IsGround ? obj.Get(key) : machine.Select(value, key);
}
