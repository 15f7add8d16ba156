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
            if ((inner.Leaf is not null || inner.Members is not null) && !GivesWay(machine, inner))
            {
                return HasConflict;
            }

            inner.Note(machine.Mark);
            children = inner.Children ??= [];
        }

        var node = GetOrAdd(children, keys[^1]);
        if ((node.Children is not null || (isMember ? node.Leaf is not null : node.Members is not null)) && !GivesWay(machine, node))
        {
            return HasConflict;
        }

        if (isMember)
        {
            (node.Members ??= new SetCollector()).Add(machine, leaf);
        }
        else if (!AddLeaf(machine, node, leaf))
        {
            HasConflict |= machine.Mark is null;
            return HasConflict;
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

    // Something of another form stands there. What is surely there stays, and a clash that is not sure does not count.
    private bool GivesWay(Machine machine, Node node)
    {
        if (node.IsDefinite)
        {
            HasConflict |= machine.Mark is null;
            return false;
        }

        var causes = PathMark.Join(node.Mark, machine.Mark)!;
        (node.Leaf, node.Members, node.Children) = (null, null, null);
        if (machine.Mark is null)
        {
            return true;
        }

        node.Leaf = machine.Derive(causes, "choice");
        node.Note(machine.Mark);
        return false;
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
        var isGround = true;
        foreach (var key in nodes.Keys)
        {
            isGround &= key.IsGround;
        }

        var builder = new ObjectBuilder(nodes.Count);
        foreach (var (key, node) in nodes)
        {
            var value = (isGround ? null : Merged(nodes, key, node)) ?? node.ToValue();
            builder.Set(key, node.IsDefinite ? value : node.Mark!.Wrap(value));
        }

        return builder.ToValue();
    }

    // Two keys that may turn out to be one have one value, in which lies what is below both; what that is, is open.
    private static UnknownValue? Merged(Dictionary<Value, Node> nodes, Value key, Node node)
    {
        PathMark? causes = null;
        foreach (var (otherKey, other) in nodes)
        {
            PathMark? here = null;
            if (!ReferenceEquals(node, other)
                && ((node.Children is not null && other.Children is not null) || (node.Members is not null && other.Members is not null))
                && Kleene.Equal(key, otherKey, ref here) != Truth.False)
            {
                causes = PathMark.Join(causes, here);
            }
        }

        var kind = node.Members is null ? ValueKind.Object : ValueKind.Set;
        return causes is null ? null : UnknownValue.Derived("(merged)", causes.Causes, new UnknownRefinement { Type = kind, NotNull = true }, isAnonymous: true);
    }

    private sealed class Node
    {
        public Dictionary<Value, Node>? Children;
        public SetCollector? Members;
        public Value? Leaf;
        public PathMark? Mark;
        public bool IsDefinite;

        public Value ToValue() => Leaf ?? (Value?)Members?.ToValue() ?? ToObject(Children!);

        public void Note(PathMark? mark)
        {
            IsDefinite |= mark is null;
            Mark = PathMark.Join(Mark, mark);
        }
    }
}
