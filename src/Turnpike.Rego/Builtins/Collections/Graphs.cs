using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

/// <summary><c>graph.*</c>: a graph is an object from each node to its neighbours.</summary>
internal static class Graphs
{
    private const int MaxPathItems = 16 * 1024 * 1024;

    private static readonly RegoType s_nodes = RegoType.AnyOf(RegoType.ArrayOf(RegoType.Any), RegoType.SetOf(RegoType.Any));
    private static readonly RegoType s_graph = RegoType.ObjectOf(RegoType.Any, s_nodes);

    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("graph.reachable", [s_graph, s_nodes], RegoType.SetOf(RegoType.Any), Reachable) { Sensitivity = SensitivityFlow.Parts },
        new("graph.reachable_paths", [s_graph, s_nodes], RegoType.SetOf(RegoType.ArrayOf(RegoType.Any)), ReachablePaths) { Sensitivity = SensitivityFlow.Parts },
    ];

    private static ReadOnlySpan<Value> Neighbours(Value? nodes) => nodes is ArrayValue or SetValue ? Aggregates.ItemsOf(nodes) : [];

    private static Value? Reachable(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var graph = (ObjectValue)arguments[0];
        var reached = new SetBuilder();
        var waiting = new Queue<Value>(Aggregates.ItemsOf(arguments[1]).ToArray());
        while (waiting.TryDequeue(out var node))
        {
            context.Step();
            if (graph.Get(node) is not { } neighbours || !reached.Add(node))
            {
                continue;
            }

            foreach (var neighbour in Neighbours(neighbours))
            {
                if (!reached.Contains(neighbour))
                {
                    waiting.Enqueue(neighbour);
                }
            }
        }

        return reached.ToValue();
    }

    private static Value? ReachablePaths(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var search = new PathSearch(context, (ObjectValue)arguments[0]);
        foreach (var start in Aggregates.ItemsOf(arguments[1]))
        {
            if (!search.From(start))
            {
                return context.Fail("the paths are too many or too long");
            }
        }

        return search.Paths.ToValue();
    }

    /// <summary>
    /// For each neighbour of a start on its own, follows each edge once: a path ends where it comes to a node whose
    /// edges were followed before, so that there are never more paths than edges.
    /// </summary>
    private sealed class PathSearch(BuiltinContext context, ObjectValue graph)
    {
        private readonly List<Value> _path = [];
        private readonly Stack<(Value Node, Value[] Neighbours, int Next)> _open = new();
        private HashSet<Value> _followed = [];
        private int _items;

        public SetBuilder Paths { get; } = new();

        public bool From(Value start)
        {
            if (graph.Get(start) is not { } neighbours)
            {
                return true;
            }

            _path.Clear();
            _path.Add(start);
            var first = Neighbours(neighbours).ToArray();
            if (first.Length == 0)
            {
                EndPath();
            }

            foreach (var neighbour in first)
            {
                _followed = [start];
                if (!Follow(neighbour))
                {
                    return false;
                }
            }

            return true;
        }

        private bool Follow(Value neighbour)
        {
            Enter(neighbour);
            while (_open.TryPop(out var at))
            {
                context.Step();
                if (at.Next == at.Neighbours.Length)
                {
                    _path.RemoveAt(_path.Count - 1);
                    continue;
                }

                _open.Push(at with { Next = at.Next + 1 });
                if (_followed.Contains(at.Neighbours[at.Next]))
                {
                    EndPath();
                }
                else
                {
                    _followed.Add(at.Node);
                    Enter(at.Neighbours[at.Next]);
                }

                if (_items > MaxPathItems)
                {
                    return false;
                }
            }

            return true;
        }

        private void Enter(Value node)
        {
            if (graph.Get(node) is not { } neighbours)
            {
                EndPath();
                return;
            }

            _path.Add(node);
            var edges = Neighbours(neighbours).ToArray();
            if (edges.Length == 0)
            {
                EndPath();
            }

            _open.Push((node, edges, 0));
        }

        private void EndPath()
        {
            _items += _path.Count;
            context.Step(_path.Count);
            Paths.Add(ArrayValue.Create([.. _path]));
        }
    }
}
