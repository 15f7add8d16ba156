using Turnpike.Rego.Compilation.Bound;
using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Compilation.Typing;

/// <summary>What schema annotations say of <c>input</c> and of documents below <c>data</c>, for one rule.</summary>
internal sealed class DocumentTypes(RegoType? input, IReadOnlyList<(Value[] Path, RegoType Type)> data)
{
    public static DocumentTypes None { get; } = new(null, []);

    public RegoType? Input { get; } = input;

    /// <summary>The type of the annotated document that a reference into <c>data</c> starts with.</summary>
    public RegoType? Find(BoundRef reference, out int length)
    {
        foreach (var (path, type) in data)
        {
            length = path.Length;
            if (StartsWith(reference.Keys, path))
            {
                return type;
            }
        }

        length = 0;
        return null;
    }

    private static bool StartsWith(IReadOnlyList<BoundTerm> keys, Value[] path)
    {
        for (var i = 0; i < path.Length; i++)
        {
            if (i >= keys.Count || keys[i] is not BoundConstant { Value: var key } || !key.Equals(path[i]))
            {
                return false;
            }
        }

        return true;
    }
}
