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
        for (var i = 0; i < statements.Count; i++)
        {
            statements[i] = WithValue(statements[i], values);
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
