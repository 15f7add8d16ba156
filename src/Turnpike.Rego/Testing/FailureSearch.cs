using System.Collections.Immutable;
using Turnpike.Rego.Evaluation;
using Turnpike.Rego.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Testing;

/// <summary>Evaluates a test's body a piece at a time, to say which expression did not hold and what its parts were.</summary>
internal sealed class FailureSearch(RegoProgram program, EvaluationRequest request, RegoTest test)
{
    private readonly ImmutableArray<Statement> _statements = test.Rule.Body?.Statements ?? [];

    /// <summary>Null where the body holds, or cannot be taken apart.</summary>
    public FailedExpression? Find()
    {
        for (var count = 1; count <= _statements.Length; count++)
        {
            // Statements may stand before what binds their variables: then more are needed to make a query.
            if (Evaluate([.. _statements.Take(count)]) is not { Error: null } answer || answer.Solutions.Any(Holds))
            {
                continue;
            }

            var failing = _statements[count - 1];
            return new FailedExpression(test.Module.Source, failing.Span, Values(failing, _statements.Take(count - 1)));
        }

        return null;
    }

    /// <summary>The values of the variable in a head such as <c>test_case[name]</c> that the body reaches.</summary>
    public IEnumerable<Value> Cases()
    {
        if (test.Rule.Head.Path is not [VarTerm { Name: var name }])
        {
            return [];
        }

        for (var count = 1; count <= _statements.Length; count++)
        {
            if (Evaluate([.. _statements.Take(count)]) is { Error: null, Solutions: [var first, ..] solutions } && first.Bindings.ContainsKey(name))
            {
                return solutions.Select(solution => solution.Bindings[name]);
            }
        }

        return [];
    }

    // A query keeps false values; a body does not.
    private static bool Holds(RegoSolution solution) => solution.Expressions.All(static value => value != Value.False);

    private RegoAnswer? Evaluate(ImmutableArray<Statement> statements) =>
        program.Prepare(new RegoBody(test.Rule.Span, statements), test.Module.Source, new DiagnosticBag(), test.Package)?.Evaluate(request);

    private List<(string Text, Value? Value)> Values(Statement failing, IEnumerable<Statement> before)
    {
        var values = new List<(string, Value?)>();
        foreach (var term in PartsOf(failing.Expr))
        {
            // Assigned, for a condition that is false has no solution; no name of a policy has a space.
            var part = new Statement(term.Span, IsNegated: false, new AssignExpr(term.Span, new VarTerm(term.Span, "its value"), term), failing.Modifiers);
            if (Evaluate([.. before, part]) is { Error: null } answer)
            {
                values.Add((test.Module.Source.GetString(term.Span), answer.Solutions.Count == 0 ? null : answer.Solutions[0].Bindings["its value"]));
            }
        }

        return values;
    }

    // Literals say what they are by themselves.
    private static IEnumerable<Term> PartsOf(Expr expression) => (expression switch
    {
        TermExpr { Term: InfixTerm infix } => [infix.Left, infix.Right],
        TermExpr { Term: MembershipTerm membership } => [membership.Value, membership.Collection],
        TermExpr { Term: CallTerm call } => [call, .. call.Arguments],
        TermExpr condition => [condition.Term],
        AssignExpr assign => [assign.Value],
        UnifyExpr unify => [unify.Left, unify.Right],
        SomeInExpr some => [some.Collection],
        EveryExpr every => [every.Domain],
        _ => (IEnumerable<Term>)[],
    }).Where(static term => term is not ScalarTerm);
}
