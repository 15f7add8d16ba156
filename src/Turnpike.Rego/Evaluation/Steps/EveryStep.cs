using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Steps;

/// <param name="key">The slot of the key, or -1.</param>
internal sealed class EveryStep(Operand domain, int key, int value, Step body) : Step
{
    public override bool Run(Machine machine, Slot[] frame)
    {
        if (domain.Get(machine, frame) is not { } collection)
        {
            return false;
        }

        return (collection is UnknownValue unknown ? HoldsForUnknown(machine, unknown) : HoldsForAll(machine, frame, collection))
            && Next.Run(machine, frame);
    }

    private static bool HoldsForUnknown(Machine machine, UnknownValue unknown)
    {
        if (!Refined.MayBeCollection(unknown))
        {
            return false;
        }

        machine.Weaken(PathMark.From(unknown));
        return true;
    }

    private bool HoldsForAll(Machine machine, Slot[] frame, Value collection)
    {
        if (collection.Kind < ValueKind.Array)
        {
            return false;
        }

        return collection.IsGround ? HoldsForGround(machine, frame, collection) : HoldsForMarked(machine, frame, collection);
    }

    private bool HoldsForGround(Machine machine, Slot[] frame, Value collection)
    {
        var items = collection is ArrayValue array ? array.Items : collection is ObjectValue obj ? obj.Values : ((SetValue)collection).Unordered;
        var keys = collection is ObjectValue o ? o.Keys : items;
        PathMark? open = null;
        for (var i = 0; i < items.Length; i++)
        {
            machine.Tick();
            if (key >= 0)
            {
                frame[key].Value = collection is ArrayValue ? Value.Of(i) : keys[i];
            }

            frame[value].Value = items[i];
            switch (machine.Exists(body, frame, out var causes))
            {
                case Truth.False:
                    return false;
                case Truth.Unknown:
                    open = PathMark.Join(open, causes);
                    break;
            }
        }

        machine.Weaken(open);
        return true;
    }

    private bool HoldsForMarked(Machine machine, Slot[] frame, Value collection)
    {
        PathMark? open = null;
        foreach (var item in MarkedItems.Of(collection))
        {
            machine.Tick();
            if (key >= 0)
            {
                frame[key].Value = item.Key;
            }

            frame[value].Value = item.Item;
            var truth = machine.Exists(body, frame, out var causes);
            if (truth == Truth.False && item.Mark is null)
            {
                return false;
            }

            if (truth != Truth.True)
            {
                open = PathMark.Join(PathMark.Join(open, causes), item.Mark)?.AsPossible();
            }
        }

        machine.Weaken(open);
        return true;
    }
}
