using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Steps;

/// <summary>Goes on once for each item of a collection, binding its key and value to slots.</summary>
/// <param name="collection">What is iterated; a scalar has no items.</param>
/// <param name="key">The slot of the key, or -1.</param>
/// <param name="value">The slot of the value, or -1.</param>
/// <param name="isOrdered">Whether the order in which solutions are found can be seen; else a set is not sorted.</param>
internal sealed class EnumerateStep(Operand collection, int key, int value, bool isOrdered) : Step
{
    public override bool Run(Machine machine, Slot[] frame)
    {
        var found = collection.Get(machine, frame);
        return found switch
        {
            null => false,
            ArrayValue array when array.IsGround || !Bags.IsBag(array) => RunArray(machine, frame, array),
            ObjectValue obj when obj.IsGround || (obj.Shape.IsGround && !Bags.HasPossible(obj.Values)) => RunObject(machine, frame, obj),
            SetValue { IsGround: true } set => RunSet(machine, frame, set),
            _ => RunMarked(machine, frame, found),
        };
    }

    private bool RunArray(Machine machine, Slot[] frame, ArrayValue array)
    {
        var mark = machine.Mark;
        for (var i = 0; i < array.Count; i++)
        {
            machine.Tick();
            if (machine.Mark != mark)
            {
                machine.Mark = mark;
            }

            if (key >= 0)
            {
                frame[key].Value = Value.Of(i);
            }

            if (value >= 0)
            {
                frame[value].Value = array[i];
            }

            if (Next.Run(machine, frame))
            {
                return true;
            }
        }

        return false;
    }

    private bool RunObject(Machine machine, Slot[] frame, ObjectValue obj)
    {
        var mark = machine.Mark;
        for (var i = 0; i < obj.Count; i++)
        {
            machine.Tick();
            if (machine.Mark != mark)
            {
                machine.Mark = mark;
            }

            if (key >= 0)
            {
                frame[key].Value = obj.IsSensitive ? obj.Keys[i].ToSensitive() : obj.Keys[i];
            }

            if (value >= 0)
            {
                frame[value].Value = obj.Values[i];
            }

            if (Next.Run(machine, frame))
            {
                return true;
            }
        }

        return false;
    }

    private bool RunSet(Machine machine, Slot[] frame, SetValue set)
    {
        var mark = machine.Mark;
        foreach (var member in isOrdered ? set.ItemsCounted(machine) : set.Unordered)
        {
            machine.Tick();
            if (machine.Mark != mark)
            {
                machine.Mark = mark;
            }

            if (key >= 0)
            {
                frame[key].Value = member;
            }

            if (value >= 0)
            {
                frame[value].Value = member;
            }

            if (Next.Run(machine, frame))
            {
                return true;
            }
        }

        return false;
    }

    private bool RunMarked(Machine machine, Slot[] frame, Value found)
    {
        var mark = machine.Mark;
        foreach (var item in MarkedItems.Of(found))
        {
            machine.Tick();
            machine.Mark = PathMark.Join(mark, item.Mark);
            if (key >= 0)
            {
                frame[key].Value = item.Key;
            }

            if (value >= 0)
            {
                frame[value].Value = item.Item;
            }

            if (Next.Run(machine, frame))
            {
                return true;
            }
        }

        return false;
    }
}
