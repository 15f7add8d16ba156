using Turnpike.Text;

namespace Turnpike.Hcl.Syntax;

/// <summary>
/// A string of JSON syntax. What it means depends on who asks: evaluated it is a template (<see cref="Template"/>),
/// where no variables are allowed it is its plain <see cref="Text"/>, and where a reference, a call or a type is
/// expected it is parsed as one (see <see cref="StaticExpression"/>).
/// </summary>
public sealed class JsonStringExpression : HclExpression
{
    private readonly Lazy<(HclExpression Expression, IReadOnlyList<Diagnostic> Diagnostics)> _template;

    internal JsonStringExpression(
        SourceText source, TextSpan span, string text, Func<JsonStringExpression, (HclExpression Expression, IReadOnlyList<Diagnostic> Diagnostics)> parse)
        : base(source, span)
    {
        Text = text;
        _template = new(() => parse(this));
    }

    /// <summary>The string with JSON's own escapes resolved.</summary>
    public string Text { get; }

    /// <summary>The string read as a template, on first use. Its spans are places in the JSON file.</summary>
    public HclExpression Template => _template.Value.Expression;

    /// <summary>The faults of <see cref="Template"/>; whoever evaluates it reports them.</summary>
    public IReadOnlyList<Diagnostic> TemplateDiagnostics => _template.Value.Diagnostics;
}
