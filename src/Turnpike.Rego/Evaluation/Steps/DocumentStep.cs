using Turnpike.Rego.Compilation;
using Turnpike.Rego.Evaluation.Operands;
using Turnpike.Rego.Evaluation.Rules;
using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Steps;

/// <summary>One key on the way: a known one, or one to be found and bound.</summary>
/// <param name="Known">Null where the key is to be found.</param>
/// <param name="Slot">Where a key that is found goes, or -1.</param>
internal readonly record struct DocumentKey(Operand? Known, int Slot);

/// <summary>A reference whose keys choose among packages and rules: only rules that the keys reach are evaluated.</summary>
internal sealed class DocumentStep(RuleNode start, DocumentKey[] keys, int slot) : Step
{
    public override bool Run(Machine machine, Slot[] frame) =>
        AtNode(machine, frame, start, Documents.Base(machine, start.Path()), 0);

    private bool AtNode(Machine machine, Slot[] frame, RuleNode node, Value? given, int at)
    {
        if (node.Rule is FunctionRule)
        {
            return false;
        }

        if (Documents.IsReplaced(machine, node) || (node.Rule is null && node.Children.Count == 0 && at < keys.Length))
        {
            return given is not null && AtValue(machine, frame, given, at);
        }

        if (at == keys.Length || node.Rule is not null)
        {
            return Documents.Get(machine, node, given) is { } value && AtValue(machine, frame, value, at);
        }

        var mark = machine.Mark;
        if (keys[at].Known is { } known)
        {
            return known.Get(machine, frame) is { } key && AtKey(machine, frame, node, given, key, at);
        }

        foreach (var key in KeysOf(node, given))
        {
            machine.Tick();
            machine.Mark = mark;
            if (keys[at].Slot >= 0)
            {
                frame[keys[at].Slot].Value = key;
            }

            if (AtKey(machine, frame, node, given, key, at))
            {
                return true;
            }
        }

        return false;
    }

    private bool AtKey(Machine machine, Slot[] frame, RuleNode node, Value? given, Value key, int at)
    {
        if (key.IsGround)
        {
            var below = given is null ? null : machine.Select(given, key);
            return node.Child(key) is { } child
                ? AtNode(machine, frame, child, below, at + 1)
                : below is not null && AtValue(machine, frame, below, at + 1);
        }

        var mark = machine.Mark;
        foreach (var candidate in KeysOf(node, given))
        {
            PathMark? causes = null;
            var truth = Kleene.Equal(candidate, key, ref causes);
            machine.Mark = PathMark.Join(mark, causes);
            if (truth != Truth.False && AtKey(machine, frame, node, given, candidate, at))
            {
                return true;
            }
        }

        return false;
    }

    private bool AtValue(Machine machine, Slot[] frame, Value value, int at)
    {
        if (at == keys.Length)
        {
            frame[slot].Value = value;
            return Next.Run(machine, frame);
        }

        var mark = machine.Mark;
        if (keys[at].Known is { } known)
        {
            if (known.Get(machine, frame) is not { } key)
            {
                return false;
            }

            if (key.IsGround && LookupStep.TryGet(value, key, out var single))
            {
                return single is not null && AtValue(machine, frame, single, at + 1);
            }

            foreach (var item in MarkedItems.At(value, key))
            {
                machine.Mark = PathMark.Join(mark, item.Mark);
                if (AtValue(machine, frame, item.Item, at + 1))
                {
                    return true;
                }
            }

            return false;
        }

        foreach (var item in MarkedItems.Of(value))
        {
            machine.Tick();
            machine.Mark = PathMark.Join(mark, item.Mark);
            if (keys[at].Slot >= 0)
            {
                frame[keys[at].Slot].Value = item.Key;
            }

            if (AtValue(machine, frame, item.Item, at + 1))
            {
                return true;
            }
        }

        return false;
    }

    private static List<Value> KeysOf(RuleNode node, Value? given)
    {
        var keys = new List<Value>(node.Sorted.Count);
        foreach (var child in node.Sorted)
        {
            keys.Add(child.Key);
        }

        if (given is ObjectValue obj)
        {
            foreach (var key in obj.Keys)
            {
                if (node.Child(key) is null)
                {
                    keys.Add(key);
                }
            }
        }

        return keys;
    }
}
