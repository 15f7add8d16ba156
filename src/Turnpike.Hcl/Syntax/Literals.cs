using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Syntax;

/// <summary>
/// A number (which keeps the text it was written in), <c>true</c>, <c>false</c>, <c>null</c>, or a run of literal
/// text inside a template.
/// </summary>
public sealed class LiteralExpression(SourceText source, TextSpan span, Value value) : HclExpression(source, span)
{
    public Value Value { get; } = value;
}

/// <summary>What stands for text that is no expression; its fault is reported. It evaluates to a wholly unknown value.</summary>
public sealed class InvalidExpression(SourceText source, TextSpan span) : HclExpression(source, span);

/// <summary><c>(inner)</c>.</summary>
public sealed class ParenthesesExpression(SourceText source, TextSpan span, HclExpression inner) : HclExpression(source, span)
{
    public HclExpression Inner { get; } = inner;
}
