using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Turnpike.Values;

namespace Turnpike.Formats.Marks;

/// <summary>
/// Lays Terraform's masks into a value: where the unknown mask says true stands an unknown, where the sensitive mask says
/// true all is sensitive. Parts without marks are shared, not copied. One for each document, since it remembers the shapes
/// that it made; safe for several threads.
/// </summary>
internal sealed class MarkLayer
{
    private readonly ConcurrentDictionary<(Shape, Shape), Shape> _unions = new();

    /// <param name="value">The value as written; null where it is left out, as Terraform does with what is wholly unknown.</param>
    /// <param name="unknown">The unknown mask: a boolean, or an object or array of masks; null says nothing.</param>
    /// <param name="sensitive">The sensitive mask, in the same form.</param>
    /// <param name="root">Names the unknowns and says why they are.</param>
    public Value? Lay(Value? value, Value? unknown, Value? sensitive, UnknownSource root) =>
        HasTrue(unknown) || HasTrue(sensitive) ? Lay(value, Marked(unknown), Marked(sensitive), new Place(root)) : value;

    private Value? Lay(Value? value, Value? unknown, Value? sensitive, Place place)
    {
        if (unknown is null && sensitive is null)
        {
            return value;
        }

        if (unknown is BooleanValue { Value: true })
        {
            var unknownValue = place.Unknown();
            return HasTrue(sensitive) ? unknownValue.ToSensitive() : unknownValue;
        }

        if (sensitive is BooleanValue { Value: true })
        {
            return Lay(value, unknown, null, place)?.ToSensitive();
        }

        return value switch
        {
            ArrayValue array => LayArray(array, unknown as ArrayValue, sensitive as ArrayValue, place),
            ObjectValue obj => LayObject(obj, unknown as ObjectValue, sensitive as ObjectValue, place),

            // The whole is left out, yet the mask has a structure: its known parts are not known to us.
            null or NullValue when unknown is ObjectValue => LayObject(ObjectValue.Empty, (ObjectValue)unknown, sensitive as ObjectValue, place),
            null or NullValue when unknown is ArrayValue => LayArray(ArrayValue.Empty, (ArrayValue)unknown, sensitive as ArrayValue, place),
            _ => value,
        };
    }

    private ArrayValue LayArray(ArrayValue array, ArrayValue? unknown, ArrayValue? sensitive, Place place)
    {
        var items = new Value[Math.Max(array.Count, LastTrue(unknown) + 1)];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = LayChild(At(array, i), Marked(At(unknown, i)), Marked(At(sensitive, i)), place, Value.Of(i));
        }

        return ArrayValue.Create(items);
    }

    private ObjectValue LayObject(ObjectValue obj, ObjectValue? unknown, ObjectValue? sensitive, Place place)
    {
        var shape = unknown is null ? obj.Shape : Union(obj, unknown);
        var values = new Value[shape.Count];
        for (int at = 0, from = 0; at < values.Length; at++)
        {
            var key = shape.Keys[at];
            var isOwn = from < obj.Count && ReferenceOrEqual(obj.Keys[from], key);
            var value = isOwn ? obj.Values[from++] : null;
            values[at] = LayChild(value, Marked(unknown?.Get(key)), Marked(sensitive?.Get(key)), place, key);
        }

        return ObjectValue.Create(shape, values);
    }

    private Value LayChild(Value? value, Value? unknown, Value? sensitive, Place place, Value step)
    {
        if (unknown is null && sensitive is null)
        {
            return value ?? Value.Null;
        }

        place.Enter(step);
        var laid = Lay(value, unknown, sensitive, place);
        place.Leave();
        return laid ?? Value.Null;
    }

    /// <summary>The keys of the object and those that only the mask has, where it says that something is unknown.</summary>
    private Shape Union(ObjectValue obj, ObjectValue mask)
    {
        var adds = false;
        for (var i = 0; i < mask.Count; i++)
        {
            if (obj.Shape.IndexOf(mask.Keys[i]) < 0)
            {
                adds = true;
                if (!HasTrue(mask.Values[i]))
                {
                    return UnionOfMarked(obj, mask);
                }
            }
        }

        return adds ? _unions.GetOrAdd((obj.Shape, mask.Shape), static pair => pair.Item1.Union(pair.Item2.Keys)) : obj.Shape;
    }

    private static Shape UnionOfMarked(ObjectValue obj, ObjectValue mask)
    {
        var keys = new List<Value>();
        for (var i = 0; i < mask.Count; i++)
        {
            if (HasTrue(mask.Values[i]))
            {
                keys.Add(mask.Keys[i]);
            }
        }

        return obj.Shape.Union([.. keys]);
    }

    private static Value? At(ArrayValue? array, int index) => array is not null && index < array.Count ? array[index] : null;

    private static Value? Marked(Value? mask) => HasTrue(mask) ? mask : null;

    private static bool ReferenceOrEqual(Value left, Value right) => ReferenceEquals(left, right) || left.Equals(right);

    private static int LastTrue(ArrayValue? mask)
    {
        for (var i = (mask?.Count ?? 0) - 1; i >= 0; i--)
        {
            if (HasTrue(mask![i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Masks are full of <c>{}</c>, <c>[]</c> and <c>false</c>, which mark nothing.</summary>
    internal static bool HasTrue(Value? mask)
    {
        switch (mask)
        {
            case BooleanValue boolean:
                return boolean.Value;
            case ArrayValue array:
                foreach (var item in array.Items)
                {
                    if (HasTrue(item))
                    {
                        return true;
                    }
                }

                return false;
            case ObjectValue obj:
                foreach (var item in obj.Values)
                {
                    if (HasTrue(item))
                    {
                        return true;
                    }
                }

                return false;
            default:
                return false;
        }
    }

    /// <summary>Where the layer is in the value: the steps for asking after a reason, and the shared name of what lies there.</summary>
    private sealed class Place(UnknownSource source)
    {
        private readonly List<Value> _steps = [];
        private readonly List<UnknownPath?> _paths = [source.Root];

        public void Enter(Value step)
        {
            _steps.Add(step);
            _paths.Add(null);
        }

        public void Leave()
        {
            _steps.RemoveAt(_steps.Count - 1);
            _paths.RemoveAt(_paths.Count - 1);
        }

        public UnknownValue Unknown() => source.Make(PathAt(_steps.Count), CollectionsMarshal.AsSpan(_steps));

        private UnknownPath PathAt(int depth) => _paths[depth] ??= PathAt(depth - 1).Child(_steps[depth - 1]);
    }
}
