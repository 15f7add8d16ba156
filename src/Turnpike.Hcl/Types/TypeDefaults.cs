using Turnpike.Values;

namespace Turnpike.Hcl.Types;

/// <summary>The default values of optional attributes at each depth of a type.</summary>
/// <param name="type">The type at this depth.</param>
/// <param name="values">Defaults of an object's attributes, of the attributes' types.</param>
/// <param name="children">The defaults one level down: by attribute name, by place in a tuple, or under the empty name for all elements of a collection.</param>
public sealed class TypeDefaults(HclType type, IReadOnlyDictionary<string, HclValue> values, IReadOnlyDictionary<string, TypeDefaults> children)
{
    /// <summary>The value with the defaults of attributes that it leaves out or that are null. A null or unknown as a whole stays.</summary>
    public HclValue Apply(HclValue value)
    {
        if (!value.IsKnown || value.IsNull)
        {
            return value;
        }

        var plain = value.Unmark(out var marks);
        return (plain.Value switch
        {
            ObjectValue => ApplyToMembers(plain),
            ArrayValue or SetValue => ApplyToItems(plain),
            _ => plain,
        }).WithMarks(marks);
    }

    private HclValue ApplyToItems(HclValue value)
    {
        if (children.Count == 0 || value.Count == 0)
        {
            return value;
        }

        var items = new HclValue[value.Count];
        for (var i = 0; i < items.Length; i++)
        {
            var child = type is TupleType ? children.GetValueOrDefault(i.ToString(System.Globalization.CultureInfo.InvariantCulture)) : ForElements;
            items[i] = child?.Apply(value.ElementAt(i)) ?? value.ElementAt(i);
        }

        var tuple = HclValue.Tuple(items);
        return value.Kind is HclTypeKind.List or HclTypeKind.Set && HclConversion.UnifyUnsafe(((TupleType)tuple.Type).Elements) is { } element
            ? Convert(tuple, value.Kind == HclTypeKind.List ? HclType.List(element) : HclType.Set(element))
            : tuple;
    }

    private HclValue ApplyToMembers(HclValue value)
    {
        var builder = new HclObjectBuilder(value.Count + values.Count);
        for (var i = 0; i < value.Count; i++)
        {
            var name = value.KeyAt(i);
            var child = type is ObjectType ? children.GetValueOrDefault(name) : ForElements;
            builder.Set(name, child?.Apply(value.ElementAt(i)) ?? value.ElementAt(i));
        }

        foreach (var (name, given) in values)
        {
            if (!builder.TryGet(name, out var present) || present.IsNull)
            {
                builder.Set(name, children.GetValueOrDefault(name)?.Apply(given) ?? given);
            }
        }

        var members = builder.ToValue();
        return value.Kind == HclTypeKind.Map && members.Type is ObjectType { Count: > 0 } o && HclConversion.UnifyUnsafe(o.Types) is { } element
            ? Convert(members, HclType.Map(element))
            : members;
    }

    private TypeDefaults? ForElements => children.GetValueOrDefault("");

    private static HclValue Convert(HclValue value, HclType wanted) =>
        HclConversion.TryConvert(value, wanted, out var result, out _) ? result : value;
}
