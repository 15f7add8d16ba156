using Turnpike.Values;

namespace Turnpike.Gate.Gatekeeper;

/// <summary>The objects that are there beside the one being judged: what policies read as <c>data.inventory</c>.</summary>
internal sealed class ClusterObjects
{
    private readonly Dictionary<string, ObjectValue> _namespaces = [];
    private readonly Lazy<ObjectValue> _inventory;

    public ClusterObjects(IReadOnlyList<AdmissionObject> objects)
    {
        foreach (var item in objects)
        {
            if (item.IsNamespace)
            {
                _namespaces[item.Name] = item.Value;
            }
        }

        _inventory = new Lazy<ObjectValue>(() => Value.Object(("inventory", Inventory(objects))));
    }

    public static ClusterObjects None { get; } = new([]);

    /// <summary>The data document: <c>inventory.cluster[apiVersion][kind][name]</c> and <c>inventory.namespace[namespace][apiVersion][kind][name]</c>.</summary>
    public ObjectValue Data => _inventory.Value;

    public ObjectValue? Namespace(string name) => _namespaces.GetValueOrDefault(name);

    private static ObjectValue Inventory(IReadOnlyList<AdmissionObject> objects)
    {
        var root = new Branch();
        foreach (var item in objects)
        {
            if (item.Name.Length > 0)
            {
                var branch = item.Namespace.Length == 0 ? root.Open("cluster") : root.Open("namespace").Open(item.Namespace);
                branch.Open(item.ApiVersion).Open(item.Kind).Leaves[item.Name] = item.Value;
            }
        }

        return root.ToValue();
    }

    private sealed class Branch
    {
        private readonly Dictionary<string, Branch> _branches = [];

        public Dictionary<string, ObjectValue> Leaves { get; } = [];

        public Branch Open(string name)
        {
            if (!_branches.TryGetValue(name, out var branch))
            {
                branch = new Branch();
                _branches.Add(name, branch);
            }

            return branch;
        }

        public ObjectValue ToValue()
        {
            var builder = new ObjectBuilder(_branches.Count + Leaves.Count);
            foreach (var (name, branch) in _branches)
            {
                builder.Set(name, branch.ToValue());
            }

            foreach (var (name, leaf) in Leaves)
            {
                builder.Set(name, leaf);
            }

            return builder.ToValue();
        }
    }
}
