using Turnpike.Hcl.Parsing.Json;
using Turnpike.Text;

namespace Turnpike.Hcl.Syntax;

/// <summary>
/// A string of JSON syntax. What it means depends on who asks: evaluated it is a template (<see cref="Template"/>),
/// where no variables are allowed it is its plain <see cref="Text"/>, and where a reference, a call or a type is
/// expected it is parsed as one (see <see cref="StaticExpression"/>).
/// </summary>
public sealed class JsonStringExpression : HclExpression
{
    private Parsed? _template;

    internal JsonStringExpression(SourceText source, TextSpan span, string text)
        : base(source, span) => Text = text;

    /// <summary>The string with JSON's own escapes resolved.</summary>
    public string Text { get; }

    /// <summary>The string read as a template, on first use. Its spans are places in the JSON file.</summary>
    public HclExpression Template => Read().Expression;

    /// <summary>The faults of <see cref="Template"/>; whoever evaluates it reports them.</summary>
    public IReadOnlyList<Diagnostic> TemplateDiagnostics => Read().Faults;

    // Two threads may both parse it; they find the same.
    private Parsed Read()
    {
        if (Volatile.Read(ref _template) is { } known)
        {
            return known;
        }

        var expression = JsonTemplate.Template(this, out var faults);
        var parsed = new Parsed(expression, faults);
        Volatile.Write(ref _template, parsed);
        return parsed;
    }

    private sealed record Parsed(HclExpression Expression, IReadOnlyList<Diagnostic> Faults);
}
