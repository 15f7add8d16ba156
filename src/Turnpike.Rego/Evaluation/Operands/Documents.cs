using Turnpike.Rego.Compilation;
using Turnpike.Rego.Evaluation.Rules;
using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Operands;

internal sealed class RuleOperand(DocumentRule rule) : Operand
{
    public DocumentRule Rule { get; } = rule;

    public override Value? Get(Machine machine, Slot[] frame) => Rule.Get(machine);
}

/// <summary>A whole package or a part of the tree above packages: all rules below it, laid over the base documents.</summary>
internal sealed class DocumentOperand(RuleNode node) : Operand
{
    public override Value? Get(Machine machine, Slot[] frame) => Documents.Get(machine, node, Documents.Base(machine, node.Path()));
}

internal static class Documents
{
    /// <summary>The base document at a path.</summary>
    public static Value? Base(Machine machine, ReadOnlySpan<Value> path)
    {
        Value? value = machine.Data;
        foreach (var key in path)
        {
            value = value is null ? null : machine.Select(value, key);
        }

        return value;
    }

    /// <summary>What stands at a node: a rule's value, or the node's children over the base document there.</summary>
    public static Value? Get(Machine machine, RuleNode node, Value? given)
    {
        if (node.Rule is DocumentRule rule)
        {
            return rule.Get(machine);
        }

        if (node.Rule is not null || IsReplaced(machine, node))
        {
            return given;
        }

        var outer = machine.Mark;
        var builder = new ObjectBuilder(node.Sorted.Count);
        if (given is ObjectValue known)
        {
            builder.SetAll(known);
        }

        foreach (var child in node.Sorted)
        {
            machine.Mark = outer;
            var below = (given as ObjectValue)?.Get(child.Key);
            if (below is not null && child.Rule is not null)
            {
                // Where a whole document is read, a base document hides a rule of the same path, as in OPA.
                continue;
            }

            if (GetAlone(machine, child, below) is { } value)
            {
                builder.Set(child.Key, machine.Mark is { } mark && value is not PossibleValue ? mark.Wrap(value) : value);
            }
        }

        machine.Mark = outer;
        return builder.ToValue();
    }

    // Marked with its own unknowns alone; where the path is only possible, an error in it does not count.
    private static Value? GetAlone(Machine machine, RuleNode node, Value? given)
    {
        if (machine.Mark is null)
        {
            return Get(machine, node, given);
        }

        PathMark? own = null;
        var failed = machine.Speculate(
            (m, _) =>
            {
                var value = Get(m, node, given);
                own = m.Mark;
                return value;
            },
            0);
        machine.Mark = own;
        return failed;
    }

    /// <summary>Whether <c>with</c> put data in the place of all that is virtual here.</summary>
    public static bool IsReplaced(Machine machine, RuleNode node) => machine.Overrides is { } overrides && overrides.Covers(node.Path());
}
