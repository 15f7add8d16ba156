namespace Turnpike.Values;

/// <summary>
/// The keys of an object, sorted. Objects read from one document share their shapes, which saves most of the memory
/// of a large plan and lets an evaluator remember where a key was found.
/// </summary>
public sealed class Shape
{
    private readonly Value[] _keys;
    private readonly ValueIndex _index;
    private int _keyHash;

    internal Shape(Value[] sortedKeys)
    {
        _keys = sortedKeys;
        _index = ValueIndex.Over(sortedKeys);
        KeyMarks = Composite.Marks(sortedKeys);
    }

    public static Shape Empty { get; } = new([]);

    /// <summary>Takes ownership of the keys, which are distinct and in order.</summary>
    public static Shape FromSorted(Value[] keys) => keys.Length == 0 ? Empty : new(keys);

    public int Count => _keys.Length;

    /// <summary>In Rego's order.</summary>
    public ReadOnlySpan<Value> Keys => _keys;

    /// <summary>No key holds an unknown.</summary>
    public bool IsGround => (KeyMarks & ValueMarks.HoldsUnknown) == 0;

    internal ValueMarks KeyMarks { get; }

    // Most objects are never hashed.
    internal int KeyHash => _keyHash != 0 ? _keyHash : _keyHash = Composite.Hash(_keys, 23);

    /// <summary>The place of a key among <see cref="Keys"/>, or -1.</summary>
    public int IndexOf(Value key) => _index.Find(_keys, key);

    /// <summary>The shape that has further keys too; itself if it has them all.</summary>
    public Shape Union(ReadOnlySpan<Value> keys)
    {
        var all = new List<Value>(_keys);
        foreach (var key in keys)
        {
            if (IndexOf(key) < 0)
            {
                all.Add(key);
            }
        }

        if (all.Count == _keys.Length)
        {
            return this;
        }

        all.Sort();
        return new Shape([.. all]);
    }

    public int IndexOf(string key)
    {
        if (_keys.Length > 8)
        {
            return IndexOf(Value.Of(key));
        }

        for (var i = 0; i < _keys.Length; i++)
        {
            if (_keys[i] is StringValue text && text.Value == key)
            {
                return i;
            }
        }

        return -1;
    }
}
