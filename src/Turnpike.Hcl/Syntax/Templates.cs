using System.Collections.Immutable;
using Turnpike.Text;

namespace Turnpike.Hcl.Syntax;

/// <summary>
/// Quoted text, a heredoc or a template file: its parts, each converted to a string and joined. Runs of text are
/// <see cref="LiteralExpression"/>s, an if directive is a <see cref="ConditionalExpression"/> (its absent else an empty
/// text), a for directive a <see cref="TemplateJoinExpression"/>. Strip markers and heredoc indents are applied already.
/// </summary>
public sealed class TemplateExpression(SourceText source, TextSpan span, ImmutableArray<HclExpression> parts) : HclExpression(source, span)
{
    /// <summary>Empty for the empty text.</summary>
    public ImmutableArray<HclExpression> Parts { get; } = parts;

    /// <summary>The text, if it holds neither interpolation nor directive.</summary>
    public string? LiteralText => Parts switch
    {
        [] => "",
        [LiteralExpression { Value: Values.StringValue text }] => text.Value,
        _ => null,
    };
}

/// <summary>A quoted template that is one interpolation and nothing else, <c>"${inner}"</c>: the value itself, not made a string.</summary>
public sealed class TemplateWrapExpression(SourceText source, TextSpan span, HclExpression inner) : HclExpression(source, span)
{
    public HclExpression Inner { get; } = inner;
}

/// <summary>The results of a for directive joined to one string. The tuple is always a <see cref="ForExpression"/>.</summary>
public sealed class TemplateJoinExpression(SourceText source, TextSpan span, HclExpression tuple) : HclExpression(source, span)
{
    public HclExpression Tuple { get; } = tuple;
}
