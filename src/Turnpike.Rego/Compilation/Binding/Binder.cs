using Turnpike.Rego.Compilation.Bound;
using Turnpike.Rego.Syntax;
using Turnpike.Text;

namespace Turnpike.Rego.Compilation.Binding;

/// <summary>
/// Resolves the names of one rule or query: each becomes a local, a path below <c>input</c> or <c>data</c>, or a function.
/// </summary>
internal sealed partial class Binder
{
    private readonly CompilationContext _context;
    private readonly ModuleNames _names;
    private readonly SourceText _source;
    private Scope _scope;

    public Binder(CompilationContext context, ModuleNames names, SourceText source, Scope scope)
    {
        _context = context;
        _context.Names = names;
        _names = names;
        _source = source;
        _scope = scope;
    }

    /// <summary>What <c>rego.metadata.chain()</c> gives where the bound text stands; null outside of a rule.</summary>
    public RuleMetadata? Metadata { get; init; }

    private DiagnosticBag Diagnostics => _context.Diagnostics;

    public Local Declare(VarTerm variable)
    {
        if (variable.IsWildcard)
        {
            return new Local("_", variable.Span, isWildcard: true);
        }

        if (variable.Name is "input" or "data" && _names.IsStrict)
        {
            Diagnostics.Add(CompilationDiagnostics.ShadowedRoot(_source, variable.Span, variable.Name));
        }

        var local = new Local(variable.Name, variable.Span);
        _scope.AddDeclared(local);
        return local;
    }

    /// <summary>The local a name stands for; made on the spot where nothing else has the name.</summary>
    private BoundTerm BindName(VarTerm variable)
    {
        if (variable.IsWildcard)
        {
            return new BoundLocal(variable.Span, new Local("_", variable.Span, isWildcard: true));
        }

        if (_scope.TryFind(variable.Name, out var local))
        {
            _context.MarkUsed(local);
            return new BoundLocal(variable.Span, local);
        }

        if (BindGlobal(variable) is { } global)
        {
            return global;
        }

        local = new Local(variable.Name, variable.Span);
        _scope.AddImplicit(local);
        return new BoundLocal(variable.Span, local);
    }

    private BoundTerm? BindGlobal(VarTerm variable)
    {
        if (variable.Name is "input" or "data")
        {
            return new BoundRoot(variable.Span, variable.Name == "input" ? DocumentRoot.Input : DocumentRoot.Data);
        }

        if (_names.Find(variable.Name) is not { } global)
        {
            return null;
        }

        var root = new BoundRoot(variable.Span, global.Root);
        return global.Path.Count == 0
            ? root
            : new BoundRef(variable.Span, root, [.. global.Path.Select(key => new BoundConstant(variable.Span, key))]);
    }

    private bool IsGlobal(string name) => name is "input" or "data" || _names.Knows(name);
}
