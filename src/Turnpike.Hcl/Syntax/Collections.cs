using System.Collections.Immutable;
using Turnpike.Text;

namespace Turnpike.Hcl.Syntax;

/// <summary><c>[a, b]</c>.</summary>
public sealed class TupleExpression(SourceText source, TextSpan span, TextSpan openSpan, ImmutableArray<HclExpression> elements)
    : HclExpression(source, span)
{
    public TextSpan OpenSpan { get; } = openSpan;

    public ImmutableArray<HclExpression> Elements { get; } = elements;
}

/// <summary><c>{ key = value }</c>. Keys may repeat; the last one wins.</summary>
public sealed class ObjectExpression(SourceText source, TextSpan span, TextSpan openSpan, ImmutableArray<ObjectItem> items)
    : HclExpression(source, span)
{
    public TextSpan OpenSpan { get; } = openSpan;

    public ImmutableArray<ObjectItem> Items { get; } = items;
}

/// <param name="Key">An <see cref="ObjectKeyExpression"/> in native syntax, a <see cref="JsonStringExpression"/> in JSON.</param>
public readonly record struct ObjectItem(HclExpression Key, HclExpression Value);

/// <summary>
/// The key of an object item: a bare name stands for itself (<see cref="LiteralName"/>), anything else is evaluated.
/// A bare traversal of several steps (<see cref="IsAmbiguous"/>) is a fault when evaluated: it needs parentheses or quotes.
/// </summary>
public sealed class ObjectKeyExpression(SourceText source, TextSpan span, HclExpression inner) : HclExpression(source, span)
{
    /// <summary>A <see cref="ParenthesesExpression"/> where the key was written in parentheses.</summary>
    public HclExpression Inner { get; } = inner;

    public string? LiteralName => StaticExpression.Keyword(Inner);

    public bool IsAmbiguous => Inner is ScopeTraversalExpression { Traversal.Steps.Length: > 0 };
}

/// <summary>
/// <c>[for key, value in collection : result if condition]</c>, or with <see cref="KeyResult"/>
/// <c>{for key, value in collection : keyResult => result... if condition}</c>.
/// </summary>
public sealed class ForExpression(SourceText source, TextSpan span) : HclExpression(source, span)
{
    /// <summary>Null where only one variable is named.</summary>
    public string? KeyName { get; init; }

    public required string ValueName { get; init; }

    public required HclExpression Collection { get; init; }

    /// <summary>Null for a tuple.</summary>
    public HclExpression? KeyResult { get; init; }

    public required HclExpression Result { get; init; }

    public HclExpression? Condition { get; init; }

    /// <summary>Results of the same key are collected in a tuple (<c>...</c>).</summary>
    public bool IsGrouped { get; init; }

    public TextSpan OpenSpan { get; init; }

    public TextSpan CloseSpan { get; init; }
}
