using Turnpike.Values;

namespace Turnpike.Estate;

/// <summary>Where a value was read: a document and the path in it.</summary>
public readonly record struct ValueOrigin(SourceDocument Document, ValuePath Path)
{
    public ValueOrigin At(ValuePath path) => path.Count == 0 ? this : new(Document, Path.Concat(path));
}
