using Turnpike.Values;

namespace Turnpike.Hcl.Types;

public readonly partial struct HclValue
{
    /// <summary>How many elements a known, non-null collection, tuple or object has.</summary>
    public int Count => Value switch
    {
        ArrayValue array => array.Count,
        ObjectValue o => o.Count,
        SetValue set => set.Count,
        _ => 0,
    };

    /// <summary>The element at a place, in Terraform's order of iteration, of a known collection, tuple or object; with its own marks only.</summary>
    public HclValue ElementAt(int index) => Value switch
    {
        ArrayValue array => new HclValue(Type is TupleType tuple ? tuple[index] : Type.Element!, array[index]),
        SetValue set => new HclValue(Type.Element!, set.Unordered[index]),
        ObjectValue o => new HclValue(Type is ObjectType type ? type.Types[index] : Type.Element!, o.Values[index]),
        _ => default,
    };

    /// <summary>The key at a place of a known map or object.</summary>
    public string KeyAt(int index) => ((StringValue)((ObjectValue)Value).Keys[index]).Value;

    /// <summary>The element at a key of a known map, or an object's attribute; no value where there is none.</summary>
    public HclValue ElementAt(string key)
    {
        var at = Value is ObjectValue o ? o.Shape.IndexOf(key) : -1;
        return at < 0 ? default : ElementAt(at);
    }

    public static HclValue EmptyList(HclType element) => new(HclType.List(element), ArrayValue.Empty);

    public static HclValue EmptySet(HclType element) => new(HclType.Set(element), SetValue.Empty);

    public static HclValue EmptyMap(HclType element) => new(HclType.Map(element), ObjectValue.Empty);

    public static HclValue EmptyTuple { get; } = new(TupleType.Empty, ArrayValue.Empty);

    public static HclValue EmptyObject { get; } = new(ObjectType.Empty, ObjectValue.Empty);

    /// <summary>Takes ownership of the items, which all have the element type.</summary>
    public static HclValue List(HclType element, params Value[] items) => new(HclType.List(element), ArrayValue.Create(items));

    /// <summary>In any order, with repetitions: equal items become one. Marks of the items become the set's own.</summary>
    public static HclValue Set(HclType element, params ReadOnlySpan<Value> items) => HclSet.Create(element, items);

    /// <summary>Takes ownership of <paramref name="values"/>, which lie at the places of the shape's keys.</summary>
    public static HclValue Map(HclType element, Shape keys, Value[] values) => new(HclType.Map(element), ObjectValue.Create(keys, values));

    /// <summary>A map from a builder whose keys are strings.</summary>
    public static HclValue Map(HclType element, ObjectBuilder builder) => new(HclType.Map(element), builder.ToValue());

    public static HclValue Tuple(params ReadOnlySpan<HclValue> items)
    {
        if (items.Length == 0)
        {
            return EmptyTuple;
        }

        var types = new HclType[items.Length];
        var values = new Value[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            types[i] = items[i].Type;
            values[i] = items[i].Value;
        }

        return new HclValue(TupleType.Create(types), ArrayValue.Create(values));
    }

    /// <summary>In any order; a name given twice keeps its last value.</summary>
    public static HclValue Object(params ReadOnlySpan<(string Name, HclValue Value)> attributes)
    {
        var builder = new HclObjectBuilder(attributes.Length);
        foreach (var (name, value) in attributes)
        {
            builder.Set(name, value);
        }

        return builder.ToValue();
    }
}
