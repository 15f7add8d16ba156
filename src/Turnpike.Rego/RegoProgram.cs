using Turnpike.Text.Patterns;
using Turnpike.Rego.Compilation;
using Turnpike.Rego.Compilation.Binding;
using Turnpike.Rego.Compilation.Bound;
using Turnpike.Rego.Compilation.Planning;
using Turnpike.Rego.Compilation.Typing;
using Turnpike.Rego.Evaluation;
using Turnpike.Rego.Parsing;
using Turnpike.Rego.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego;

/// <summary>Compiled policies. Immutable; any number of threads may prepare and evaluate queries over it at once.</summary>
public sealed class RegoProgram
{
    private readonly RegoCompilerOptions _options;
    private readonly RuleNode _root;
    private readonly PlanningContext _planning;
    private readonly TypeChecker? _types;

    internal RegoProgram(IReadOnlyList<RegoModule> modules, RegoCompilerOptions options, RuleNode root, PlanningContext planning, TypeChecker? types)
    {
        Modules = modules;
        _types = types;
        _options = options;
        _root = root;
        _planning = planning;
    }

    public IReadOnlyList<RegoModule> Modules { get; }

    internal MachinePool Machines { get; } = new();

    /// <summary>Patterns compiled by evaluations, shared by all of them.</summary>
    internal PatternCache Patterns { get; } = new();

    internal RuleNode Root => _root;

    /// <summary>Compiles a query such as <c>data.p.deny</c> or <c>x := data.p.q; x > 1</c>; null if it has errors.</summary>
    /// <param name="package">A package in which the query is read as if it stood there, such as <c>data.p</c>: its rules and its modules' imports are known by name.</param>
    public PreparedQuery? Prepare(string query, DiagnosticBag diagnostics, string? package = null)
    {
        var source = SourceText.From("query", query);
        var body = RegoParser.ParseQuery(source, new RegoParserOptions { Version = _options.QueryVersion }, diagnostics);
        return body is null ? null : Prepare(body, source, diagnostics, package);
    }

    /// <summary>As <see cref="Prepare(string, DiagnosticBag, string)"/>, for a query already parsed.</summary>
    public PreparedQuery? Prepare(RegoBody query, SourceText source, DiagnosticBag diagnostics, string? package = null)
    {
        var faults = new DiagnosticBag();
        var context = new CompilationContext(_root, _options with { IsStrict = false }, faults);
        var plan = new QueryPlanner(context, _planning, source, NamesOf(package), _types).Plan(query);
        context.ReportUnused();
        diagnostics.AddRange(faults);
        return faults.HasErrors ? null : new PreparedQuery(this, plan);
    }

    /// <summary>The terms of a query with their names resolved, not yet in order.</summary>
    internal IReadOnlyList<BoundStatement> Bind(RegoBody query, SourceText source, DiagnosticBag diagnostics)
    {
        var context = new CompilationContext(_root, _options, diagnostics);
        return new Binder(context, NamesOf(null), source, new Scope(null, isClosure: false)).BindStatements(query, []);
    }

    private ModuleNames NamesOf(string? package)
    {
        var path = package?.Split('.').Skip(1).ToArray() ?? [];
        var modules = package is null ? [] : Modules.Where(module => module.Package.Path.SequenceEqual(path)).ToArray();
        return new ModuleNames(
            [.. path.Select(static part => Value.Of(part))],
            modules.SelectMany(static module => module.Rules).Select(static rule => rule.Head.Name.Name).Distinct(),
            modules.SelectMany(static module => module.Imports),
            isStrict: false);
    }
}
