namespace Turnpike.Values.Json;

/// <summary>The keys of an object that is a map with keys of its own, in the order read.</summary>
internal sealed class WideKeys
{
    private readonly List<int> _starts = [];
    private readonly int _known;

    /// <param name="node">The keys read so far, known to be distinct.</param>
    public WideKeys(ShapeTrie.Node node)
    {
        Keys = node.KeysInOrder();
        _known = Keys.Count;
    }

    public List<Value> Keys { get; }

    public void Add(StringValue key, int start)
    {
        Keys.Add(key);
        _starts.Add(start);
    }

    /// <summary>Keys that stood there before, with their places.</summary>
    public IEnumerable<(StringValue Key, int Start)> Duplicates()
    {
        var seen = new HashSet<Value>(Keys.Count);
        for (var i = 0; i < Keys.Count; i++)
        {
            if (!seen.Add(Keys[i]) && i >= _known)
            {
                yield return ((StringValue)Keys[i], _starts[i - _known]);
            }
        }
    }
}
