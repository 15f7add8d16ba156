using Turnpike.Hcl.Terraform.Schemas;
using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>
/// A resource's value as others refer to it. What its provider computes is, for them, a reference. A single value that the
/// configuration does not set is null in the configuration, but its provider may have a default for it that no schema
/// tells, so it is not known either; lists, sets and maps have no such defaults.
/// </summary>
internal static class ReferencedValue
{
    public static HclValue Of(HclValue value, SchemaBlock schema, UnknownPath path)
    {
        if (value.Value is not ObjectValue members || value.Type is not ObjectType type)
        {
            return value;
        }

        Value[]? changed = null;
        for (var i = 0; i < type.Count; i++)
        {
            var before = members.Values[i];
            var after = schema.ByName.TryGetValue(type.NameAt(i), out var attribute)
                ? Attribute(before, attribute, path, members.Keys[i])
                : schema.BlocksByName.TryGetValue(type.NameAt(i), out var nested) ? Nested(before, nested, path.Child(members.Keys[i])) : before;
            if (!ReferenceEquals(before, after))
            {
                changed ??= members.Values.ToArray();
                changed[i] = after;
            }
        }

        return changed is null ? value : new HclValue(type, ObjectValue.Create(type.Shape, changed).WithOwnMarks(value.Marks));
    }

    private static Value Attribute(Value value, SchemaAttribute attribute, UnknownPath path, Value key)
    {
        if (value is UnknownValue { Origin: UnknownOrigin.ComputedUnset } unknown)
        {
            return new UnknownValue(path.Child(key), UnknownOrigin.Reference, unknown.Refinement).WithOwnMarks(unknown.OwnMarks);
        }

        if (attribute.IsComputed && !value.IsGround && attribute.Type.IsCollection)
        {
            return AsReference(value);
        }

        return value.Kind == ValueKind.Null && attribute.Type.IsPrimitive && !attribute.IsWriteOnly
            ? new UnknownValue(path.Child(key), UnknownOrigin.Reference).WithOwnMarks(value.OwnMarks)
            : value;
    }

    // A collection that the provider has made, with parts that only it knows.
    private static Value AsReference(Value value) => value switch
    {
        UnknownValue { Origin: UnknownOrigin.ComputedUnset } unknown => new UnknownValue(unknown.Path, UnknownOrigin.Reference, unknown.Refinement).WithOwnMarks(unknown.OwnMarks),
        ObjectValue map => ObjectValue.Create(map.Shape, Each(map.Values)).WithOwnMarks(map.OwnMarks),
        ArrayValue array => ArrayValue.Create(Each(array.Items)).WithOwnMarks(array.OwnMarks),
        SetValue set => SetValue.FromDistinct(Each(set.Unordered)).WithOwnMarks(set.OwnMarks),
        _ => value,
    };

    private static Value[] Each(ReadOnlySpan<Value> items)
    {
        var changed = items.ToArray();
        for (var i = 0; i < changed.Length; i++)
        {
            changed[i] = AsReference(changed[i]);
        }

        return changed;
    }

    private static Value Nested(Value value, NestedBlock nested, UnknownPath path)
    {
        switch (value)
        {
            case UnknownValue { Origin: UnknownOrigin.ComputedUnset } unknown:
                return AsReference(unknown);
            case ObjectValue when nested.Nesting is BlockNesting.Single or BlockNesting.Group:
                return Of(new HclValue(nested.Block.Type, value), nested.Block, path).Value;
            case ArrayValue array when nested.Nesting == BlockNesting.List && nested.Type.Kind == HclTypeKind.List:
                var items = new Value[array.Count];
                for (var i = 0; i < items.Length; i++)
                {
                    items[i] = Of(new HclValue(nested.Block.Type, array[i]), nested.Block, path.Child(Value.Of(i))).Value;
                }

                return ArrayValue.Create(items).WithOwnMarks(array.OwnMarks);
            case SetValue set:
                var members = new Value[set.Count];
                for (var i = 0; i < members.Length; i++)
                {
                    members[i] = Of(new HclValue(nested.Block.Type, set.Unordered[i]), nested.Block, path.Child(Value.Of(i))).Value;
                }

                return HclValue.Set(nested.Block.Type, members).Value.WithOwnMarks(set.OwnMarks);
            default:
                return value;
        }
    }
}
