using Turnpike.Hcl.Types;
using Turnpike.Text;

namespace Turnpike.Hcl.Evaluation;

/// <summary>Faults of evaluation. The message is the summary that Terraform gives, the help its detail.</summary>
internal static class EvaluationDiagnostics
{
    public static Diagnostic UnknownVariable(SourceText source, TextSpan span, string name, string? suggestion) =>
        Error("EVAL001", "Unknown variable", source, span, $"Nothing named {TypeText.Quote(name)} can be referred to here.{DidYouMean(suggestion)}");

    public static Diagnostic IndexOfNull(SourceText source, TextSpan span) =>
        Error("EVAL002", "Attempt to index null value", source, span, "The value is null here; test it with != null first, or give it a default.");

    public static Diagnostic InvalidIndex(SourceText source, TextSpan span, string detail) => Error("EVAL003", "Invalid index", source, span, detail);

    public static Diagnostic AttributeOfNull(SourceText source, TextSpan span) =>
        Error("EVAL004", "Attempt to get attribute from null value", source, span, "The value is null here; test it with != null first, or give it a default.");

    public static Diagnostic UnsupportedAttribute(SourceText source, TextSpan span, string detail) =>
        Error("EVAL005", "Unsupported attribute", source, span, detail);

    public static Diagnostic MissingMapElement(SourceText source, TextSpan span, string key) =>
        Error("EVAL006", "Missing map element", source, span, $"The map has no key {TypeText.Quote(key)}; use lookup() with a default where a key may be missing.");

    public static Diagnostic SplatOfNull(SourceText source, TextSpan span) =>
        Error("EVAL007", "Splat of null value", source, span, "A list or set that is null cannot be walked over; use coalesce() or a default of [].");

    public static Diagnostic InvalidInterpolation(SourceText source, TextSpan span, string detail) =>
        Error("EVAL008", "Invalid template interpolation value", source, span, detail);

    public static Diagnostic InconsistentConditional(SourceText source, TextSpan span, string detail) =>
        Error("EVAL009", "Inconsistent conditional result types", source, span, detail);

    public static Diagnostic NullCondition(SourceText source, TextSpan span) =>
        Error("EVAL010", "Null condition", source, span, "A condition is true or false; this one is null.");

    public static Diagnostic IncorrectCondition(SourceText source, TextSpan span) =>
        Error("EVAL011", "Incorrect condition type", source, span, "A condition is true or false; compare the value with something.");

    public static Diagnostic InvalidOperand(SourceText source, TextSpan span, string side, string fault) =>
        Error("EVAL012", "Invalid operand", source, span, $"The {side} operand does not fit the operator: {fault}.");

    public static Diagnostic OperationFailed(SourceText source, TextSpan span, string fault) =>
        Error("EVAL013", "Operation failed", source, span, $"There is no result: {fault}.");

    public static Diagnostic AmbiguousKey(SourceText source, TextSpan span) =>
        Error(
            "EVAL014", "Ambiguous attribute key", source, span,
            "Write a reference used as a key in parentheses, and a name that holds points in quotes.");

    public static Diagnostic NullKey(SourceText source, TextSpan span) =>
        Error("EVAL015", "Null value as key", source, span, "A key must be a string; this one is null.");

    public static Diagnostic IncorrectKey(SourceText source, TextSpan span, string fault) =>
        Error("EVAL016", "Incorrect key type", source, span, $"A key must be a string: {fault}.");

    public static Diagnostic IterationOverNull(SourceText source, TextSpan span) =>
        Error("EVAL017", "Iteration over null value", source, span, "The collection is null; use coalesce() or a default of [] or {}.");

    public static Diagnostic IterationOverOther(SourceText source, TextSpan span, HclType type) =>
        Error("EVAL018", "Iteration over non-iterable value", source, span, $"A for expression goes over a list, set, tuple, map or object, not over a value of type {type}.");

    public static Diagnostic ConditionIsNull(SourceText source, TextSpan span) =>
        Error("EVAL019", "Condition is null", source, span, "What stands after if is null for every element; it must be true or false.");

    public static Diagnostic InvalidForCondition(SourceText source, TextSpan span, string detail) =>
        Error("EVAL020", "Invalid 'for' condition", source, span, detail);

    public static Diagnostic InvalidObjectKey(SourceText source, TextSpan span, string detail) =>
        Error("EVAL021", "Invalid object key", source, span, detail);

    public static Diagnostic DuplicateObjectKey(SourceText source, TextSpan span, string key) =>
        Error(
            "EVAL022", "Duplicate object key", source, span,
            $"Two elements gave the key {TypeText.Quote(key)}. Make the keys differ, or collect the values of a key in a list by writing ... after the value.");

    public static Diagnostic UnknownFunction(SourceText source, TextSpan span, string name, string? suggestion) =>
        Error("EVAL023", "Call to unknown function", source, span, $"No function is named {TypeText.Quote(name)}.{DidYouMean(suggestion)}");

    public static Diagnostic UnknownProviderFunction(SourceText source, TextSpan span, string name) =>
        Error(
            "EVAL029", "Unknown provider function", source, span,
            $"No function is named {TypeText.Quote(name)}. A function of a provider is called provider::PROVIDER::NAME, and its provider must be required by the module.");

    public static Diagnostic InvalidExpansion(SourceText source, TextSpan span, string detail) =>
        Error("EVAL024", "Invalid expanding argument value", source, span, detail);

    public static Diagnostic NotEnoughArguments(SourceText source, TextSpan span, string function, int expected, bool isVariadic, string missing) =>
        Error(
            "EVAL025", "Not enough function arguments", source, span,
            $"{function} takes {(isVariadic ? "at least " : "")}{Arguments(expected)}; {TypeText.Quote(missing)} is missing.");

    public static Diagnostic TooManyArguments(SourceText source, TextSpan span, string function, int expected) =>
        Error("EVAL026", "Too many function arguments", source, span, $"{function} takes {Arguments(expected)}.");

    public static Diagnostic InvalidArgument(SourceText source, TextSpan span, string parameter, string fault) =>
        Error("EVAL027", "Invalid function argument", source, span, $"The argument {TypeText.Quote(parameter)} does not fit: {fault}.");

    public static Diagnostic CallFailed(SourceText source, TextSpan span, string function, string fault) =>
        Error("EVAL028", "Error in function call", source, span, $"{function} gave no result: {fault}.");

    public static Diagnostic TooManySteps(SourceText source, TextSpan span, long limit) =>
        Error(
            "EVAL030", "Evaluation takes too long", source, span,
            $"More than {limit} steps were needed for one root module, so what is left of it was not evaluated. Look for loops over very large collections.");

    public static Diagnostic TooLarge(SourceText source, TextSpan span, string what, long limit) =>
        Error("EVAL031", "Result is too large", source, span, $"This expression makes more than {limit} {what}, which is the most that is evaluated.");

    public static Diagnostic TooDeep(SourceText source, TextSpan span) =>
        Error("EVAL032", "Expression is nested too deeply", source, span, "Break it up with local values.");

    public static Diagnostic InvalidTypeSpecification(SourceText source, TextSpan span, string detail) =>
        Error("EVAL040", "Invalid type specification", source, span, detail);

    public static Diagnostic InvalidOptionalDefault(SourceText source, TextSpan span, string fault) =>
        Error("EVAL041", "Invalid default value for optional attribute", source, span, $"The default does not fit the attribute's type: {fault}.");

    private static string Arguments(int count) => count == 1 ? "1 argument" : $"{count} arguments";

    private static string DidYouMean(string? suggestion) => suggestion is null ? "" : $" Did you mean {TypeText.Quote(suggestion)}?";

    private static Diagnostic Error(string code, string message, SourceText source, TextSpan span, string help) =>
        new(code, DiagnosticSeverity.Error, message, source, span, help);
}
