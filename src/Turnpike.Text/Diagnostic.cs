namespace Turnpike.Text;

public enum DiagnosticSeverity
{
    Information,
    Warning,
    Error,
}

/// <summary>
/// A fault in what a user gave us: what is wrong, where, and what to do. Each component has one static class
/// whose methods make its diagnostics, one method and one code a message.
/// </summary>
/// <param name="Code">Stable and documented: the component in capitals, then three digits, for example <c>REGO014</c>.</param>
/// <param name="Severity">An error stops the work on that input; a warning does not.</param>
/// <param name="Message">Terse: what is wrong and what was expected, without a full stop at the end.</param>
/// <param name="Source">Null where no text is at fault (a missing folder, a flag).</param>
/// <param name="Span">The tightest range at fault; meaningless where <paramref name="Source"/> is null.</param>
/// <param name="Help">What to do about it.</param>
public sealed record Diagnostic(
    string Code,
    DiagnosticSeverity Severity,
    string Message,
    SourceText? Source,
    TextSpan Span,
    string? Help = null)
{
    /// <summary>The name of what is at fault where it is no text: a setting, a field. Null where nothing has one.</summary>
    public string? Subject { get; init; }

    public bool IsError => Severity == DiagnosticSeverity.Error;

    /// <summary>Line and column of the start, or null without a source.</summary>
    public TextPosition? Position => Source?.PositionAt(Span.Start);

    /// <summary>One line: <c>file:line:column: error CODE: message</c>.</summary>
    public override string ToString()
    {
        var place = Source is null ? "" : $"{Source.Name}:{Position}: ";
        return $"{place}{SeverityName(Severity)} {Code}: {Message}";
    }

    public static string SeverityName(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "info",
    };
}
