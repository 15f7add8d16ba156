using Turnpike.Rego.Evaluation.Joins;
using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Steps;

/// <summary>
/// As <see cref="EnumerateStep"/> where a condition follows that compares a path in each item with something known before:
/// only items that can pass it are visited.
/// </summary>
/// <param name="path">From the item to what is compared.</param>
/// <param name="pathId">Equal paths have equal numbers, so that rules share their indexes.</param>
/// <param name="probe">What it is compared with.</param>
internal sealed class JoinStep(EnumerateStep scan, Operand collection, int key, int value, Value[] path, int pathId, Operand probe) : Step
{
    private readonly bool _isData = Operands.PathOperand.StartsAtData(collection);

    public override bool Run(Machine machine, Slot[] frame)
    {
        scan.Next ??= Next;
        var mark = machine.Mark;
        var found = collection.Get(machine, frame);
        if (found is null || found.Kind is < ValueKind.Array or > ValueKind.Set || machine.Mark != mark)
        {
            machine.Mark = mark;
            return found is not null && scan.Run(machine, frame);
        }

        var items = ItemsOf(found);
        if (items.Length < ItemIndexCache.Least || (!found.IsGround && (found is SetValue || found is ObjectValue { Shape.IsGround: false } || Bags.HasPossible(items))))
        {
            return scan.Run(machine, frame);
        }

        var index = machine.Indexes.Find(found, items, path, pathId, _isData);
        if (index is null)
        {
            return scan.Run(machine, frame);
        }

        if (probe.Get(machine, frame) is not { } wanted)
        {
            return false;
        }

        if (!wanted.IsGround || machine.Mark != mark)
        {
            machine.Mark = mark;
            return scan.Run(machine, frame);
        }

        return RunFound(machine, frame, found, index.At(wanted));
    }

    private bool RunFound(Machine machine, Slot[] frame, Value found, ItemIndex.Places places)
    {
        var mark = machine.Mark;
        var items = ItemsOf(found);
        for (var at = places.Next(); at >= 0; at = places.Next())
        {
            machine.Tick();
            machine.Mark = mark;
            if (key >= 0)
            {
                frame[key].Value = KeyOf(found, at);
            }

            if (value >= 0)
            {
                frame[value].Value = items[at];
            }

            if (Next.Run(machine, frame))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<Value> ItemsOf(Value collection) => collection switch
    {
        ArrayValue array => array.Items,
        ObjectValue obj => obj.Values,
        _ => ((SetValue)collection).Items,
    };

    private static Value KeyOf(Value collection, int at) => collection switch
    {
        ArrayValue => Value.Of(at),
        ObjectValue obj => obj.IsSensitive ? obj.Keys[at].ToSensitive() : obj.Keys[at],
        _ => ((SetValue)collection).Items[at],
    };
}
