using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Rules;

internal static class DataDiagnostics
{
    public static Diagnostic NotAnObject(SourceText file, TextSpan span) => new(
        "GATE040", DiagnosticSeverity.Error, "a data file holds an object, so that its members can be read below `data`", file, span,
        "Wrap the content: {\"name\": …}.");

    public static Diagnostic Conflict(SourceText file, ValuePath path) => new(
        "GATE041", DiagnosticSeverity.Error, $"`data.{path}` is given with another value by an earlier data file", file, default,
        "Each value under `data` comes from one file.");
}
