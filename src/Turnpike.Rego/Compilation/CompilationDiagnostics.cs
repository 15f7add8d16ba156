using Turnpike.Text;

namespace Turnpike.Rego.Compilation;

/// <summary>What can be wrong with modules that parse.</summary>
internal static class CompilationDiagnostics
{
    public static Diagnostic UnsafeVariable(SourceText source, TextSpan span, string name) => Error(
        "REGO201", $"var {name} is unsafe", source, span,
        "Nothing gives it a value: bind it in a positive expression of this body, for example with `some x in …` or `x := …`.");

    public static Diagnostic Recursion(SourceText source, TextSpan span, string rule, string cycle) => Error(
        "REGO202", $"rule {rule} is recursive: {cycle}", source, span,
        "A rule may not depend on itself; walk nested documents with `walk` or `graph.reachable`.");

    public static Diagnostic UndefinedFunction(SourceText source, TextSpan span, string name, string? similar) => Error(
        "REGO203", $"undefined function {name}", source, span,
        similar is null ? "No builtin and no rule has this name." : $"Did you mean {similar}?");

    public static Diagnostic WrongArgumentCount(SourceText source, TextSpan span, string name, int has, int wants) => Error(
        "REGO204", $"{name}: arity mismatch: has {has} argument(s), wants {wants}", source, span, null);

    public static Diagnostic ConflictingRules(SourceText source, TextSpan span, string path) => Error(
        "REGO205", $"conflicting rules {path} found", source, span,
        "All definitions of one name must be of one kind: a value, a set, or a function of one number of arguments.");

    public static Diagnostic SeveralDefaults(SourceText source, TextSpan span, string path) => Error(
        "REGO206", $"multiple default rules {path} found", source, span, "Keep one of them.");

    public static Diagnostic AssignedAbove(SourceText source, TextSpan span, string name) => Error(
        "REGO207", $"var {name} assigned above", source, span, "Take another name, or compare with `==`.");

    public static Diagnostic ReferencedAbove(SourceText source, TextSpan span, string name) => Error(
        "REGO208", $"var {name} referenced above", source, span, "Declare it before its first use.");

    public static Diagnostic DeclaredAbove(SourceText source, TextSpan span, string name) => Error(
        "REGO209", $"var {name} declared above", source, span, "Take another name.");

    public static Diagnostic UnusedDeclaration(SourceText source, TextSpan span, string name) => Error(
        "REGO210", $"declared var {name} unused", source, span, "Remove the declaration, or use the variable.");

    public static Diagnostic CannotAssign(SourceText source, TextSpan span, string what) => Error(
        "REGO211", $"cannot assign to {what}", source, span, "The left side of := is a variable, or an array or object of variables.");

    public static Diagnostic WithTarget(SourceText source, TextSpan span, string reason) => Error(
        "REGO212", $"with keyword target must reference existing input, data, or a function: {reason}", source, span, null);

    public static Diagnostic FunctionAsValue(SourceText source, TextSpan span, string name) => Error(
        "REGO213", $"function {name} used as reference, not called", source, span, "Call it with its arguments.");

    public static Diagnostic ConflictsBelow(SourceText source, TextSpan span, string path, string below) => Error(
        "REGO214", $"rule {path} conflicts with [{below}]", source, span,
        "A rule that gives a whole value cannot have other rules below its name.");

    public static Diagnostic UnusedLocal(SourceText source, TextSpan span, string name) => Error(
        "REGO215", $"assigned var {name} unused", source, span, "Remove the assignment (strict mode).");

    public static Diagnostic UnusedImport(SourceText source, TextSpan span, string name) => Error(
        "REGO216", $"{name} unused", source, span, "Remove the import (strict mode).");

    public static Diagnostic ShadowedImport(SourceText source, TextSpan span, string name) => Error(
        "REGO217", $"import must not shadow {name}", source, span, "Give the import another alias.");

    public static Diagnostic ShadowedRoot(SourceText source, TextSpan span, string name) => Error(
        "REGO218", $"variables must not shadow {name} (use a different variable name)", source, span, null);

    public static Diagnostic DefaultNotConstant(SourceText source, TextSpan span) => Error(
        "REGO219", "default rule must have a constant value", source, span, "Write a literal or a comprehension.");

    public static Diagnostic TooDeep(SourceText source, TextSpan span) => Error(
        "REGO220", "the policy nests too deeply to be compiled", source, span, "Split it into rules.");

    public static Diagnostic NoValue(SourceText source, TextSpan span, string name) => Error(
        "REGO221", $"{name} gives no value", source, span, "Call it as an expression of its own.");

    /// <summary>The code under which OPA reports the same fault.</summary>
    public static string OpaCode(string code) => code switch
    {
        "REGO201" => "rego_unsafe_var_error",
        "REGO202" => "rego_recursion_error",
        "REGO203" or "REGO204" or "REGO205" or "REGO206" or "REGO213" or "REGO214" => "rego_type_error",
        _ when code.StartsWith("REGO2", StringComparison.Ordinal) => "rego_compile_error",
        _ => "rego_parse_error",
    };

    private static Diagnostic Error(string code, string message, SourceText source, TextSpan span, string? help) =>
        new(code, DiagnosticSeverity.Error, message, source, span, help);
}
