using System.Collections.Immutable;
using Turnpike.Text;

namespace Turnpike.Hcl.Syntax;

/// <summary>A variable and constant steps into it.</summary>
public sealed class ScopeTraversalExpression(SourceText source, TextSpan span, Traversal traversal) : HclExpression(source, span)
{
    public Traversal Traversal { get; } = traversal;
}

/// <summary>Constant steps into the value of any other expression: <c>f(x).name[0]</c>.</summary>
public sealed class RelativeTraversalExpression(SourceText source, TextSpan span, HclExpression from, ImmutableArray<TraversalStep> steps)
    : HclExpression(source, span)
{
    public HclExpression From { get; } = from;

    public ImmutableArray<TraversalStep> Steps { get; } = steps;
}

/// <summary><c>collection[key]</c> with a key that is not constant.</summary>
public sealed class IndexExpression(SourceText source, TextSpan span, HclExpression collection, HclExpression key, TextSpan bracketSpan)
    : HclExpression(source, span)
{
    public HclExpression Collection { get; } = collection;

    public HclExpression Key { get; } = key;

    /// <summary>From the opening bracket to the closing one.</summary>
    public TextSpan BracketSpan { get; } = bracketSpan;
}

/// <summary>
/// <c>from.*.each</c> or <c>from[*].each</c>: <see cref="Each"/> for each element of <see cref="From"/>. The place of
/// the element in <see cref="Each"/> is <see cref="Item"/>; only the innermost splat's item can occur there.
/// </summary>
public sealed class SplatExpression(
    SourceText source, TextSpan span, HclExpression from, SplatItemExpression item, HclExpression each, TextSpan markerSpan)
    : HclExpression(source, span)
{
    public HclExpression From { get; } = from;

    public SplatItemExpression Item { get; } = item;

    public HclExpression Each { get; } = each;

    /// <summary><c>.*</c> or <c>[*]</c>.</summary>
    public TextSpan MarkerSpan { get; } = markerSpan;
}

/// <summary>The element that a splat is at.</summary>
public sealed class SplatItemExpression(SourceText source, TextSpan span) : HclExpression(source, span);
