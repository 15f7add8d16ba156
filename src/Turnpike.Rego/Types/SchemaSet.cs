using Turnpike.Values;

namespace Turnpike.Rego.Types;

/// <summary>
/// JSON schemas that say what <c>input</c> and base documents look like. Annotations name them by their path:
/// <c>schema.acl.users</c>. Immutable.
/// </summary>
public sealed class SchemaSet
{
    private readonly Dictionary<string, RegoType> _types = new(StringComparer.Ordinal);

    /// <param name="schemas">By path without the leading <c>schema</c>, such as <c>acl.users</c>; an empty path is the schema of <c>input</c> itself.</param>
    public SchemaSet(IEnumerable<KeyValuePair<string, Value>> schemas)
    {
        foreach (var (path, schema) in schemas)
        {
            _types[path] = SchemaType.Of(schema);
        }
    }

    /// <summary>One schema, of <c>input</c>.</summary>
    public static SchemaSet ForInput(Value schema) => new([KeyValuePair.Create("", schema)]);

    internal RegoType? Input => _types.GetValueOrDefault("");

    internal RegoType? Find(ReadOnlySpan<string> path) => _types.GetValueOrDefault(string.Join('.', path.ToArray()));
}
