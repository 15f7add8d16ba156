using Turnpike.Text;

namespace Turnpike.Formats.CodeOwners;

/// <summary>One method and one code a message; documented in docs/diagnostics.md.</summary>
internal static class CodeOwnersDiagnostics
{
    public static Diagnostic NotAnOwner(SourceText source, TextSpan span, string text) =>
        Warning("OWNER001", source, span, $"{text} is no owner", "An owner is @user, @org/team or an e-mail address.");

    public static Diagnostic UnsupportedPattern(SourceText source, TextSpan span, string pattern) =>
        Warning("OWNER002", source, span, $"the pattern {pattern} is not understood by GitHub, which passes the line over", "Neither ! nor [ ] can be used in a CODEOWNERS file of GitHub.");

    public static Diagnostic TooManyRules(SourceText source, int limit) =>
        Warning("OWNER003", source, new TextSpan(0, 0), $"only the first {limit} rules are read", "Fewer and broader patterns say the same.");

    private static Diagnostic Warning(string code, SourceText source, TextSpan span, string message, string help) =>
        new(code, DiagnosticSeverity.Warning, message, source, span, help);
}
