using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Compilation.Bound;

/// <summary>Statements in an order in which each finds its variables bound.</summary>
internal sealed record BoundBody(TextSpan Span, IReadOnlyList<BoundStatement> Statements);

internal abstract class BoundStatement(TextSpan span)
{
    public TextSpan Span { get; } = span;

    public IReadOnlyList<BoundModifier> Modifiers { get; init; } = [];

    public bool IsNegated { get; init; }

    /// <summary>The statement as the author wrote it, counted in the body; several share one where it was split.</summary>
    public int Origin { get; init; } = -1;
}

/// <summary>A term as a condition.</summary>
internal sealed class BoundCondition(TextSpan span, BoundTerm term) : BoundStatement(span)
{
    public BoundTerm Term { get; } = term;
}

/// <summary>Both sides are made equal, binding variables that are not yet bound.</summary>
internal sealed class BoundUnify(TextSpan span, BoundTerm left, BoundTerm right) : BoundStatement(span)
{
    public BoundTerm Left { get; } = left;

    public BoundTerm Right { get; } = right;
}

internal sealed class BoundSomeIn(TextSpan span, BoundTerm? key, BoundTerm value, BoundTerm collection) : BoundStatement(span)
{
    public BoundTerm? Key { get; } = key;

    public BoundTerm Value { get; } = value;

    public BoundTerm Collection { get; } = collection;
}

internal sealed class BoundEvery(
    TextSpan span, Local? key, Local value, BoundTerm domain, BoundBody body, IReadOnlyList<Local> captured) : BoundStatement(span)
{
    public Local? Key { get; } = key;

    public Local Value { get; } = value;

    public BoundTerm Domain { get; } = domain;

    public BoundBody Body { get; } = body;

    public IReadOnlyList<Local> Captured { get; } = captured;
}

/// <summary>One <c>with</c>: either a document path or a function is replaced.</summary>
internal sealed class BoundModifier(TextSpan span, DocumentRoot root, IReadOnlyList<Value> path, BoundFunction? function, BoundTerm? value, BoundFunction? replacement)
{
    public TextSpan Span { get; } = span;

    public DocumentRoot Root { get; } = root;

    /// <summary>Below the root; of no meaning for a function.</summary>
    public IReadOnlyList<Value> Path { get; } = path;

    public BoundFunction? Function { get; } = function;

    /// <summary>Null only where <see cref="Replacement"/> is there.</summary>
    public BoundTerm? Value { get; } = value;

    public BoundFunction? Replacement { get; } = replacement;
}

/// <summary>A builtin or a function written in Rego, by name; exactly one of the two is there.</summary>
internal sealed record BoundFunction(Builtins.Builtin? Builtin, RuleNode? Rule);
