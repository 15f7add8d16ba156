using System.Text;
using Turnpike.Text;

namespace Turnpike.Hcl.Parsing;

/// <summary>
/// The faults of HCL's native syntax, HCL001 to HCL069. The messages are the summaries by which people know these
/// faults from other tools of the language.
/// </summary>
internal static class SyntaxDiagnostics
{
    internal static Diagnostic InvalidEncoding(SourceText source, TextSpan span) =>
        Error("HCL001", "Invalid character encoding", source, span, "Save the file as UTF-8.");

    internal static Diagnostic InvalidCharacter(SourceText source, TextSpan span, Rune rune) =>
        Error("HCL002", "Invalid character", source, span, rune.Value switch
        {
            '\'' => "Write strings in double quotes, not in single quotes.",
            '`' => "Backquotes have no meaning here; for text of several lines use a heredoc such as <<EOT.",
            ';' => "Separate arguments and blocks with line breaks, and items of a collection with commas.",
            '\r' => "A carriage return stands only before a line feed.",
            0x201C or 0x201D or 0x2018 or 0x2019 => "Typographic quotes do not enclose strings; write straight double quotes.",
            _ => $"U+{rune.Value:X4} is no part of the language outside of strings and comments.",
        });

    internal static Diagnostic BitwiseOperator(SourceText source, TextSpan span, char sign) =>
        Error("HCL003", "Unsupported operator", source, span, sign switch
        {
            '&' => "There are no bitwise operators; for both conditions write &&.",
            '|' => "There are no bitwise operators; for either condition write ||.",
            '~' => "There are no bitwise operators; to negate a condition write !.",
            _ => "There are no bitwise operators; for powers use the function pow.",
        });

    internal static Diagnostic MultiLineString(SourceText source, TextSpan span) =>
        Error("HCL004", "Invalid multi-line string", source, span,
            "A quoted string ends on the line it starts on: close the quote, write the line break as \\n, or use a heredoc.");

    internal static Diagnostic InvalidEscape(SourceText source, TextSpan span, string why) =>
        Error("HCL005", "Invalid escape sequence", source, span, why);

    internal static Diagnostic InvalidArgumentName(SourceText source, TextSpan span) =>
        Error("HCL006", "Invalid argument name", source, span, "Write the name of an argument without quotes.");

    internal static Diagnostic ItemRequired(SourceText source, TextSpan span, bool afterName) =>
        Error("HCL007", "Argument or block definition required", source, span, afterName
            ? "Write name = value for an argument, or name { … } for a block."
            : "An argument or a block starts here with its name.");

    internal static Diagnostic UnclosedBlock(SourceText source, TextSpan span) =>
        Error("HCL008", "Unclosed configuration block", source, span,
            "The file ends before this block's closing brace; some brace inside or after it may be missing or superfluous.");

    internal static bool IsUnclosedBlock(Diagnostic diagnostic) => diagnostic.Message == "Unclosed configuration block";

    internal static Diagnostic ArgumentRequired(SourceText source, TextSpan span, string name) =>
        Error("HCL009", "Argument definition required", source, span,
            $"A block on one line holds a single argument: write {name} = …, or put a nested block on lines of its own.");

    internal static Diagnostic MissingNewlineAfterArgument(SourceText source, TextSpan span) =>
        Error("HCL010", "Missing newline after argument", source, span, "The argument's value ends before this; end it with a line break.");

    internal static Diagnostic CommaAfterArgument(SourceText source, TextSpan span) =>
        Error("HCL011", "Unexpected comma after argument", source, span, "Arguments are separated by line breaks, not commas.");

    internal static Diagnostic MissingNewlineAfterBlock(SourceText source, TextSpan span) =>
        Error("HCL012", "Missing newline after block definition", source, span, "End the line after a block's closing brace.");

    internal static Diagnostic InvalidBlock(SourceText source, TextSpan span, string why) =>
        Error("HCL013", "Invalid block definition", source, span, why);

    internal static Diagnostic InvalidOneLineBlock(SourceText source, TextSpan span, string why) =>
        Error("HCL014", "Invalid single-argument block definition", source, span, why);

    internal static Diagnostic AttributeRedefined(SourceText source, TextSpan span, string name, TextPosition first) =>
        Error("HCL015", "Attribute redefined", source, span, $"{name} is set at {first} already; an argument is set only once.");

    internal static Diagnostic InvalidLabel(SourceText source, TextSpan span, string why) =>
        Error("HCL016", "Invalid string literal", source, span, why);

    internal static Diagnostic UnterminatedLabel(SourceText source, TextSpan span) =>
        Error("HCL017", "Unterminated string literal", source, span, "Close the quote.");

    internal static Diagnostic MissingFalseResult(SourceText source, TextSpan span) =>
        Error("HCL018", "Missing false expression in conditional", source, span,
            "A conditional is condition ? this : that, all on one line or in parentheses.");

    internal static Diagnostic InvalidLegacyIndex(SourceText source, TextSpan span, string first, string second) =>
        Error("HCL019", "Invalid legacy index syntax", source, span, $"Two indexes in a row need brackets: [{first}][{second}].");

    internal static Diagnostic NestedSplat(SourceText source, TextSpan span) =>
        Error("HCL020", "Nested splat expression not allowed", source, span, "After .* only attributes may follow; use [*] to splat further.");

    internal static Diagnostic InvalidAttributeName(SourceText source, TextSpan span) =>
        Error("HCL021", "Invalid attribute name", source, span, "A name follows the point; for any other key use brackets: [\"key\"].");

    internal static Diagnostic UnclosedSplat(SourceText source, TextSpan span) =>
        Error("HCL022", "Missing close bracket on splat index", source, span, "The closing bracket follows the star at once: [*].");

    internal static Diagnostic UnclosedIndex(SourceText source, TextSpan span) =>
        Error("HCL023", "Missing close bracket on index", source, span, "An index is a single expression between brackets.");

    internal static Diagnostic UnbalancedParentheses(SourceText source, TextSpan span) =>
        Error("HCL024", "Unbalanced parentheses", source, span, "The expression in parentheses ends here; close the parenthesis.");

    internal static Diagnostic MissingExpression(SourceText source, TextSpan span) =>
        Error("HCL025", "Missing expression", source, span, "The text ends where an expression should start.");

    internal static Diagnostic InvalidExpression(SourceText source, TextSpan span) =>
        Error("HCL026", "Invalid expression", source, span, "No expression starts like this.");

    internal static Diagnostic InvalidNumber(SourceText source, TextSpan span) =>
        Error("HCL027", "Invalid number literal", source, span, "Numbers are decimal: 12, 0.5, 1e3.");

    internal static Diagnostic MissingFunctionName(SourceText source, TextSpan span) =>
        Error("HCL028", "Missing function name", source, span, "A function's name follows the double colon.");

    internal static Diagnostic MissingOpenParenthesis(SourceText source, TextSpan span) =>
        Error("HCL029", "Missing open parenthesis", source, span, "A name with :: is a function's: call it, with parentheses.");

    internal static Diagnostic ExpansionNotLast(SourceText source, TextSpan span) =>
        Error("HCL030", "Missing closing parenthesis", source, span, "Only the last argument can be expanded with an ellipsis.");

    internal static Diagnostic UnterminatedCall(SourceText source, TextSpan span) =>
        Error("HCL031", "Unterminated function call", source, span, "The text ends before this call's closing parenthesis.");

    internal static Diagnostic MissingArgumentSeparator(SourceText source, TextSpan span) =>
        Error("HCL032", "Missing argument separator", source, span, "Separate arguments with commas; end the call with a parenthesis.");

    internal static Diagnostic UnterminatedTuple(SourceText source, TextSpan span) =>
        Error("HCL033", "Unterminated tuple constructor expression", source, span, "The text ends before this bracket is closed.");

    internal static Diagnostic MissingItemSeparator(SourceText source, TextSpan span) =>
        Error("HCL034", "Missing item separator", source, span, "Separate items with commas; end the list with a bracket.");

    internal static Diagnostic MissingAttributeValue(SourceText source, TextSpan span) =>
        Error("HCL035", "Missing attribute value", source, span, "A key is followed by = and its value, on the same line.");

    internal static Diagnostic MissingKeySeparator(SourceText source, TextSpan span) =>
        Error("HCL036", "Missing key/value separator", source, span, "Put = between key and value; a key with spaces or points stands in quotes.");

    internal static Diagnostic UnterminatedObject(SourceText source, TextSpan span) =>
        Error("HCL037", "Unterminated object constructor expression", source, span, "The text ends before this brace is closed.");

    internal static Diagnostic MissingAttributeSeparator(SourceText source, TextSpan span) =>
        Error("HCL038", "Missing attribute separator", source, span, "Separate the attributes of an object with line breaks or commas.");

    internal static Diagnostic InvalidFor(SourceText source, TextSpan span, string why) =>
        Error("HCL039", "Invalid 'for' expression", source, span, why);

    internal static Diagnostic InvalidForDirective(SourceText source, TextSpan span, string why) =>
        Error("HCL040", "Invalid 'for' directive", source, span, why);

    internal static Diagnostic InvalidDirective(SourceText source, TextSpan span) =>
        Error("HCL041", "Invalid template directive", source, span,
            "After %{ comes if, else, endif, for or endfor; for the characters themselves write %%{.");

    internal static Diagnostic InvalidDirectiveKeyword(SourceText source, TextSpan span, string name) =>
        Error("HCL042", "Invalid template control keyword", source, span,
            $"There is no directive {name}: it is if, else, endif, for or endfor.");

    internal static Diagnostic ExtraInDirective(SourceText source, TextSpan span, string keyword) =>
        Error("HCL043", $"Extra characters in {keyword} marker", source, span, "Close the directive with a brace.");

    internal static Diagnostic UnclosedInterpolation(SourceText source, TextSpan span) =>
        Error("HCL044", "Unclosed template interpolation sequence", source, span, "Close ${ with a brace inside the same string.");

    internal static Diagnostic ExtraInInterpolation(SourceText source, TextSpan span) =>
        Error("HCL045", "Extra characters after interpolation expression", source, span,
            "An interpolation holds one expression. If this belongs to another language, write $${ for the characters themselves.");

    internal static Diagnostic UnterminatedTemplate(SourceText source, TextSpan span) =>
        Error("HCL046", "Unterminated template string", source, span,
            "Close the string: a quote, or for a heredoc its closing word alone on a line.");

    internal static Diagnostic UnexpectedTemplateEnd(SourceText source, TextSpan span, string directive, TextPosition opened) =>
        Error("HCL047", "Unexpected end of template", source, span, $"The {directive} directive at {opened} has no end{directive}.");

    internal static Diagnostic UnexpectedDirective(SourceText source, TextSpan span, string directive, string why) =>
        Error("HCL048", $"Unexpected {directive} directive", source, span, why);

    internal static Diagnostic ExtraAfterExpression(SourceText source, TextSpan span) =>
        Error("HCL049", "Extra characters after expression", source, span, "The expression ends before this.");

    internal static Diagnostic TooDeep(SourceText source, TextSpan span) =>
        Error("HCL050", "Nested too deeply", source, span, "Split the expression or the blocks; give parts of it a name of their own.");

    internal static Diagnostic VariableNameRequired(SourceText source, TextSpan span) =>
        Error("HCL051", "Variable name required", source, span, "A reference starts with a name.");

    internal static Diagnostic AttributeNameRequired(SourceText source, TextSpan span) =>
        Error("HCL052", "Attribute name required", source, span, "A name follows the point; a star is not allowed here.");

    internal static Diagnostic UnclosedIndexBrackets(SourceText source, TextSpan span) =>
        Error("HCL053", "Unclosed index brackets", source, span, "Close the bracket after the key.");

    internal static Diagnostic IndexValueRequired(SourceText source, TextSpan span) =>
        Error("HCL054", "Index value required", source, span, "A reference is indexed by a number or a quoted string that is written out.");

    internal static Diagnostic NotATraversal(SourceText source, TextSpan span) =>
        Error("HCL055", "Invalid reference", source, span, "Only attributes and indexes follow a name here: name.attribute[0].");

    private static Diagnostic Error(string code, string message, SourceText source, TextSpan span, string help) =>
        new(code, DiagnosticSeverity.Error, message, source, span, help);
}
