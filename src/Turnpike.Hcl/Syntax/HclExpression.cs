using Turnpike.Text;

namespace Turnpike.Hcl.Syntax;

/// <summary>
/// A node of the one expression tree that native and JSON syntax both give. The tree is closed and immutable: an
/// evaluator switches over the sealed classes of this namespace.
/// </summary>
public abstract class HclExpression
{
    private protected HclExpression(SourceText source, TextSpan span)
    {
        Source = source;
        Span = span;
    }

    public SourceText Source { get; }

    /// <summary>The bytes of <see cref="Source"/> the expression was written in.</summary>
    public TextSpan Span { get; }

    /// <summary>
    /// Every variable the expression refers to, in the order of the text, without the names that a for expression or
    /// a splat around them binds. A traversal ends where its steps stop being constant.
    /// </summary>
    public IReadOnlyList<Traversal> References() => ReferenceWalker.Collect(this);
}
