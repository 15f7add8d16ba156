namespace Turnpike.Values.Json;

/// <summary>
/// Finds the shape of an object while its keys are read: each node stands for the keys read so far, in their order,
/// and remembers the child it went to last. Documents repeat few shapes, so nearly every step is one comparison.
/// </summary>
internal sealed class ShapeTrie
{
    /// <summary>Objects with more keys are maps with keys of their own; nodes for them would not be met again.</summary>
    public const int MaxKeys = 128;

    public Node Root { get; } = new(null, null, 0);

    internal sealed class Node(Node? parent, StringValue? key, int depth)
    {
        private Node? _last;
        private Dictionary<StringValue, Node>? _children;
        private Shape? _shape;
        private int[]? _places;

        public int Depth => depth;

        public StringValue? Key => key;

        public Node Child(StringValue next)
        {
            if (_last is not null && ReferenceEquals(_last.Key, next))
            {
                return _last;
            }

            _children ??= _last is null ? null : new Dictionary<StringValue, Node> { [_last.Key!] = _last };
            if (_children is null)
            {
                return _last = new Node(this, next, depth + 1);
            }

            if (!_children.TryGetValue(next, out var child))
            {
                _children.Add(next, child = new Node(this, next, depth + 1));
            }

            return _last = child;
        }

        /// <summary>The shape, and for each key in the order read its place in the shape.</summary>
        public (Shape Shape, int[] Places) ToShape()
        {
            if (_shape is null)
            {
                var keys = new Value[depth];
                for (var node = this; node.Depth > 0; node = node.Parent!)
                {
                    keys[node.Depth - 1] = node.Key!;
                }

                (_shape, _places) = Sort(keys);
            }

            return (_shape, _places!);
        }

        /// <summary>Whether a key stands on the way here already.</summary>
        public bool Holds(StringValue candidate)
        {
            for (var node = this; node.Depth > 0; node = node.Parent!)
            {
                if (node.Key!.Equals(candidate))
                {
                    return true;
                }
            }

            return false;
        }

        public bool? IsDuplicate { get; set; }

        private Node? Parent => parent;
    }

    public static (Shape Shape, int[] Places) Sort(ReadOnlySpan<Value> keys)
    {
        var sorted = keys.ToArray();
        var order = new int[keys.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(sorted, order);
        var places = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            places[order[i]] = i;
        }

        return (new Shape(sorted), places);
    }
}
