using Turnpike.Rego.Compilation.Bound;
using Turnpike.Rego.Syntax;
using Turnpike.Text;

namespace Turnpike.Rego.Compilation.Binding;

/// <summary>Binds the definitions of one rule, each clause in a scope of its own.</summary>
internal sealed class RuleBinder(CompilationContext context, ModuleNames names, BoundRule rule, RuleNode node)
{
    private SourceText Source => rule.Source;

    public void Bind()
    {
        var syntax = rule.Syntax;
        var clauses = new List<BoundClause> { BindClause(syntax.Span, syntax.Head.Value, syntax.Body) };
        foreach (var clause in syntax.Else)
        {
            clauses.Add(BindClause(clause.Span, clause.Value, clause.Body));
        }

        rule.Clauses = clauses;
    }

    private BoundClause BindClause(TextSpan span, Term? value, RegoBody? body)
    {
        var head = rule.Syntax.Head;
        var scope = new Scope(null, isClosure: false);
        var metadata = MetadataOf.Rule(rule);
        var computed = new List<(BoundTerm Argument, Term Term)>();
        var arguments = BindArguments(scope, computed);
        scope = new Scope(scope, isClosure: false);
        var binder = new Binder(context, names, Source, scope) { Metadata = metadata };
        Term[] terms = [.. head.Path.Skip(node.Path().Length - names.Package.Count - 1), .. head.Key is null ? [] : new[] { head.Key }, .. value is null ? [] : new[] { value }];
        var statements = binder.BindStatements(body, terms);
        foreach (var (argument, term) in computed)
        {
            statements.Add(new BoundUnify(term.Span, argument, binder.Bind(term)));
        }

        var path = head.Path.Skip(node.Path().Length - names.Package.Count - 1).Select(t => Extract(binder.Bind(t), statements)).ToArray();
        var key = head.Key is null ? null : Extract(binder.Bind(head.Key), statements);
        var boundValue = key is not null ? null : value is null ? new BoundConstant(head.Span, Values.Value.True) : Extract(binder.Bind(value), statements);
        BoundTerm[] heads = [.. path, .. key is null ? [] : new[] { key }, .. boundValue is null ? [] : new[] { boundValue }];
        var known = new List<Local>();
        foreach (var argument in arguments)
        {
            Locals.Collect(argument, known);
        }

        var ordered = context.Order(Source, body?.Span ?? span, statements, known, heads);
        return new BoundClause(head.Span, arguments, path, key, boundValue, ordered) { Written = statements };
    }

    // An argument that is no pattern is computed in the body and then compared.
    private BoundTerm[] BindArguments(Scope scope, List<(BoundTerm Argument, Term Term)> computed)
    {
        var binder = new Binder(context, names, Source, scope);
        var declared = new HashSet<string>(StringComparer.Ordinal);
        var bound = new List<BoundTerm>();
        foreach (var argument in rule.Syntax.Head.Arguments)
        {
            if (argument is VarTerm or ArrayTerm or ObjectTerm or ScalarTerm or SetTerm)
            {
                bound.Add(binder.BindPattern(argument, declared));
                continue;
            }

            bound.Add(new BoundLocal(argument.Span, new Local("", argument.Span)));
            computed.Add((bound[^1], argument));
        }

        return [.. bound];
    }

    private static bool HasOpenKey(BoundTerm term) => term switch
    {
        BoundRef reference => reference.Keys.Any(static key => key is not BoundConstant) || HasOpenKey(reference.Head),
        BoundCall call => call.Arguments.Any(HasOpenKey),
        BoundArray array => array.Items.Any(HasOpenKey),
        BoundSet set => set.Items.Any(HasOpenKey),
        BoundObject obj => obj.Members.Any(static m => HasOpenKey(m.Key) || HasOpenKey(m.Value)),
        _ => false,
    };

    // A reference with variables in its path may itself bind variables of the head: `p[i] := input.xs[i]`.
    private static BoundTerm Extract(BoundTerm term, List<BoundStatement> statements)
    {
        if (!HasOpenKey(term))
        {
            return term;
        }

        var local = new BoundLocal(term.Span, new Local("", term.Span));
        statements.Add(new BoundUnify(term.Span, local, term));
        return local;
    }
}
