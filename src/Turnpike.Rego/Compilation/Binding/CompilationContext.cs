using Turnpike.Rego.Builtins;
using Turnpike.Rego.Compilation.Bound;
using Turnpike.Text;

namespace Turnpike.Rego.Compilation.Binding;

/// <summary>What the stages of one compilation share.</summary>
internal sealed class CompilationContext(RuleNode root, RegoCompilerOptions options, DiagnosticBag diagnostics)
{
    private readonly HashSet<Local> _used = [];
    private readonly List<(SourceText Source, Local Local, bool IsAssigned)> _declared = [];

    public RuleNode Root { get; } = root;

    public RegoCompilerOptions Options { get; } = options;

    public BuiltinRegistry Builtins => Options.Builtins;

    public DiagnosticBag Diagnostics { get; } = diagnostics;

    /// <summary>The names of the module whose text is being bound, for suggestions.</summary>
    public ModuleNames? Names { get; set; }

    public void MarkUsed(Local local) => _used.Add(local);

    /// <summary>A local that the author declared for nothing if it is never used.</summary>
    public void MustBeUsed(SourceText source, Local local) => _declared.Add((source, local, false));

    /// <summary>As <see cref="MustBeUsed"/>, for a local that is assigned; only strict mode minds.</summary>
    public void ShouldBeUsed(SourceText source, Local local)
    {
        if (Options.IsStrict && !local.IsWildcard)
        {
            _declared.Add((source, local, true));
        }
    }

    public void ReportUnused()
    {
        foreach (var (source, local, isAssigned) in _declared)
        {
            if (!_used.Contains(local))
            {
                Diagnostics.Add(isAssigned
                    ? CompilationDiagnostics.UnusedLocal(source, local.Span, local.Name)
                    : CompilationDiagnostics.UnusedDeclaration(source, local.Span, local.Name));
            }
        }
    }

    /// <summary>Puts statements in an order in which each finds its variables bound, and reports those that nothing binds.</summary>
    /// <param name="known">Bound from outside.</param>
    /// <param name="head">Terms that must be bound at the end.</param>
    public BoundBody Order(
        SourceText source, TextSpan span, IReadOnlyList<BoundStatement> statements, IEnumerable<Local> known, IReadOnlyList<BoundTerm> head) =>
        Ordering.Order(source, span, statements, known, head, Diagnostics, Names?.All);
}
