using Turnpike.Rego.Compilation.Bound;

namespace Turnpike.Rego.Compilation.Binding;

/// <summary>The locals that are bound at some point. It can go back to how it was.</summary>
internal sealed class LocalSet
{
    private readonly HashSet<Local> _set = [];
    private readonly List<Local> _order = [];

    public LocalSet(IEnumerable<Local> locals)
    {
        foreach (var local in locals)
        {
            Add(local);
        }
    }

    public LocalSet(LocalSet other, IEnumerable<Local> more)
        : this(other._order)
    {
        foreach (var local in more)
        {
            Add(local);
        }
    }

    public int Count => _order.Count;

    public IReadOnlyList<Local> Items => _order;

    public bool Contains(Local local) => _set.Contains(local);

    public void Add(Local local)
    {
        if (_set.Add(local))
        {
            _order.Add(local);
        }
    }

    /// <summary>Forgets what was added since there were this many.</summary>
    public void Shrink(int count)
    {
        for (var i = _order.Count - 1; i >= count; i--)
        {
            _set.Remove(_order[i]);
            _order.RemoveAt(i);
        }
    }
}
