using Turnpike.Rego.Compilation.Binding;
using Turnpike.Rego.Compilation.Bound;
using Turnpike.Rego.Compilation.Typing;
using Turnpike.Rego.Evaluation.Rules;
using Turnpike.Rego.Syntax;
using Turnpike.Text;

namespace Turnpike.Rego.Compilation.Planning;

/// <param name="Plan">Collects solutions into a <see cref="Evaluation.SolutionCollector"/>.</param>
/// <param name="Variables">The names that each solution binds, in the order of its values; the values of expressions follow.</param>
internal sealed record QueryPlan(Plan Plan, IReadOnlyList<string> Variables);

/// <summary>Binds and plans a query: each of its expressions has a value, and its variables are its answer.</summary>
internal sealed class QueryPlanner(CompilationContext context, PlanningContext planning, SourceText source, ModuleNames names, TypeChecker? types)
{
    public QueryPlan Plan(RegoBody query)
    {
        var scope = new Scope(null, isClosure: false);
        var binder = new Binder(context, names, source, scope);
        var statements = binder.BindStatements(query, []);
        var values = new BoundTerm[query.Statements.Length];
        var mustHold = query.Statements.Length > 1 || statements.Exists(Iterates);
        for (var i = statements.Count - 1; i >= 0; i--)
        {
            statements[i] = WithValue(statements[i], values);
            if (mustHold && statements[i] is BoundUnify { Left: BoundLocal { Local.IsGenerated: true } value, Origin: >= 0 } kept && ReferenceEquals(values[kept.Origin], value))
            {
                statements.Insert(i + 1, new BoundCondition(kept.Span, value));
            }
        }

        for (var i = 0; i < values.Length; i++)
        {
            values[i] ??= new BoundConstant(query.Statements[i].Span, Values.Value.True);
        }

        var body = context.Order(source, query.Span, statements, [], []);
        if (!context.Diagnostics.HasErrors)
        {
            types?.Check(body, source, context.Diagnostics);
        }

        var variables = scope.Locals.Where(static local => !local.IsWildcard).ToArray();
        return new QueryPlan(
            new Planner(planning, source).PlanQuery(body, variables, values),
            [.. variables.Select(static local => local.Name)]);
    }

    // As OPA: a lone condition may answer false; one of several, or one with many solutions, has to hold.
    private static bool Iterates(BoundStatement statement) => statement switch
    {
        BoundCondition condition => Iterates(condition.Term),
        BoundUnify unify => Iterates(unify.Left) || Iterates(unify.Right),
        BoundSomeIn => true,
        _ => false,
    };

    private static bool Iterates(BoundTerm term) => term switch
    {
        BoundRef reference => reference.Keys.Any(static key => key is BoundLocal || Iterates(key)) || Iterates(reference.Head),
        BoundCall call => call.IsRelation || call.Arguments.Any(Iterates),
        BoundArray array => array.Items.Any(Iterates),
        BoundSet set => set.Items.Any(Iterates),
        BoundObject obj => obj.Members.Any(static m => Iterates(m.Key) || Iterates(m.Value)),
        _ => false,
    };

    // The value of a condition is an answer of the query, so it is kept.
    private static BoundStatement WithValue(BoundStatement statement, BoundTerm[] values)
    {
        if (statement is not BoundCondition { IsNegated: false } condition || condition.Origin < 0)
        {
            return statement;
        }

        var local = new BoundLocal(condition.Span, new Local("", condition.Span));
        values[condition.Origin] = local;
        return new BoundUnify(condition.Span, local, condition.Term) { Modifiers = condition.Modifiers, Origin = condition.Origin };
    }
}
