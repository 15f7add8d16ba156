using Turnpike.Text;

namespace Turnpike.Assessment;

internal static class AssessmentDiagnostics
{
    public static Diagnostic NotAProfile(SourceText file, TextSpan span) => new(
        "ASSES001", DiagnosticSeverity.Error, "a profile is one YAML document with members", file, span, "docs/guides/assess.md has an example.");

    public static Diagnostic UnknownMember(SourceText file, TextSpan span, string name, string known) => new(
        "ASSES002", DiagnosticSeverity.Error, $"a profile has no member {name}", file, span, $"It has: {known}.");

    public static Diagnostic UnknownProfile(SourceText file, TextSpan span, string name, IEnumerable<string> known) => new(
        "ASSES003", DiagnosticSeverity.Error, $"no profile {name} comes with Turnpike, or it would build on itself", file, span, $"There are: {string.Join(", ", known)}.");

    public static Diagnostic UnknownMeasure(SourceText file, TextSpan span, string id, string? nearest) => new(
        "ASSES004", DiagnosticSeverity.Error, $"nothing measures {id}", file, span, nearest is null ? "docs/guides/assess.md lists the measures." : $"Did you mean {nearest}?");

    public static Diagnostic NotAThreshold(SourceText file, TextSpan span, string id) => new(
        "ASSES005", DiagnosticSeverity.Error, $"the threshold of {id} is not two numbers", file, span, "Write {good: 90, fair: 70}.");

    public static Diagnostic WrongOrder(SourceText file, TextSpan span, string id, string better) => new(
        "ASSES006", DiagnosticSeverity.Error, $"of {id} {better} is better, so that good cannot lie beyond fair", file, span, "Exchange the two numbers.");

    public static Diagnostic UnknownSetting(SourceText file, TextSpan span, string id, string? nearest) => new(
        "ASSES007", DiagnosticSeverity.Error, $"no section goes by {id}", file, span, nearest is null ? "docs/guides/assess.md lists the settings." : $"Did you mean {nearest}?");

    public static Diagnostic NotANumber(SourceText file, TextSpan span, string id) => new(
        "ASSES008", DiagnosticSeverity.Error, $"{id} is not a number", file, span, "Write a number.");

    public static Diagnostic UnknownGrade(SourceText file, TextSpan span) => new(
        "ASSES009", DiagnosticSeverity.Error, "fail_on is poor, fair or never", file, span, "Write one of the three.");

    public static Diagnostic NotText(SourceText file, TextSpan span, string member) => new(
        "ASSES010", DiagnosticSeverity.Error, $"{member} is not a text", file, span, "Write a text.");

    public static Diagnostic NotTexts(SourceText file, TextSpan span, string member) => new(
        "ASSES011", DiagnosticSeverity.Error, $"{member} is not a list of texts", file, span, "Write [owner, environment].");

    public static Diagnostic NotAnObject(SourceText file, TextSpan span, string member) => new(
        "ASSES012", DiagnosticSeverity.Error, $"{member} is not an object", file, span, "Write members below it, each with its value.");
}
