using Turnpike.Text;

namespace Turnpike.Rego.Compilation;

/// <summary>What can be wrong with modules that parse.</summary>
internal static class CompilationDiagnostics
{
    public static Diagnostic UnsafeVariable(SourceText source, TextSpan span, string name, string? similar) => Error(
        "REGO201", $"var {name} is unsafe", source, span,
        (similar is null ? "" : $"Did you mean {similar}? ") + "Nothing gives it a value: bind it in a positive expression of this body, for example with `some x in …` or `x := …`.");

    public static Diagnostic Recursion(SourceText source, TextSpan span, string rule, string cycle) => Error(
        "REGO401", $"rule {rule} is recursive: {cycle}", source, span,
        "A rule may not depend on itself; walk nested documents with `walk` or `graph.reachable`.");

    public static Diagnostic UndefinedFunction(SourceText source, TextSpan span, string name, string? similar) => Error(
        "REGO301", $"undefined function {name}", source, span,
        similar is null ? "No builtin and no rule has this name." : $"Did you mean {similar}?");

    public static Diagnostic WrongArgumentCount(SourceText source, TextSpan span, string name, int has, int wants) => Error(
        "REGO302", $"{name}: arity mismatch: has {has} argument(s), wants {wants}", source, span, null);

    public static Diagnostic ConflictingRules(SourceText source, TextSpan span, string path) => Error(
        "REGO303", $"conflicting rules {path} found", source, span,
        "All definitions of one name must be of one kind: a value, a set, or a function of one number of arguments.");

    public static Diagnostic SeveralDefaults(SourceText source, TextSpan span, string path) => Error(
        "REGO304", $"multiple default rules {path} found", source, span, "Keep one of them.");

    public static Diagnostic AssignedAbove(SourceText source, TextSpan span, string name) => Error(
        "REGO101", $"var {name} assigned above", source, span, "Take another name, or compare with `==`.");

    public static Diagnostic ReferencedAbove(SourceText source, TextSpan span, string name) => Error(
        "REGO102", $"var {name} referenced above", source, span, "Declare it before its first use.");

    public static Diagnostic DeclaredAbove(SourceText source, TextSpan span, string name) => Error(
        "REGO103", $"var {name} declared above", source, span, "Take another name.");

    public static Diagnostic UnusedDeclaration(SourceText source, TextSpan span, string name) => Error(
        "REGO104", $"declared var {name} unused", source, span, "Remove the declaration, or use the variable.");

    public static Diagnostic CannotAssign(SourceText source, TextSpan span, string what) => Error(
        "REGO105", $"cannot assign to {what}", source, span, "The left side of := is a variable, or an array or object of variables.");

    public static Diagnostic WithTarget(SourceText source, TextSpan span, string reason) => Error(
        "REGO106", $"with keyword target must reference existing input, data, or a function: {reason}", source, span, null);

    public static Diagnostic FunctionAsValue(SourceText source, TextSpan span, string name) => Error(
        "REGO305", $"function {name} used as reference, not called", source, span, "Call it with its arguments.");

    public static Diagnostic ConflictsBelow(SourceText source, TextSpan span, string path, string below) => Error(
        "REGO306", $"rule {path} conflicts with [{below}]", source, span,
        "A rule that gives a whole value cannot have other rules below its name.");

    public static Diagnostic UnusedLocal(SourceText source, TextSpan span, string name) => Error(
        "REGO107", $"assigned var {name} unused", source, span, "Remove the assignment (strict mode).");

    public static Diagnostic UnusedImport(SourceText source, TextSpan span, string name) => Error(
        "REGO108", $"{name} unused", source, span, "Remove the import (strict mode).");

    public static Diagnostic ShadowedImport(SourceText source, TextSpan span, string name) => Error(
        "REGO109", $"import must not shadow {name}", source, span, "Give the import another alias.");

    public static Diagnostic DeprecatedFunction(SourceText source, TextSpan span, string name) => Error(
        "REGO111", $"deprecated built-in function calls in expression: {name}", source, span, "Write it with the functions that replaced it.");

    public static Diagnostic ShadowedRoot(SourceText source, TextSpan span, string name) => Error(
        "REGO110", $"variables must not shadow {name} (use a different variable name)", source, span, null);

    private static Diagnostic Error(string code, string message, SourceText source, TextSpan span, string? help) =>
        new(code, DiagnosticSeverity.Error, message, source, span, help);
}
