namespace Turnpike.Values.Json;

/// <summary>
/// Makes objects that share their shapes with others of the same keys in the same order, for readers of other formats than
/// JSON. Not safe for several threads.
/// </summary>
public sealed class ShapeCache
{
    private readonly ShapeTrie _shapes = new();

    /// <summary>Null if a key occurs twice; <paramref name="duplicate"/> is then the place of its second occurrence.</summary>
    /// <param name="values">At the places of <paramref name="keys"/>.</param>
    public ObjectValue? Create(ReadOnlySpan<StringValue> keys, ReadOnlySpan<Value> values, out int duplicate)
    {
        duplicate = -1;
        var node = _shapes.Root;
        for (var i = 0; i < keys.Length; i++)
        {
            var child = _shapes.Child(node, keys[i], 0, 0);
            if (child is null)
            {
                return CreateWide(keys, values, out duplicate);
            }

            if (child.IsDuplicate)
            {
                duplicate = i;
                return null;
            }

            node = child;
        }

        var (shape, places) = node.ToShape();
        var placed = new Value[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            placed[places[i]] = values[i];
        }

        return ObjectValue.Create(shape, placed);
    }

    private static ObjectValue? CreateWide(ReadOnlySpan<StringValue> keys, ReadOnlySpan<Value> values, out int duplicate)
    {
        duplicate = -1;
        var members = new ObjectBuilder(keys.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            if (!members.TryAdd(keys[i], values[i]))
            {
                duplicate = i;
                return null;
            }
        }

        return members.ToValue();
    }
}
