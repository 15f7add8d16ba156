using System.Globalization;
using System.Text;
using Turnpike.Text;

namespace Turnpike.Rego.Parsing;

/// <summary>The faults of the parser, REGO001 to REGO099: all that OPA calls <c>rego_parse_error</c>.</summary>
internal static class SyntaxDiagnostics
{
    internal static Diagnostic Unexpected(SourceText source, TextSpan span, string found, string expected, string? help) =>
        Error("REGO001", $"unexpected {found}, expected {expected}", source, span, help);

    internal static Diagnostic UnterminatedString(SourceText source, TextSpan span) =>
        Error("REGO002", "string is not terminated", source, span,
            "Close it with the quote it starts with; only a string in backquotes may span lines.");

    internal static Diagnostic IllegalEscape(SourceText source, TextSpan span) =>
        Error("REGO003", "illegal escape in string", source, span,
            "Escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX; a backslash itself is \\\\, or write the string in backquotes.");

    internal static Diagnostic IllegalCharacter(SourceText source, TextSpan span, Rune rune) =>
        Error("REGO004", $"illegal character {(Rune.IsControl(rune) ? $"U+{rune.Value:X4}" : $"'{rune}'")}", source, span, rune.Value switch
        {
            '!' => "Negation is written `not x`, inequality `!=`.",
            '\'' => "Strings stand in double quotes or backquotes.",
            '?' => "There is no conditional operator: write two rules, or a rule with else.",
            '$' => "Only a template string starts so: $\"… {x} …\".",
            _ => null,
        });

    internal static Diagnostic InvalidUtf8(SourceText source, TextSpan span) =>
        Error("REGO005", "not UTF-8", source, span, "Save the file as UTF-8.");

    internal static Diagnostic MalformedNumber(SourceText source, TextSpan span) =>
        Error("REGO006", "malformed number", source, span,
            "Numbers are decimal, as in JSON: 12, 0.5, 1e3; no leading zeros, no other bases.");

    internal static Diagnostic NumberTooLarge(SourceText source, TextSpan span) =>
        Error("REGO007", "number is too long or too large", source, span, null);

    internal static Diagnostic TooDeep(SourceText source, TextSpan span, int limit) =>
        Error("REGO008", string.Create(CultureInfo.InvariantCulture, $"nested too deeply, the limit is {limit}"), source, span,
            "Split the expression into rules or assignments.");

    internal static Diagnostic TooLong(SourceText source, int limit) =>
        Error("REGO009", string.Create(CultureInfo.InvariantCulture, $"text is longer than {limit} bytes"), source, default, "Data belongs into a data file.");

    internal static Diagnostic PackageExpected(SourceText source, TextSpan span, string? help) =>
        Error("REGO010", "package expected", source, span, help ?? "A module starts with `package name`.");

    internal static Diagnostic SecondPackage(SourceText source, TextSpan span) =>
        Error("REGO011", "unexpected package: a module has one, at its start", source, span, null);

    internal static Diagnostic ImportRoot(SourceText source, TextSpan span, string found) =>
        Error("REGO012", $"unexpected import path, must begin with one of data, future, input, rego, got {found}", source, span,
            found is "future" or "rego" ? null : $"Packages are found below data: `import data.{found}`.");

    internal static Diagnostic ImportName(SourceText source, TextSpan span, string name) =>
        Error("REGO013", $"unexpected import path, must not end with the keyword {name}", source, span,
            "Import a different path or use an alias: `import … as name`.");

    internal static Diagnostic ImportDirective(SourceText source, TextSpan span, string expected, string? nearest) =>
        Error("REGO014", $"invalid import, must be {expected}", source, span, DidYouMean(nearest));

    internal static Diagnostic ImportDirectiveAlias(SourceText source, TextSpan span, string root) =>
        Error("REGO015", $"`{root}` imports cannot be aliased", source, span, "Leave out `as …`.");

    internal static Diagnostic RuleName(SourceText source, TextSpan span, string what, string? help) =>
        Error("REGO016", $"{what} cannot be used for rule name", source, span, help);

    internal static Diagnostic IfRequired(SourceText source, TextSpan span, string what) =>
        Error("REGO017", $"`if` keyword is required before {what} body", source, span,
            "Write `if` before the brace. Text of Rego version 0 needs to be read as such.");

    internal static Diagnostic ContainsRequired(SourceText source, TextSpan span, string name) =>
        Error("REGO018", "`contains` keyword is required for partial set rules", source, span,
            $"Write `{name} contains x if {{ … }}`; or, for an object, `{name}[x] := true if {{ … }}`.");

    internal static Diagnostic ValueOrBodyRequired(SourceText source, TextSpan span, string what) =>
        Error("REGO019", $"{what} must have value assignment and/or body declaration", source, span, "Write `:= value`, `if …` or both.");

    internal static Diagnostic DefaultValue(SourceText source, TextSpan span) =>
        Error("REGO020", "illegal default rule (must have a value)", source, span, "Write `default name := value`.");

    internal static Diagnostic DefaultNotConstant(SourceText source, TextSpan span, string what) =>
        Error("REGO021", $"illegal default rule (value cannot contain {what})", source, span,
            "A default is a constant; write a rule with else where it must be computed.");

    internal static Diagnostic DefaultArgument(SourceText source, TextSpan span, string what) =>
        Error("REGO022", $"illegal default rule (arguments cannot {what})", source, span, "Write `default f(_, _) := value`.");

    internal static Diagnostic ElseNotAllowed(SourceText source, TextSpan span, string what) =>
        Error("REGO023", $"else keyword cannot be used on {what}", source, span, null);

    internal static Diagnostic EmptyBody(SourceText source, TextSpan span) =>
        Error("REGO024", "found empty body", source, span, "Write `true` for a body that always holds.");

    internal static Diagnostic NotClosed(SourceText source, TextSpan span, string open, string close) =>
        Error("REGO025", $"`{open}` is not closed", source, span, $"The text ends before its `{close}`.");

    internal static Diagnostic IllegalNegation(SourceText source, TextSpan span, string keyword) =>
        Error("REGO026", $"illegal negation of '{keyword}'", source, span, $"Move the `{keyword}` into a rule of its own and negate that.");

    internal static Diagnostic TemplateStatement(SourceText source, TextSpan span, string what) =>
        Error("REGO027", $"unexpected {what} in template-string expression", source, span,
            "Between the braces stands a term; a literal brace is written \\{.");

    internal static Diagnostic WithTarget(SourceText source, TextSpan span) =>
        Error("REGO028", "expected with target path", source, span, "Only input, data, a path below them, or a function's name can be replaced.");

    internal static Diagnostic ContainsOnFunction(SourceText source, TextSpan span, string name) =>
        Error("REGO029", $"the contains keyword can only be used with multi-value rule definitions (e.g., {name} contains x if {{ … }})", source, span, null);

    internal static Diagnostic EveryVariable(SourceText source, TextSpan span, string what) =>
        Error("REGO030", $"expected {what} to be a variable", source, span, "Write `every key, value in xs { … }`.");

    internal static Diagnostic RefHead(SourceText source, TextSpan span, string what) =>
        Error("REGO031", $"illegal ref (head cannot be {what})", source, span, null);

    internal static Diagnostic NotAFunction(SourceText source, TextSpan span, string what) =>
        Error("REGO032", $"{what} cannot be called", source, span, "Only a function's name stands before the parenthesis.");

    internal static Diagnostic StatementEnd(SourceText source, TextSpan span, string found, string close, string? help) =>
        Error("REGO033", $"unexpected {found}, expected a new line, `;` or `{close}`", source, span, help);

    internal static Diagnostic RuleExpression(SourceText source, TextSpan span, string what) =>
        Error("REGO034", $"{what} cannot be used for rule head", source, span, "Conditions stand in the body, after `if`.");

    internal static Diagnostic FutureKeyword(SourceText source, TextSpan span, string keyword) =>
        Error("REGO035", $"`{keyword}` is not a keyword here", source, span, "Add `import rego.v1` below the package, or read the text as Rego version 1.");

    internal static Diagnostic MetadataYaml(SourceText source, TextSpan span, string message) =>
        Error("REGO036", $"METADATA is no valid YAML: {message}", source, span, "Each line is a comment; `key: value` needs a space after the colon.");

    internal static Diagnostic MetadataField(SourceText source, TextSpan span, string message) =>
        Error("REGO037", $"invalid METADATA: {message}", source, span, null);

    internal static Diagnostic MetadataScope(SourceText source, TextSpan span, string scope) =>
        Error("REGO038", $"invalid annotation scope '{scope}'", source, span, "Use one of rule, document, package, subpackages.");

    internal static Diagnostic MetadataPlace(SourceText source, TextSpan span, string scope, string expected, string? found) =>
        Error("REGO039", $"annotation scope '{scope}' must be applied to {expected}{(found is null ? "" : $" (have {found})")}", source, span,
            $"Put the block right above the {expected}.");

    internal static Diagnostic MetadataEntrypoint(SourceText source, TextSpan span, string scope) =>
        Error("REGO040", $"annotation entrypoint applied to non-document or package scope '{scope}'", source, span, "Set `scope: document`.");

    internal static string? DidYouMean(string? nearest) => nearest is null ? null : $"Did you mean `{nearest}`?";

    private static Diagnostic Error(string code, string message, SourceText source, TextSpan span, string? help) =>
        new(code, DiagnosticSeverity.Error, message, source, span, help);
}
