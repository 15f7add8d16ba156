using System.Runtime.CompilerServices;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Joins;

/// <summary>
/// The indexes of one machine. A collection is scanned the first time it is asked, and indexed when it is asked again.
/// Those over data outlive the evaluation: the next one mostly has the same data.
/// </summary>
internal sealed class ItemIndexCache
{
    /// <summary>Below this many items a scan is as quick.</summary>
    public const int Least = 16;

    // More collections than this in one evaluation are not joined but walked through.
    private const int Capacity = 4096;

    private readonly Dictionary<Key, Entry> _entries = [];
    private int _transient;
    private Value? _data;

    /// <summary>The index over a collection by a path, or null if it should be scanned this time.</summary>
    public ItemIndex? Find(Value collection, ReadOnlySpan<Value> items, Value[] path, int pathId, bool isData)
    {
        var key = new Key(collection, pathId);
        if (_entries.TryGetValue(key, out var entry))
        {
            return entry.Index ??= ItemIndex.Over(items, path);
        }

        if (_entries.Count < Capacity)
        {
            _entries.Add(key, new Entry { IsData = isData });
            _transient += isData ? 0 : 1;
        }

        return null;
    }

    /// <summary>Forgets what belongs to the evaluation that ends, or to other data than it had.</summary>
    public void Release(Value data)
    {
        if (_transient > 0 || !ReferenceEquals(_data, data))
        {
            foreach (var (key, entry) in _entries)
            {
                if (!entry.IsData || !ReferenceEquals(_data, data))
                {
                    _entries.Remove(key);
                }
            }
        }

        _transient = 0;
        _data = data;
    }

    private sealed class Entry
    {
        public ItemIndex? Index;
        public bool IsData;
    }

    private readonly struct Key(Value collection, int path) : IEquatable<Key>
    {
        private readonly Value _collection = collection;
        private readonly int _path = path;

        public bool Equals(Key other) => ReferenceEquals(_collection, other._collection) && _path == other._path;

        public override bool Equals(object? obj) => obj is Key other && Equals(other);

        public override int GetHashCode() => (RuntimeHelpers.GetHashCode(_collection) * 31) + _path;
    }
}
