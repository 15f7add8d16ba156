using Turnpike.Values;

namespace Turnpike.Hcl.Types;

public static partial class HclConversion
{
    private static HclValue Apply(HclValue value, HclType type, bool isUnsafe, ref ConversionFault? fault)
    {
        if (ReferenceEquals(value.Type, type) || type.Kind == HclTypeKind.Dynamic || (!type.HoldsOptional && value.Type.Equals(type)))
        {
            return value;
        }

        var plain = value.Unmark(out var marks);
        HclValue result;
        if (!plain.IsKnown)
        {
            result = UnknownConversion.Convert(plain, ReplaceDynamic(plain.Type, type.WithoutOptional()));
        }
        else if (plain.IsNull)
        {
            result = HclValue.Null(ReplaceDynamic(plain.Type, type.WithoutOptional()));
        }
        else
        {
            result = ApplyKnown(plain, type, isUnsafe, ref fault);
        }

        return fault is null ? result.WithMarks(marks) : default;
    }

    private static HclValue ApplyKnown(HclValue value, HclType type, bool isUnsafe, ref ConversionFault? fault)
    {
        switch (type.Kind)
        {
            case HclTypeKind.String:
                return value.Kind == HclTypeKind.Number
                    ? HclValue.String(HclNumber.ToText(value.AsNumber()))
                    : HclValue.String(value.AsBoolean() ? "true" : "false");
            case HclTypeKind.Number:
                if (HclNumber.TryParse(value.AsString(), out var number))
                {
                    return HclValue.Number(number);
                }

                fault = new ConversionFault("a number is required");
                return default;
            case HclTypeKind.Boolean:
                return ToBoolean(value.AsString(), ref fault);
            case HclTypeKind.Object:
                return value.Kind == HclTypeKind.Map
                    ? MapToObject(value, (ObjectType)type, isUnsafe, ref fault)
                    : ObjectToObject(value, (ObjectType)type, isUnsafe, ref fault);
            case HclTypeKind.Tuple:
                return ToTuple(value, (TupleType)type, isUnsafe, ref fault);
            case HclTypeKind.Map:
                return ToMap(value, type.Element!, isUnsafe, ref fault);
            default:
                return ToSequence(value, type, isUnsafe, ref fault);
        }
    }

    private static HclValue ToBoolean(string text, ref ConversionFault? fault)
    {
        switch (text)
        {
            case "true" or "1":
                return HclValue.True;
            case "false" or "0":
                return HclValue.False;
        }

        fault = new ConversionFault(
            text.Equals("true", StringComparison.OrdinalIgnoreCase) ? "a bool is required; to convert from string, use lowercase \"true\""
            : text.Equals("false", StringComparison.OrdinalIgnoreCase) ? "a bool is required; to convert from string, use lowercase \"false\""
            : "a bool is required");
        return default;
    }

    private static HclValue ToSequence(HclValue value, HclType type, bool isUnsafe, ref ConversionFault? fault)
    {
        var element = type.Element!;
        if (value.Count == 0)
        {
            element = element.Kind == HclTypeKind.Dynamic ? value.Type.Element ?? element : element.WithoutOptional();
            return type.Kind == HclTypeKind.List ? HclValue.EmptyList(element) : HclValue.EmptySet(element);
        }

        if (type.Kind == HclTypeKind.List && value.Kind == HclTypeKind.Set && !value.IsWhollyKnown)
        {
            // Unknown members of a set may turn out equal, so how many elements the list has is not known.
            return UnknownConversion.Convert(value, HclType.List(element.Kind == HclTypeKind.Dynamic ? value.Type.Element! : element.WithoutOptional()));
        }

        if (type.Kind == HclTypeKind.List && value.Value is ArrayValue && AllAre(value.Type, element))
        {
            return new HclValue(HclType.List(element), value.Value);
        }

        if (value.Type is TupleType tuple)
        {
            element = TupleElement(tuple, element, isUnsafe) ?? element;
        }

        var items = ConvertElements(value, element, isUnsafe, out var itemType, ref fault);
        if (fault is not null)
        {
            return default;
        }

        if (itemType is null)
        {
            fault = new ConversionFault(type.Kind == HclTypeKind.List
                ? "element types must all match for conversion to list"
                : "element types must all match for conversion to set");
            return default;
        }

        if (type.Kind == HclTypeKind.Set)
        {
            return HclValue.Set(itemType, items);
        }

        return HclValue.List(itemType, items);
    }

    // Such a sequence's items need nothing done: only its type changes.
    private static bool AllAre(HclType type, HclType element) =>
        type is TupleType tuple && !element.HoldsDynamic && !element.HoldsOptional && tuple.Elements.IndexOfAnyExcept(element) < 0;

    /// <summary>The elements converted, in their order, and their one type; null where they are of several.</summary>
    private static Value[] ConvertElements(HclValue value, HclType element, bool isUnsafe, out HclType? type, ref ConversionFault? fault)
    {
        var items = new HclValue[value.Count];
        type = null;
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Apply(value.ElementAt(i), element, isUnsafe, ref fault);
            if (fault is not null)
            {
                fault = fault.Under(value.Value is ObjectValue o ? o.Keys[i] : Value.Of((long)i));
                return [];
            }
        }

        type = CommonType(items);
        if (type is null && element is not { IsPrimitive: true })
        {
            type = UnifyElements(items, isUnsafe, ref fault);
        }

        var values = new Value[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            values[i] = items[i].Value;
        }

        return values;
    }

    // A wholly open element takes the type of the others.
    private static HclType? CommonType(ReadOnlySpan<HclValue> items)
    {
        var type = HclType.Dynamic;
        foreach (var item in items)
        {
            if (type.Kind == HclTypeKind.Dynamic)
            {
                type = item.Type;
            }
            else if (!ReferenceEquals(item.Type, type) && item.Kind != HclTypeKind.Dynamic && !item.Type.Equals(type))
            {
                return null;
            }
        }

        return type;
    }

    private static HclType? UnifyElements(HclValue[] items, bool isUnsafe, ref ConversionFault? fault)
    {
        var types = new HclType[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            types[i] = items[i].Type;
        }

        if (TypeUnification.Unify(types, isUnsafe) is not { } unified)
        {
            fault = new ConversionFault("cannot find a common base type for all elements");
            return null;
        }

        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Apply(items[i], unified, isUnsafe, ref fault);
            if (fault is not null)
            {
                fault = fault.Under(Value.Of((long)i));
                return null;
            }
        }

        return CommonType(items);
    }

    private static HclValue ToMap(HclValue value, HclType element, bool isUnsafe, ref ConversionFault? fault)
    {
        if (value.Count == 0)
        {
            return HclValue.EmptyMap(element.Kind == HclTypeKind.Dynamic ? value.Type.Element ?? element : element.WithoutOptional());
        }

        if (value.Type is ObjectType type)
        {
            element = ObjectElement(type, element, isUnsafe) ?? element;
        }

        var items = ConvertElements(value, element, isUnsafe, out var itemType, ref fault);
        if (fault is not null)
        {
            return default;
        }

        if (itemType is null)
        {
            fault = new ConversionFault(value.Kind == HclTypeKind.Object
                ? "attribute types must all match for conversion to map"
                : "element types must all match for conversion to map");
            return default;
        }

        return HclValue.Map(itemType, ((ObjectValue)value.Value).Shape, items);
    }

    private static HclValue ToTuple(HclValue value, TupleType type, bool isUnsafe, ref ConversionFault? fault)
    {
        var items = new HclValue[type.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Apply(value.ElementAt(i), type[i], isUnsafe, ref fault);
            if (fault is not null)
            {
                fault = fault.Under(Value.Of((long)i));
                return default;
            }
        }

        return HclValue.Tuple(items);
    }

    private static HclValue ObjectToObject(HclValue value, ObjectType type, bool isUnsafe, ref ConversionFault? fault)
    {
        var items = new HclValue[type.Count];
        for (var i = 0; i < items.Length; i++)
        {
            var given = value.ElementAt(type.NameAt(i));
            items[i] = given.Exists ? Apply(given, type.Types[i], isUnsafe, ref fault) : HclValue.Null(type.Types[i].WithoutOptional());
            if (fault is not null)
            {
                fault = fault.Under(type.Shape.Keys[i]);
                return default;
            }
        }

        return HclObjectBuilder.Create(type.Shape, items);
    }

    private static HclValue MapToObject(HclValue value, ObjectType type, bool isUnsafe, ref ConversionFault? fault)
    {
        var items = new HclValue[type.Count];
        for (var i = 0; i < items.Length; i++)
        {
            var name = type.NameAt(i);
            var wanted = type.Types[i];
            var given = value.ElementAt(name);
            if (!given.Exists)
            {
                items[i] = HclValue.Null(wanted.WithoutOptional());
                if (!type.IsOptional(i))
                {
                    fault = new ConversionFault($"map has no element for required attribute {TypeText.Quote(name)}");
                    return default;
                }
            }
            else if (!IsAvailable(given.Type, wanted, isUnsafe))
            {
                fault = new ConversionFault($"map element type is incompatible with attribute {TypeText.Quote(name)}: {Mismatch(given.Type, wanted)}");
                return default;
            }
            else
            {
                items[i] = Apply(given, wanted, isUnsafe, ref fault);
                if (fault is not null)
                {
                    fault = fault.Under(type.Shape.Keys[i]);
                    return default;
                }
            }
        }

        return HclObjectBuilder.Create(type.Shape, items);
    }

    /// <summary>The wanted type with what it leaves open filled in from the given one.</summary>
    internal static HclType ReplaceDynamic(HclType given, HclType wanted)
    {
        if (!wanted.HoldsDynamic || given.Kind == HclTypeKind.Dynamic)
        {
            return wanted;
        }

        switch (wanted)
        {
            case CollectionType collection:
                var element = ReplaceDynamic(ElementOf(given), collection.Element);
                return collection.Kind switch
                {
                    HclTypeKind.List => HclType.List(element),
                    HclTypeKind.Set => HclType.Set(element),
                    _ => HclType.Map(element),
                };
            case ObjectType o:
                var types = o.Types.ToArray();
                for (var i = 0; i < types.Length; i++)
                {
                    var from = given is ObjectType g ? g.TypeOf(o.NameAt(i)) : given.Element;
                    types[i] = from is null ? types[i] : ReplaceDynamic(from, types[i]);
                }

                return ObjectType.Create(o.Shape, types);
            case TupleType tuple:
                var elements = tuple.Elements.ToArray();
                for (var i = 0; i < elements.Length; i++)
                {
                    var from = given is TupleType g ? (i < g.Count ? g[i] : null) : given.Element;
                    elements[i] = from is null ? elements[i] : ReplaceDynamic(from, elements[i]);
                }

                return TupleType.Create(elements);
            default:
                return given;
        }
    }

    private static HclType ElementOf(HclType type) => type switch
    {
        TupleType tuple => TypeUnification.Unify(tuple.Elements, isUnsafe: true) ?? HclType.Dynamic,
        ObjectType o => TypeUnification.Unify(o.Types, isUnsafe: true) ?? HclType.Dynamic,
        _ => type.Element ?? HclType.Dynamic,
    };
}
