using Turnpike.Text;

namespace Turnpike.Hcl.Syntax;

/// <summary>One parsed file of native or JSON syntax.</summary>
public sealed class HclFile
{
    private readonly Lazy<IReadOnlyList<HclComment>> _comments;

    internal HclFile(SourceText source, IHclBody body, Func<SourceText, IReadOnlyList<HclComment>> readComments)
    {
        Source = source;
        Body = body;
        _comments = new(() => readComments(source));
    }

    public SourceText Source { get; }

    public IHclBody Body { get; }

    /// <summary>Every comment in the order of the text. They are read from the source on first use, so parsing does not pay for them.</summary>
    public IReadOnlyList<HclComment> Comments => _comments.Value;
}

/// <param name="Span">With its marks (<c>#</c>, <c>//</c>, <c>/* */</c>), without the line break that ends it.</param>
public readonly record struct HclComment(TextSpan Span);
