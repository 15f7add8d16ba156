using Turnpike.Values;

namespace Turnpike.Assessment.Sections;

/// <summary>Reads the plain values of resources that should be alike. Not safe for several threads.</summary>
internal sealed class LeafReader
{
    private const int Depth = 4;
    private const int MaxValue = 100;

    // What is of each resource alone, or moves by itself.
    private static readonly string[] s_own = ["arn", "id", "ip", "dns", "name", "endpoint", "address", "time", "date", "etag", "hash", "uid", "url", "fingerprint", "version_id", "mac", "status", "state", "unique", "generation", "created", "modified", "tags", "labels", "annotations"];

    // The same few names stand in all resources of a type.
    private readonly Dictionary<string, bool> _own = new(StringComparer.Ordinal);

    /// <summary>Each plain value by its path; null where it is unknown or withheld.</summary>
    public Dictionary<string, string?> Read(ObjectValue attributes)
    {
        var leaves = new Dictionary<string, string?>(StringComparer.Ordinal);
        Walk(attributes, "", Depth);
        return leaves;

        void Walk(ObjectValue value, string path, int depth)
        {
            foreach (var key in value.Keys)
            {
                if (key is StringValue { Value: var name } && !IsOwn(name))
                {
                    Leaf(value.Get(key)!, path.Length == 0 ? name : $"{path}.{name}", depth);
                }
            }
        }

        void Leaf(Value value, string path, int depth)
        {
            switch (value)
            {
                case ObjectValue inner when depth > 0:
                    Walk(inner, path, depth - 1);
                    break;
                case ArrayValue { Count: 1 } block when block[0] is ObjectValue inner && depth > 0:
                    Walk(inner, path, depth - 1);
                    break;
                case NullValue or ArrayValue { Count: 0 } or ObjectValue { Count: 0 } or StringValue { Value.Length: 0 }:
                    break;
                default:
                    leaves[path] = value.IsGround && !value.HoldsSensitive ? Short(JsonText.Redacted(value)) : null;
                    break;
            }
        }
    }

    private bool IsOwn(string name) => _own.TryGetValue(name, out var isOwn) ? isOwn : _own[name] =
        name.Split('_').Any(static part => s_own.Contains(part, StringComparer.OrdinalIgnoreCase)) || name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("Timestamp", StringComparison.Ordinal);

    private static string Short(string text) => text.Length > MaxValue ? text[..MaxValue] + "…" : text;
}
