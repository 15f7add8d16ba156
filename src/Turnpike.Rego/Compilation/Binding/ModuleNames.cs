using Turnpike.Rego.Compilation.Bound;
using Turnpike.Rego.Syntax;
using Turnpike.Values;

namespace Turnpike.Rego.Compilation.Binding;

/// <summary>A document path that a name stands for.</summary>
internal sealed record GlobalPath(DocumentRoot Root, IReadOnlyList<Value> Path);

/// <summary>What the names of one module stand for: its imports and the rules of its package.</summary>
internal sealed class ModuleNames
{
    private readonly Dictionary<string, GlobalPath> _globals = new(StringComparer.Ordinal);

    /// <param name="isStrict">The rules of version 1 on shadowed names and deprecated functions hold, or strict mode does.</param>
    public ModuleNames(IReadOnlyList<Value> package, IEnumerable<string> ruleNames, IEnumerable<Import> imports, bool isStrict)
    {
        Package = package;
        IsStrict = isStrict;
        foreach (var name in ruleNames)
        {
            _globals[name] = new GlobalPath(DocumentRoot.Data, [.. package, Value.Of(name)]);
        }

        foreach (var import in imports)
        {
            if (!import.IsDirective)
            {
                var path = import.Path.Skip(1).Select(static part => (Value)Value.Of(part)).ToArray();
                _globals[import.Name] = new GlobalPath(import.Path[0] == "input" ? DocumentRoot.Input : DocumentRoot.Data, path);
            }
        }
    }

    public IReadOnlyList<Value> Package { get; }

    public bool IsStrict { get; }

    /// <summary>Imports that something used.</summary>
    public HashSet<string> Used { get; } = new(StringComparer.Ordinal);

    public IEnumerable<string> All => _globals.Keys;

    public GlobalPath? Find(string name)
    {
        if (!_globals.TryGetValue(name, out var path))
        {
            return null;
        }

        Used.Add(name);
        return path;
    }

    public bool Knows(string name) => _globals.ContainsKey(name);
}
