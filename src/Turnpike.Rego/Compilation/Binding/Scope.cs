using System.Diagnostics.CodeAnalysis;
using Turnpike.Rego.Compilation.Bound;

namespace Turnpike.Rego.Compilation.Binding;

/// <summary>The locals of one body, or of a function's arguments.</summary>
internal sealed class Scope(Scope? parent, bool isClosure)
{
    private readonly Dictionary<string, Local> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _declared = new(StringComparer.Ordinal);
    private readonly HashSet<Local> _captured = [];

    public Scope? Parent { get; } = parent;

    /// <summary>The locals of outer scopes that this one or a scope inside it uses.</summary>
    public IReadOnlyCollection<Local> Captured => _captured;

    /// <summary>Those of this scope itself.</summary>
    public IEnumerable<Local> Locals => _names.Values;

    /// <summary>Names that are declared somewhere in this body, so that they do not belong to an outer one before that.</summary>
    public HashSet<string> WillDeclare { get; } = new(StringComparer.Ordinal);

    public bool TryFind(string name, [NotNullWhen(true)] out Local? local)
    {
        if (_names.TryGetValue(name, out local))
        {
            return true;
        }

        if (Parent is null || !Parent.TryFind(name, out local))
        {
            return false;
        }

        if (isClosure)
        {
            _captured.Add(local);
        }

        return true;
    }

    public bool Has(string name) => _names.ContainsKey(name);

    public bool HasDeclared(string name) => _declared.Contains(name);

    /// <summary>A local that is used without a declaration.</summary>
    public void AddImplicit(Local local) => _names[local.Name] = local;

    public void AddDeclared(Local local)
    {
        _names[local.Name] = local;
        _declared.Add(local.Name);
    }
}
