using Turnpike.Hcl.Syntax;
using Turnpike.Text;

namespace Turnpike.Hcl.Evaluation;

/// <summary>What <c>terraform console</c> does with one expression: it knows <c>type()</c>, which shows a value's type.</summary>
public static class TerraformConsole
{
    private const string TypeFunction = "type";

    /// <summary>What is printed for the expression; null where it has faults.</summary>
    public static string? Print(Evaluator evaluator, HclExpression expression, HclScope scope, DiagnosticBag diagnostics)
    {
        if (Unwrap(expression) is not FunctionCallExpression { Name: TypeFunction } call)
        {
            var value = evaluator.Evaluate(expression, scope, diagnostics);
            return diagnostics.HasErrors ? null : ConsoleText.Of(value);
        }

        if (TypeArgument(call, diagnostics) is not { } argument)
        {
            return null;
        }

        var typed = evaluator.Evaluate(argument, scope, diagnostics);
        return diagnostics.HasErrors ? null : ConsoleText.OfType(typed.Type);
    }

    private static HclExpression Unwrap(HclExpression expression) => expression switch
    {
        ParenthesesExpression parentheses => Unwrap(parentheses.Inner),
        TemplateWrapExpression wrap => Unwrap(wrap.Inner),
        _ => expression,
    };

    private static HclExpression? TypeArgument(FunctionCallExpression call, DiagnosticBag diagnostics)
    {
        switch (call.Arguments)
        {
            case [var argument]:
                return argument;
            case []:
                diagnostics.Add(EvaluationDiagnostics.NotEnoughArguments(call.Source, call.CloseSpan, TypeFunction, 1, isVariadic: false, "value"));
                return null;
            default:
                diagnostics.Add(EvaluationDiagnostics.TooManyArguments(call.Source, call.Arguments[1].Span, TypeFunction, 1));
                return null;
        }
    }
}
