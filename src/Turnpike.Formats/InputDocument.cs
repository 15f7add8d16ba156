using Turnpike.Estate;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Formats;

/// <summary>A document as its tool writes it, for rules of scope document, and where it stands.</summary>
public readonly record struct DocumentView(Value Value, ValueOrigin Origin);

/// <summary>A file that was read, in the terms of its format. Immutable; parts that few need are made on first use.</summary>
public abstract class InputDocument : SourceDocument
{
    private protected InputDocument(SourceText source) => Source = source;

    public abstract InputKind Kind { get; }

    /// <summary>The text as UTF-8, without byte-order mark; confidential.</summary>
    public override SourceText Source { get; }

    /// <summary>How many resources or resource changes the file holds.</summary>
    public abstract int ResourceCount { get; }

    /// <summary>
    /// The documents as their tool writes them: one for a Terraform file, one for each object of a Kubernetes file.
    /// Sensitive parts are marked. Unknown parts are marked too, or absent as other tools have it.
    /// </summary>
    public abstract IReadOnlyList<DocumentView> Documents(bool unknownsAbsent = false);
}
