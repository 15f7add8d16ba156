using Turnpike.Text;

namespace Turnpike.Formats.Yaml;

/// <summary>One method and one code a message; documented in docs/diagnostics.md.</summary>
internal static class YamlDiagnostics
{
    public static Diagnostic Syntax(SourceText source, TextSpan span, string what) =>
        Error("YAML001", source, span, $"not valid YAML: {what}", "Check indentation (spaces, never tabs), quotes and colons around here.");

    public static Diagnostic TooLarge(SourceText source, int limit) =>
        Error("YAML002", source, new TextSpan(0, 0), $"{source.Length} bytes are more than the limit of {limit}", "Split the file.");

    public static Diagnostic TooDeep(SourceText source, TextSpan span, int limit) =>
        Error("YAML003", source, span, $"nested deeper than the limit of {limit} levels", "Flatten the document; no tool this reads nests so deep.");

    public static Diagnostic TooManyDocuments(SourceText source, TextSpan span, int limit) =>
        Error("YAML004", source, span, $"the file holds more than the limit of {limit} documents", "Split the file.");

    public static Diagnostic AliasesTooLarge(SourceText source, TextSpan span, int limit) =>
        Error("YAML005", source, span, $"the aliases of this file stand for more than the limit of {limit} nodes", "Write the parts out, or use fewer aliases to what itself holds aliases.");

    public static Diagnostic CyclicAlias(SourceText source, TextSpan span, string anchor) =>
        Error("YAML006", source, span, $"the alias *{anchor} stands inside what it refers to", "An anchor cannot hold itself; write the part out.");

    public static Diagnostic UnknownAlias(SourceText source, TextSpan span, string anchor) =>
        Error("YAML007", source, span, $"no anchor &{anchor} comes before this alias in the document", "Anchors are seen only inside their own document, after they are set.");

    public static Diagnostic DuplicateKey(SourceText source, TextSpan span, string key) =>
        Error("YAML008", source, span, $"the key \"{key}\" occurs twice in one mapping", "Remove one: readers disagree about which of the two counts.");

    public static Diagnostic KeyNotScalar(SourceText source, TextSpan span) =>
        Error("YAML009", source, span, "a key must be a string, a number or a boolean", "Quote the key; where this is a template, render it first.");

    public static Diagnostic BadMerge(SourceText source, TextSpan span) =>
        Error("YAML010", source, span, "a merge key (<<) takes a mapping, or a sequence of mappings", "Give it an alias to a mapping.");

    public static Diagnostic NotANumber(SourceText source, TextSpan span, string text) =>
        Error("YAML011", source, span, $"{text} has no counterpart in JSON, which Kubernetes reads YAML as", "Quote it if it is meant as text.");

    public static Diagnostic NumberTooLong(SourceText source, TextSpan span, int limit) =>
        Error("YAML012", source, span, $"the number is longer than {limit} characters or its exponent is beyond ±1000000", "Quote it if it is an identifier.");

    public static Diagnostic BadTag(SourceText source, TextSpan span, string tag) =>
        Error("YAML013", source, span, $"the value does not fit its tag {tag}", "Remove the tag, or write a value of that type.");

    private static Diagnostic Error(string code, SourceText source, TextSpan span, string message, string help) =>
        new(code, DiagnosticSeverity.Error, message, source, span, help);
}
