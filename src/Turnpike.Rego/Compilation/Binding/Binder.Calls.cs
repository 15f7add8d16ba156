using System.Collections.Frozen;
using Turnpike.Rego.Builtins;
using Turnpike.Rego.Compilation.Bound;
using Turnpike.Rego.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Compilation.Binding;

internal sealed partial class Binder
{
    private static readonly FrozenSet<string> s_deprecated = FrozenSet.ToFrozenSet(
        ["any", "all", "re_match", "net.cidr_overlap", "set_diff", "cast_array", "cast_set", "cast_string", "cast_boolean", "cast_null", "cast_object"],
        StringComparer.Ordinal);

    // Takes any number of arguments, hence it stands in no registry.
    private static readonly Builtin s_print = new("print", [], Types.RegoType.Boolean, static (_, _) => Value.True);

    private bool IsPrint(CallTerm call) => call.Function is VarTerm { Name: "print" } name && !_scope.TryFind("print", out _) && !IsGlobal(name.Name);

    private BoundCall BindOperator(TextSpan span, string builtin, params BoundTerm[] operands) =>
        new BoundCall(span, _context.Builtins.Find(builtin) ?? throw new InvalidOperationException($"No operator {builtin}."), null, operands);

    private BoundTerm BindCall(CallTerm call)
    {
        if (IsPrint(call))
        {
            return new BoundCall(call.Span, s_print, null, [.. call.Arguments.Select(a => GatherOne(a.Span, a, []))]);
        }

        if (BindMetadataCall(call) is { } metadata)
        {
            return metadata;
        }

        var arguments = BindAll(call.Arguments);

        if (FindFunction(call.Function) is not { } function)
        {
            ReportUndefined(call.Function);
            return new BoundConstant(call.Span, Value.Null);
        }

        var wanted = Arity(function);
        if (arguments.Length != wanted)
        {
            Diagnostics.Add(CompilationDiagnostics.WrongArgumentCount(_source, call.Span, NameOf(call.Function), arguments.Length, wanted));
            return new BoundConstant(call.Span, Value.Null);
        }

        if (function.Builtin is { } builtin && _names.IsStrict && s_deprecated.Contains(builtin.Name))
        {
            Diagnostics.Add(CompilationDiagnostics.DeprecatedFunction(_source, call.Span, builtin.Name));
        }

        return new BoundCall(call.Span, function.Builtin, function.Rule, arguments);
    }

    /// <summary>A call with one argument too many unifies its result with the last one.</summary>
    private BoundUnify? BindCallWithOutput(CallTerm call)
    {
        if (FindFunction(call.Function) is not { } function || call.Arguments.Length != Arity(function) + 1)
        {
            return null;
        }

        var arguments = BindAll(call.Arguments);
        return new BoundUnify(call.Span, arguments[^1], new BoundCall(call.Span, function.Builtin, function.Rule, arguments[..^1]));
    }

    private static int Arity(BoundFunction function) =>
        function.Builtin is { } builtin ? builtin.Parameters.Count : ((Evaluation.Rules.FunctionRule)function.Rule!.Rule!).Arity;

    /// <summary>The function that a name or dotted name stands for: one of the policies first, then a builtin.</summary>
    private BoundFunction? FindFunction(Term name)
    {
        var head = name as VarTerm ?? (name as RefTerm)?.Head as VarTerm;
        if (head is null || _scope.TryFind(head.Name, out _))
        {
            return null;
        }

        if (BindGlobal(head) is { } global)
        {
            return FindRuleFunction(global, name is RefTerm reference ? reference.Path.AsSpan() : default);
        }

        return _context.Builtins.Find(NameOf(name)) is { } builtin ? new BoundFunction(builtin, null) : null;
    }

    private BoundFunction? FindRuleFunction(BoundTerm global, ReadOnlySpan<Term> rest)
    {
        var node = (global as BoundRoot ?? (global as BoundRef)?.Head) is BoundRoot { Root: DocumentRoot.Data } ? _context.Root : null;
        foreach (var key in (global as BoundRef)?.Keys ?? [])
        {
            node = node?.Child(((BoundConstant)key).Value);
        }

        foreach (var key in rest)
        {
            node = key is ScalarTerm scalar ? node?.Child(scalar.Value) : null;
        }

        return node is { IsFunction: true } ? new BoundFunction(null, node) : null;
    }

    private void ReportUndefined(Term function)
    {
        var name = NameOf(function);
        var known = _context.Builtins.All.Select(static b => b.Name).Concat(_names.All);
        Diagnostics.Add(CompilationDiagnostics.UndefinedFunction(_source, function.Span, name, Spelling.Nearest(name, known)));
    }

    private string NameOf(Term function) => function switch
    {
        VarTerm variable => variable.Name,
        RefTerm { Head: VarTerm head } reference => string.Join('.', reference.Path.Select(KeyText).Prepend(head.Name)),
        _ => _source.GetString(function.Span),
    };

    private static string KeyText(Term key) => key is ScalarTerm { Value: StringValue text } ? text.Value : "?";
}
