using Turnpike.Text;

namespace Turnpike.Values.Json;

/// <summary>One method and one code a message; documented in docs/diagnostics.md.</summary>
internal static class JsonDiagnostics
{
    public static Diagnostic Syntax(SourceText source, int offset, string what) =>
        Error("JSON001", source, new TextSpan(offset, 1), $"not valid JSON: {what}", "Check that the file is complete and was not cut off or edited by hand.");

    public static Diagnostic TooDeep(SourceText source, int offset, int limit) =>
        Error("JSON002", source, new TextSpan(offset, 1), $"nested deeper than the limit of {limit} levels", "Flatten the document; no tool this reads nests so deep.");

    public static Diagnostic TooLarge(SourceText source, int limit) =>
        Error("JSON003", source, new TextSpan(0, 0), $"{source.Length} bytes are more than the limit of {limit}", "Split the input, or raise the limit.");

    public static Diagnostic BadText(SourceText source, TextSpan span) =>
        Error("JSON004", source, span, "the string is not valid Unicode (invalid UTF-8 or a lone surrogate)", "Write the file as UTF-8; PowerShell users: Out-File -Encoding utf8.");

    public static Diagnostic NumberTooLong(SourceText source, TextSpan span, int limit) =>
        Error("JSON005", source, span, $"the number is longer than {limit} characters or its exponent is beyond ±1000000", "Write it as a string if it is an identifier.");

    public static Diagnostic DuplicateKey(SourceText source, TextSpan span, string key) =>
        Error("JSON006", source, span, $"the key \"{key}\" occurs twice in one object", "Remove one: readers disagree about which of the two counts.");

    private static Diagnostic Error(string code, SourceText source, TextSpan span, string message, string help) =>
        new(code, DiagnosticSeverity.Error, message, source, span, help);
}
