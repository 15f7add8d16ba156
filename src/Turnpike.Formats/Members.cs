using Turnpike.Values;

namespace Turnpike.Formats;

/// <summary>Looks into what somebody else wrote, which may have any shape: what is not there, or is something else, reads as absent.</summary>
public static class Members
{
    public static Value? At(this Value? value, params ReadOnlySpan<string> path)
    {
        foreach (var step in path)
        {
            value = (value as ObjectValue)?.Get(step);
        }

        return value;
    }

    public static string? TextAt(this Value? value, params ReadOnlySpan<string> path) => (value.At(path) as StringValue)?.Value;

    public static bool IsTrueAt(this Value? value, params ReadOnlySpan<string> path) => value.At(path) is BooleanValue { Value: true };

    public static IReadOnlyList<Value> ItemsAt(this Value? value, params ReadOnlySpan<string> path) =>
        value.At(path) is ArrayValue { Count: > 0 } array ? array.Items.ToArray() : [];

    /// <summary>The texts in a list.</summary>
    public static IEnumerable<string> TextsAt(this Value? value, params ReadOnlySpan<string> path) => value.ItemsAt(path).OfType<StringValue>().Select(static t => t.Value);

    public static IEnumerable<(string Key, Value Value)> EntriesAt(this Value? value, params ReadOnlySpan<string> path) =>
        value.At(path) is ObjectValue entries ? Entries(entries) : [];

    /// <summary>Those members that are named and there.</summary>
    public static ObjectValue Only(this ObjectValue value, IEnumerable<string> names)
    {
        var kept = new ObjectBuilder();
        foreach (var name in names)
        {
            if (value.Get(name) is { } member)
            {
                kept.Set(name, member);
            }
        }

        return kept.ToValue();
    }

    public static ArrayValue ToValue(this IEnumerable<string> texts) => ArrayValue.Create([.. texts.Select(static t => Value.Of(t))]);

    private static IEnumerable<(string Key, Value Value)> Entries(ObjectValue entries)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries.Keys[i] is StringValue key)
            {
                yield return (key.Value, entries.Values[i]);
            }
        }
    }
}
