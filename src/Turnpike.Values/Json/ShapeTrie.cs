namespace Turnpike.Values.Json;

/// <summary>
/// Finds the shape of an object while its keys are read: each node stands for the keys read so far, in their order,
/// and remembers the child it went to last. Documents repeat few shapes, so nearly every step is one comparison.
/// </summary>
internal sealed class ShapeTrie
{
    /// <summary>Objects with more keys are maps with keys of their own; nodes for them would not be met again.</summary>
    private const int MaxKeys = 128;

    /// <summary>Bounds what a document of maps costs: a node takes many times the bytes of its key.</summary>
    private const int MaxNodes = 1 << 18;

    private int _count;

    public Node Root { get; } = new(null, StringValue.Empty, 0, 0, 0);

    /// <summary>The node for one more key; null where the object is better read as a map.</summary>
    /// <param name="start">Where the key stands in the document, quotes included.</param>
    public Node? Child(Node node, StringValue key, int start, int length)
    {
        if (node.Find(key) is { } child)
        {
            return child;
        }

        if (_count == MaxNodes || node.Depth == MaxKeys)
        {
            return null;
        }

        _count++;
        return node.Add(new Node(node, key, node.Depth + 1, start, length));
    }

    internal sealed class Node(Node? parent, StringValue key, int depth, int keyStart, int keyLength)
    {
        private Node? _last;
        private Dictionary<StringValue, Node>? _children;
        private Shape? _shape;
        private int[]? _places;

        public int Depth => depth;

        public StringValue Key => key;

        public int KeyStart => keyStart;

        public int KeyLength => keyLength;

        /// <summary>The child taken last.</summary>
        public Node? Likely => _last;

        /// <summary>The key stands on the way here already.</summary>
        public bool IsDuplicate { get; } = parent is not null && parent.Holds(key);

        /// <summary>The text that a member of this key had last, and where it stands in the document, quotes included.</summary>
        public StringValue? Text { get; private set; }

        public int TextStart { get; private set; }

        public int TextLength { get; private set; }

        public void RememberText(StringValue? text, int start, int length)
        {
            Text = text;
            TextStart = start;
            TextLength = length;
        }

        public Node? Find(StringValue next)
        {
            if (_last is not null && _last.Key.Equals(next))
            {
                return _last;
            }

            return _children is not null && _children.TryGetValue(next, out var child) ? _last = child : null;
        }

        public Node Add(Node child)
        {
            if (_last is not null)
            {
                _children ??= new Dictionary<StringValue, Node> { [_last.Key] = _last };
                _children.Add(child.Key, child);
            }

            return _last = child;
        }

        /// <summary>The shape, and for each key in the order read its place in the shape.</summary>
        public (Shape Shape, int[] Places) ToShape()
        {
            if (_shape is null)
            {
                (_shape, _places) = Sort(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(KeysInOrder()));
            }

            return (_shape, _places!);
        }

        public List<Value> KeysInOrder()
        {
            var keys = new List<Value>(depth);
            for (var node = this; node.Depth > 0; node = node.Parent!)
            {
                keys.Add(node.Key);
            }

            keys.Reverse();
            return keys;
        }

        private bool Holds(StringValue candidate)
        {
            for (var node = this; node.Depth > 0; node = node.Parent!)
            {
                if (node.Key.Equals(candidate))
                {
                    return true;
                }
            }

            return false;
        }

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
