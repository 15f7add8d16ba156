using Turnpike.Text;

namespace Turnpike.Hcl.Parsing.Json;

/// <summary>The faults of HCL's JSON syntax, HCL080 to HCL109, by the summaries that are known for them.</summary>
internal static class JsonSyntaxDiagnostics
{
    internal static Diagnostic MissingJsonValue(SourceText source, TextSpan span) =>
        Error("HCL080", "Missing JSON value", source, span, "A value stands after the colon.");

    internal static Diagnostic MissingElement(SourceText source, TextSpan span) =>
        Error("HCL081", "Missing array element value", source, span, "A value stands before the bracket.");

    internal static Diagnostic MissingValue(SourceText source, TextSpan span) =>
        Error("HCL082", "Missing value", source, span, "The text ends where a value should start.");

    internal static Diagnostic InvalidStart(SourceText source, TextSpan span) =>
        Error("HCL083", "Invalid start of value", source, span, "A value is an object, an array, a string, a number, true, false or null.");

    internal static Diagnostic InvalidPropertyName(SourceText source, TextSpan span) =>
        Error("HCL084", "Invalid object property name", source, span, "The name of a property is a string in double quotes.");

    internal static Diagnostic MissingObjectValue(SourceText source, TextSpan span) =>
        Error("HCL085", "Missing object value", source, span, "Each property is \"name\": value; a list stands in brackets.");

    internal static Diagnostic MissingColon(SourceText source, TextSpan span) =>
        Error("HCL086", "Missing property value colon", source, span, "A colon stands between name and value.");

    internal static Diagnostic TrailingObjectComma(SourceText source, TextSpan span) =>
        Error("HCL087", "Trailing comma in object", source, span, "Take the comma after the last property away.");

    internal static Diagnostic UnclosedObject(SourceText source, TextSpan span) =>
        Error("HCL088", "Unclosed object", source, span, "The text ends before this is closed.");

    internal static Diagnostic MismatchedBraces(SourceText source, TextSpan span) =>
        Error("HCL089", "Mismatched braces", source, span, "An object ends with a brace.");

    internal static Diagnostic MissingComma(SourceText source, TextSpan span) =>
        Error("HCL090", "Missing attribute seperator comma", source, span, "Separate properties and elements with commas.");

    internal static Diagnostic TrailingArrayComma(SourceText source, TextSpan span) =>
        Error("HCL091", "Trailing comma in array", source, span, "Take the comma after the last element away.");

    internal static Diagnostic InvalidArrayValue(SourceText source, TextSpan span) =>
        Error("HCL092", "Invalid array value", source, span, "Elements have no names; for names write an object, in braces.");

    internal static Diagnostic MismatchedBrackets(SourceText source, TextSpan span) =>
        Error("HCL093", "Mismatched brackets", source, span, "An array ends with a bracket.");

    internal static Diagnostic InvalidNumber(SourceText source, TextSpan span) =>
        Error("HCL094", "Invalid JSON number", source, span, "Numbers are decimal, without leading zeros: 12, 0.5, 1e3.");

    internal static Diagnostic InvalidString(SourceText source, TextSpan span) =>
        Error("HCL095", "Invalid JSON string", source, span, "A string ends on its line with a double quote; escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uNNNN.");

    internal static Diagnostic InvalidKeyword(SourceText source, TextSpan span, string word) =>
        Error("HCL096", "Invalid JSON keyword", source, span, $"{word} is no JSON; the words are true, false and null, strings stand in double quotes.");

    internal static Diagnostic ExtraneousData(SourceText source, TextSpan span) =>
        Error("HCL097", "Extraneous data after value", source, span, "The value ends before this.");

    internal static Diagnostic InvalidRoot(SourceText source, TextSpan span) =>
        Error("HCL098", "Root value must be object", source, span, "A file is one object, or an array of them.");

    internal static Diagnostic IncorrectType(SourceText source, TextSpan span, string why) =>
        Error("HCL099", "Incorrect JSON value type", source, span, why);

    internal static Diagnostic MissingLabel(SourceText source, TextSpan span, string type, string label) =>
        Error("HCL100", "Missing block label", source, span, $"The {label} of a {type} block is the name of a property here.");

    internal static Diagnostic ExtraneousProperty(SourceText source, TextSpan span, string name, string suggestion) =>
        Error("HCL101", "Extraneous JSON object property", source, span, $"Neither an argument nor a block named {name} is known here.{suggestion}");

    internal static Diagnostic DuplicateArgument(SourceText source, TextSpan span, string name, TextPosition first) =>
        Error("HCL102", "Duplicate argument", source, span, $"{name} is set at {first} already.");

    internal static Diagnostic DuplicateAttribute(SourceText source, TextSpan span, string name, TextPosition first) =>
        Error("HCL103", "Duplicate attribute definition", source, span, $"{name} is set at {first} already.");

    private static Diagnostic Error(string code, string message, SourceText source, TextSpan span, string help) =>
        new(code, DiagnosticSeverity.Error, message, source, span, help);
}
