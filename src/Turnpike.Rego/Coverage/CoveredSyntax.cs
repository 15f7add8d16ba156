using Turnpike.Rego.Syntax;
using Turnpike.Text;

namespace Turnpike.Rego.Coverage;

/// <summary>The heads and expressions of a module that an evaluation can reach.</summary>
internal static class CoveredSyntax
{
    public static IEnumerable<TextSpan> Of(RegoModule module)
    {
        foreach (var rule in module.Rules)
        {
            // A default is a fallback, and a head without a body holds whenever it is read.
            yield return rule.Head.Span;
            foreach (var span in Of(rule.Body))
            {
                yield return span;
            }

            foreach (var clause in rule.Else)
            {
                foreach (var span in Of(clause.Body))
                {
                    yield return span;
                }
            }
        }
    }

    private static IEnumerable<TextSpan> Of(RegoBody? body) =>
        body is null ? [] : body.Statements.Where(static s => s.Expr is not SomeExpr).SelectMany(Of);

    private static IEnumerable<TextSpan> Of(Statement statement) =>
        statement.Expr is EveryExpr every ? Of(every.Body).Prepend(statement.Span) : [statement.Span];
}
