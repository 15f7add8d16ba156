using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Rules;

internal static class ParameterDiagnostics
{
    public static Diagnostic NotAnObject(SourceText file, TextSpan span, string what) => new(
        "GATE045", DiagnosticSeverity.Error, $"{what} is not an object", file, span, "Write `rule-id: {parameter: value}`.");

    public static Diagnostic UnknownRule(SourceText file, TextSpan span, Value id) => new(
        "GATE046", DiagnosticSeverity.Error, $"there is no rule {id}", file, span, "`turnpike rules` lists the rules in force.");

    public static Diagnostic UnknownParameter(SourceText file, TextSpan span, RuleMetadata rule, Value name) => new(
        "GATE047", DiagnosticSeverity.Error, $"the rule {rule.Id} has no parameter {name}", file, span,
        rule.Parameters.Count == 0 ? "This rule has no parameters." : $"Its parameters: {string.Join(", ", rule.Parameters.Keys.ToArray().OfType<StringValue>().Select(static k => k.Value))}.");
}
