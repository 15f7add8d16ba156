using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation;

/// <summary>A partial object of any depth, whose leaves are values or members of sets.</summary>
internal sealed class TreeCollector : Collector
{
    private readonly Dictionary<Value, Node> _roots = [];
    private int _possible;
    private PathMark? _cut;

    public bool HasConflict { get; private set; }

    /// <summary>True if nothing more need be found.</summary>
    public bool Add(Machine machine, ReadOnlySpan<Value> keys, Value leaf, bool isMember)
    {
        var children = _roots;
        for (var i = 0; i < keys.Length - 1; i++)
        {
            var inner = GetOrAdd(children, keys[i]);
            if (inner.Leaf is not null || inner.Members is not null)
            {
                return Clash(machine);
            }

            inner.Note(machine.Mark);
            children = inner.Children ??= [];
        }

        var node = GetOrAdd(children, keys[^1]);
        if (node.Children is not null || (isMember ? node.Leaf is not null : node.Members is not null))
        {
            return Clash(machine);
        }

        if (isMember)
        {
            (node.Members ??= new SetCollector()).Add(machine, leaf);
        }
        else if (!AddLeaf(machine, node, leaf))
        {
            return Clash(machine);
        }

        node.Note(machine.Mark);
        return IsFull(machine);
    }

    public ObjectValue ToValue()
    {
        var value = ToObject(_roots);
        if (_cut is null)
        {
            return value;
        }

        var rest = Rest(_cut);
        return value.With(rest.Member, rest);
    }

    private static bool AddLeaf(Machine machine, Node node, Value leaf)
    {
        if (node.Leaf is null)
        {
            node.Leaf = leaf;
            return true;
        }

        PathMark? causes = null;
        var truth = Kleene.Equal(node.Leaf, leaf, ref causes);
        if (truth == Truth.True || (node.IsDefinite && machine.Mark is not null))
        {
            return true;
        }

        if (!node.IsDefinite && machine.Mark is null)
        {
            node.Leaf = leaf;
            return true;
        }

        if (node.IsDefinite)
        {
            node.Leaf = leaf.IsGround ? leaf : node.Leaf;
            return truth != Truth.False;
        }

        node.Leaf = machine.JoinValues([new(leaf, node.Leaf, node.Mark), new(leaf, leaf, machine.Mark)]);
        return true;
    }

    private bool Clash(Machine machine)
    {
        HasConflict |= machine.Mark is null;
        return HasConflict;
    }

    private bool IsFull(Machine machine)
    {
        if (machine.Mark is not { } mark || ++_possible <= MaxPossible)
        {
            return false;
        }

        _cut = PathMark.Join(_cut, mark);
        return true;
    }

    private static Node GetOrAdd(Dictionary<Value, Node> nodes, Value key)
    {
        if (!nodes.TryGetValue(key, out var node))
        {
            node = new Node();
            nodes.Add(key, node);
        }

        return node;
    }

    private static ObjectValue ToObject(Dictionary<Value, Node> nodes)
    {
        var builder = new ObjectBuilder(nodes.Count);
        foreach (var (key, node) in nodes)
        {
            var value = node.Leaf ?? (Value?)node.Members?.ToValue() ?? ToObject(node.Children!);
            builder.Set(key, node.IsDefinite ? value : node.Mark!.Wrap(value));
        }

        return builder.ToValue();
    }

    private sealed class Node
    {
        public Dictionary<Value, Node>? Children;
        public SetCollector? Members;
        public Value? Leaf;
        public PathMark? Mark;
        public bool IsDefinite;

        public void Note(PathMark? mark)
        {
            IsDefinite |= mark is null;
            Mark = PathMark.Join(Mark, mark);
        }
    }
}
