using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Formats;

/// <summary>A file that was read, in the terms of its format. Immutable; parts that few need are computed on first use.</summary>
public abstract class InputDocument
{
    private protected InputDocument(SourceText source) => Source = source;

    public abstract InputKind Kind { get; }

    /// <summary>The text as UTF-8, without byte-order mark; confidential.</summary>
    public SourceText Source { get; }

    /// <summary>
    /// The documents as their tool writes them, for rules of scope document: one for a Terraform file, one for each
    /// object of a Kubernetes file. Unknown and sensitive marks are laid in.
    /// </summary>
    public abstract IReadOnlyList<Value> Documents { get; }

    /// <summary>How many resources or resource changes the file holds.</summary>
    public abstract int ResourceCount { get; }

    /// <summary>The place of a path inside one of <see cref="Documents"/>; where there is no such path, of its deepest part that there is.</summary>
    public abstract TextSpan Locate(int document, ValuePath path);
}
