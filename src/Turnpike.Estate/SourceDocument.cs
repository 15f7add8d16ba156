using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Estate;

/// <summary>A document that resources were read from. Readers derive from it; places are found only when asked for.</summary>
public abstract class SourceDocument
{
    /// <summary>The text as read, for snippets and positions.</summary>
    public abstract SourceText Source { get; }

    /// <summary>The place of a value in the text; where it does not exist, the nearest place above it that does.</summary>
    public abstract TextSpan Locate(ValuePath path);
}
