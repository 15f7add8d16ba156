using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Bundles;

/// <summary>Merges data files into the base documents: objects become one, anything else may be given once.</summary>
internal sealed class DataTree(DiagnosticBag diagnostics)
{
    private readonly Branch _root = new();

    public void Add(SourceText source, IReadOnlyList<string> path, Value value)
    {
        var branch = _root;
        for (var i = 0; i < path.Count; i++)
        {
            if (i == path.Count - 1 && value is not ObjectValue)
            {
                Merge(branch, Value.Of(path[i]), value, source, Shown(path.Take(i)));
                return;
            }

            if (branch.Open(Value.Of(path[i])) is not { } next)
            {
                diagnostics.Add(BundleDiagnostics.Conflict(source, Shown(path.Take(i + 1))));
                return;
            }

            branch = next;
        }

        MergeAll(branch, (ObjectValue)value, source, Shown(path));
    }

    public ObjectValue ToValue() => _root.ToValue();

    private static string Shown(IEnumerable<string> path) => string.Join('.', path.Prepend("data"));

    private void MergeAll(Branch into, ObjectValue value, SourceText source, string shown)
    {
        // The first to come is taken as it is, without copying.
        if (into.IsEmpty)
        {
            into.Whole = value;
            return;
        }

        for (var i = 0; i < value.Count; i++)
        {
            Merge(into, value.Keys[i], value.Values[i], source, shown);
        }
    }

    private void Merge(Branch into, Value key, Value value, SourceText source, string shown)
    {
        var here = $"{shown}.{(key is StringValue name ? name.Value : key.ToString())}";
        if (!into.Holds(key))
        {
            into.Set(key, value);
        }
        else if (value is ObjectValue members && into.Open(key) is { } branch)
        {
            MergeAll(branch, members, source, here);
        }
        else
        {
            diagnostics.Add(BundleDiagnostics.Conflict(source, here));
        }
    }

    /// <summary>An object that is still growing: taken whole until something is added to it.</summary>
    private sealed class Branch
    {
        private Dictionary<Value, object>? _members;

        public ObjectValue? Whole { get; set; }

        public bool IsEmpty => Whole is null && _members is null;

        private Dictionary<Value, object> Members
        {
            get
            {
                if (_members is null)
                {
                    _members = [];
                    for (var i = 0; i < (Whole?.Count ?? 0); i++)
                    {
                        _members[Whole!.Keys[i]] = Whole.Values[i];
                    }

                    Whole = null;
                }

                return _members;
            }
        }

        public bool Holds(Value key) => Members.ContainsKey(key);

        public void Set(Value key, Value value) => Members[key] = value;

        /// <summary>The object at a key, made where nothing is; null where something else is.</summary>
        public Branch? Open(Value key)
        {
            if (!Members.TryGetValue(key, out var found))
            {
                found = new Branch();
                Members[key] = found;
            }
            else if (found is ObjectValue value)
            {
                found = new Branch { Whole = value };
                Members[key] = found;
            }

            return found as Branch;
        }

        public ObjectValue ToValue()
        {
            if (_members is null)
            {
                return Whole ?? ObjectValue.Empty;
            }

            var builder = new ObjectBuilder(_members.Count);
            foreach (var (key, member) in _members)
            {
                builder.Set(key, member is Branch branch ? branch.ToValue() : (Value)member);
            }

            return builder.ToValue();
        }
    }
}
