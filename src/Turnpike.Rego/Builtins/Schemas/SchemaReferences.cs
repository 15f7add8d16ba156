using System.Globalization;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins.Schemas;

/// <summary>References of a schema to its own parts, by pointer and by id. Nothing is fetched.</summary>
internal sealed class SchemaReferences(Value root)
{
    private Dictionary<string, Value>? _byId;

    /// <summary>The schema that a reference names; <see cref="SchemaException"/> where there is none.</summary>
    public Value Resolve(string reference)
    {
        _byId ??= FindIds(root);
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        var document = hash < 0 ? reference : reference[..hash];
        var target = document.Length == 0 ? root : _byId.GetValueOrDefault(document);
        if (target is null && _byId.GetValueOrDefault(reference) is { } anchored)
        {
            return anchored;
        }

        foreach (var step in hash < 0 ? [] : reference[(hash + 1)..].Split('/').Skip(1))
        {
            var key = Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            target = target switch
            {
                ObjectValue obj => obj.Get(key),
                ArrayValue array when int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < array.Count => array[at],
                _ => null,
            };
        }

        return target is ObjectValue or BooleanValue ? target : throw new SchemaException($"the schema refers to {reference}, which it does not hold; remote references are not fetched");
    }

    private static Dictionary<string, Value> FindIds(Value schema)
    {
        var found = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var part in Walk.Parts(new BuiltinContext(), schema))
        {
            if (part is ObjectValue obj && (obj.Get("$id") ?? obj.Get("id")) is StringValue id)
            {
                found.TryAdd(id.Value.TrimEnd('#'), obj);
            }
        }

        return found;
    }
}
