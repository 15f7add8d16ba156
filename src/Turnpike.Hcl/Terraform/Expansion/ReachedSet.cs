using System.Collections;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>The resources that an expression reaches: which, with which key (null for all instances), and which attribute.</summary>
internal sealed class ReachedSet : IEnumerable<(ResourceGroup Group, Value? Key, ValuePath Path)>
{
    // A value may be made of everything there is; past this many the rest says nothing more.
    private const int Capacity = 1000;

    private readonly HashSet<(ResourceGroup, Value?, ValuePath)> _seen = [];
    private readonly List<(ResourceGroup, Value?, ValuePath)> _items = [];

    public void Add(ResourceGroup group, Value? key, ValuePath path)
    {
        if (_items.Count < Capacity && _seen.Add((group, key, path)))
        {
            _items.Add((group, key, path));
        }
    }

    public void AddAll(ReachedSet other)
    {
        foreach (var (group, key, path) in other._items)
        {
            Add(group, key, path);
        }
    }

    public IEnumerator<(ResourceGroup Group, Value? Key, ValuePath Path)> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
