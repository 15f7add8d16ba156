using Turnpike.Text;

namespace Turnpike.Assessment.Lifecycle;

/// <summary>What may be wrong with a file of ends of support. One method and one code a message; documented in docs/diagnostics.md.</summary>
internal static class LifecycleDiagnostics
{
    public static Diagnostic NotAProduct(SourceText file) =>
        new("LIFE001", DiagnosticSeverity.Error, "the file holds no product", file, default, "packs/data/lifecycle/README.md says how one is written.");

    public static Diagnostic Unknown(SourceText file, TextSpan span, string member, IEnumerable<string> known) =>
        new("LIFE002", DiagnosticSeverity.Error, $"there is no member '{member}'", file, span, $"There are {string.Join(", ", known)}.");

    public static Diagnostic Missing(SourceText file, TextSpan span, string member) =>
        new("LIFE003", DiagnosticSeverity.Error, $"'{member}' is missing, or is no text", file, span, "A version such as 1.30 stands in quotes: otherwise it is the number 1.3.");

    public static Diagnostic NotADay(SourceText file, TextSpan span, string text) =>
        new("LIFE004", DiagnosticSeverity.Error, $"'{text}' is no day", file, span, "Write 2027-06-30, a month such as 2027-06, or open where no end is announced.");

    public static Diagnostic NotAPage(SourceText file, TextSpan span, string text) =>
        new("LIFE005", DiagnosticSeverity.Error, $"'{text}' is not the address of a page", file, span, "Each date has the https address of the page that says it.");

    public static Diagnostic EndsBefore(SourceText file, TextSpan span, string version) =>
        new("LIFE006", DiagnosticSeverity.Error, $"the extended support of {version} ends before its support does", file, span);

    public static Diagnostic Twice(SourceText file, TextSpan span, string version) =>
        new("LIFE007", DiagnosticSeverity.Error, $"the release {version} stands here twice", file, span);

    public static Diagnostic UnknownMatch(SourceText file, TextSpan span, string match) =>
        new("LIFE008", DiagnosticSeverity.Error, $"'{match}' is no way to match versions", file, span, "There are prefix, whole and like.");
}
