using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Steps;

/// <summary>What stands at a key that is computed. An unknown key may be any of several, so that there are several solutions.</summary>
internal sealed class LookupStep(Operand collection, Operand key, int slot) : Step
{
    public override bool Run(Machine machine, Slot[] frame)
    {
        if (collection.Get(machine, frame) is not { } found || key.Get(machine, frame) is not { } at)
        {
            return false;
        }

        if (!at.IsGround || !TryGet(found, at, out var value))
        {
            return RunMarked(machine, frame, found, at);
        }

        if (value is null)
        {
            return false;
        }

        frame[slot].Value = value;
        return Next.Run(machine, frame);
    }

    /// <summary>The value at a known key; false if unknowns in the collection have to be looked at.</summary>
    public static bool TryGet(Value collection, Value key, out Value? value)
    {
        value = null;
        switch (collection)
        {
            case ObjectValue obj:
                value = obj.Get(key);
                return obj.IsGround || (obj.Shape.IsGround && value is not PossibleValue);
            case ArrayValue array:
                value = array.Get(key);
                return array.IsGround || !Bags.IsBag(array);
            case SetValue set:
                value = set.Get(key);
                return value is not null || set.IsGround;
            default:
                return collection.Kind != ValueKind.Unknown;
        }
    }

    private bool RunMarked(Machine machine, Slot[] frame, Value found, Value at)
    {
        var mark = machine.Mark;
        foreach (var item in MarkedItems.At(found, at))
        {
            machine.Mark = PathMark.Join(mark, item.Mark);
            frame[slot].Value = item.Item;
            if (Next.Run(machine, frame))
            {
                return true;
            }
        }

        return false;
    }
}
