using System.Collections.Immutable;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Syntax;

/// <summary>A variable and the constant steps into it: <c>aws_vpc.main[0].tags["Name"]</c>.</summary>
public sealed record Traversal(SourceText Source, TextSpan Span, string Root, TextSpan RootSpan, ImmutableArray<TraversalStep> Steps)
{
    /// <summary>As it would be written.</summary>
    public override string ToString() => Root + string.Concat(Steps.Select(step => step.ToString()));
}

public abstract record TraversalStep(TextSpan Span);

/// <summary><c>.name</c>; the span covers the point too.</summary>
public sealed record AttributeStep(TextSpan Span, string Name, TextSpan NameSpan) : TraversalStep(Span)
{
    public override string ToString() => "." + Name;
}

/// <summary><c>[key]</c> with a constant key, or the old form <c>.0</c>; the key is a number or a string.</summary>
public sealed record IndexStep(TextSpan Span, Value Key) : TraversalStep(Span)
{
    public override string ToString() => Key is NumberValue number
        ? $"[{number.Text}]"
        : $"[{JsonText.Revealed(Key)}]";
}
