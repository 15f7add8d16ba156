using Turnpike.Text;

namespace Turnpike.Inventory.Search;

/// <summary>What may be wrong with a query. One method and one code a message; documented in docs/diagnostics.md.</summary>
public static class SearchDiagnostics
{
    public static Diagnostic OpenQuote(SourceText source, TextSpan span) =>
        Error("FIND001", source, span, "this quote is not closed", "Close it with \"; a quote inside quotes is written \\\".");

    public static Diagnostic UnknownKey(SourceText source, TextSpan span, string key, string likely) =>
        Error("FIND002", source, span, $"nothing can be asked by {key}:", $"Did you mean {likely}: ? To look for the text itself, put it in quotes.");

    public static Diagnostic Empty(SourceText source, TextSpan span, string key, string example) =>
        Error("FIND003", source, span, $"{key}: asks for nothing; a value was expected", $"For example {example}.");

    public static Diagnostic StarInAttribute(SourceText source, TextSpan span) =>
        Error("FIND004", source, span, "the value of an attribute is compared as a whole, so * cannot stand in it", "Leave out = and the value to find every resource that has the attribute.");

    public static Diagnostic Parentheses(SourceText source, TextSpan span) =>
        Error("FIND005", source, span, "this parenthesis has no other half", "Put the text in quotes if it belongs to what you look for.");

    public static Diagnostic Or(SourceText source, TextSpan span) =>
        Error("FIND006", source, span, "OR stands between two things to look for; one of them is missing", "Put it in quotes to look for the word.");

    public static Diagnostic TooLong(SourceText source, string limit) =>
        Error("FIND007", source, new TextSpan(0, 0), $"the query is longer than {limit}", "Ask for less at once.");

    public static Diagnostic UnknownStatus(SourceText source, TextSpan span, string status, IEnumerable<string> known) =>
        Error("FIND008", source, span, $"{status} is no status", $"There is {string.Join(", ", known)}; a star stands for any text.");

    private static Diagnostic Error(string code, SourceText source, TextSpan span, string message, string help) =>
        new(code, DiagnosticSeverity.Error, message, source, span, help);
}
