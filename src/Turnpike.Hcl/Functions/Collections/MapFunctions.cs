using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Types;
using Turnpike.Values;
using static Turnpike.Hcl.Functions.Takes;

namespace Turnpike.Hcl.Functions.Collections;

/// <summary>Maps and objects.</summary>
internal static class MapFunctions
{
    public static FunctionList All { get; } = Create();

    private static FunctionList Create()
    {
        var open = Any("inputMap") with { AllowUnknown = true, AllowMarked = true };
        var all = new FunctionList
        {
            { "keys", new HclFunction([open], KeysType, Keys) { IsNeverNull = true } },
            { "values", new HclFunction([Any("values") with { AllowMarked = true }], ValuesType, Values) { IsNeverNull = true } },
            { "zipmap", new HclFunction([TextList("keys") with { AllowMarked = true }, Any("values") with { AllowMarked = true }], ZipType, Zip) { IsNeverNull = true } },
            { "merge", new HclFunction([], MergeType, Merge) { Variadic = Everything("maps") with { AllowUnknown = false }, IsNeverNull = true } },
            {
                "lookup",
                new HclFunction([open, Str("key") with { AllowUnknown = true, AllowMarked = true }], LookupType, Lookup) { Variadic = Everything("default") }
            },
        };
        all.AddNeverNull("transpose", [new HclParameter("values", HclType.Map(HclType.List(HclType.String)))], HclType.Map(HclType.List(HclType.String)), Transpose);
        return all;
    }

    private static OrFault<HclType> KeysType(FunctionCall call) => call[0].Type switch
    {
        { Kind: HclTypeKind.Map } => HclType.List(HclType.String),
        ObjectType type => HclType.Tuple([.. Enumerable.Repeat(HclType.String, type.Count)]),
        var type => FunctionFault.At(0, $"a map or object is required, not {type}"),
    };

    private static OrFault<HclValue> Keys(FunctionCall call, HclType type)
    {
        // An object's names are in its type, so they are known even where its values are not.
        var marks = call[0].Marks;
        return call[0].Type is ObjectType known ? Sequences.Create(type, known.Shape.Keys.ToArray()).WithMarks(marks)
            : call[0].Value is ObjectValue map ? Sequences.Create(type, map.Keys.ToArray()).WithMarks(marks)
            : HclValue.Unknown(type).WithMarks(marks);
    }

    private static OrFault<HclType> ValuesType(FunctionCall call) => call[0].Type switch
    {
        { Kind: HclTypeKind.Map } type => HclType.List(type.Element!),
        ObjectType type => HclType.Tuple(type.Types.ToArray()),
        var type => new FunctionFault($"a map or object is required, not {type}"),
    };

    private static OrFault<HclValue> Values(FunctionCall call, HclType type) =>
        Sequences.Create(type, ((ObjectValue)call[0].Value).Values.ToArray()).WithMarks(call[0].Marks);

    private static OrFault<HclType> ZipType(FunctionCall call)
    {
        switch (call[1].Type)
        {
            case { Kind: HclTypeKind.List } list:
                return HclType.Map(list.Element!);
            case TupleType when !call[0].IsWhollyKnown:
                return HclType.Dynamic;
            case TupleType tuple:
                if (CheckKeys(call[0], tuple.Count) is { } fault)
                {
                    return fault;
                }

                var types = new Dictionary<string, HclType>(StringComparer.Ordinal);
                for (var i = 0; i < tuple.Count; i++)
                {
                    types[call[0].ElementAt(i).AsString()] = tuple[i];
                }

                return HclType.Object([.. types.Select(static t => (t.Key, t.Value))]);
            default:
                return new FunctionFault($"the values must be a list or tuple, not {call[1].Type}");
        }
    }

    private static FunctionFault? CheckKeys(HclValue keys, int count)
    {
        if (keys.Count != count)
        {
            return new FunctionFault($"there must be one value for each key, but there are {keys.Count} keys and {count} values");
        }

        for (var i = 0; i < count; i++)
        {
            if (keys.ElementAt(i).IsNull)
            {
                return new FunctionFault($"key {i} is null");
            }
        }

        return null;
    }

    private static OrFault<HclValue> Zip(FunctionCall call, HclType type)
    {
        var keys = call[0].UnmarkDeep(out var marks);
        var values = call[1].Unmark(out var own);
        marks |= own;
        if (!keys.IsWhollyKnown)
        {
            return HclValue.Unknown(type).WithMarks(marks);
        }

        if (CheckKeys(keys, values.Count) is { } fault)
        {
            return fault;
        }

        var builder = new ObjectBuilder(keys.Count);
        for (var i = 0; i < keys.Count; i++)
        {
            builder.Set(keys.ElementAt(i).AsString(), values.ElementAt(i).Value);
        }

        return new HclValue(type, builder.ToValue()).WithMarks(marks);
    }

    private static OrFault<HclType> MergeType(FunctionCall call)
    {
        var attributes = new Dictionary<string, HclType>(StringComparer.Ordinal);
        var (isOneType, areNamesKnown) = (true, true);
        for (var i = 0; i < call.Count; i++)
        {
            var argument = call[i];
            switch (argument.Type)
            {
                case { Kind: HclTypeKind.Dynamic }:
                    return HclType.Dynamic;
                case ObjectType type when !argument.IsNull:
                    for (var at = 0; at < type.Count; at++)
                    {
                        attributes[type.NameAt(at)] = type.Types[at];
                    }

                    break;
                case { Kind: HclTypeKind.Map } type when !argument.IsNull:
                    areNamesKnown &= argument.IsKnown;
                    for (var at = 0; at < argument.Count; at++)
                    {
                        attributes[argument.KeyAt(at)] = type.Element!;
                    }

                    break;
                case { Kind: HclTypeKind.Map or HclTypeKind.Object }:
                    break;
                default:
                    return new FunctionFault($"all arguments must be maps or objects, not {argument.Type}");
            }

            isOneType &= argument.Type.Equals(call[0].Type);
        }

        return call.Count > 0 && isOneType ? call[0].Type
            : areNamesKnown ? HclType.Object([.. attributes.Select(static a => (a.Key, a.Value))])
            : HclType.Dynamic;
    }

    private static OrFault<HclValue> Merge(FunctionCall call, HclType type)
    {
        var builder = new HclObjectBuilder();
        var marks = OwnMarks.None;
        foreach (var argument in call.Arguments)
        {
            marks |= argument.Marks;
            if (argument.IsKnown && argument.Value is not (ObjectValue or NullValue))
            {
                return new FunctionFault($"all arguments must be maps or objects, not {argument.Type}");
            }

            for (var i = 0; i < argument.Count; i++)
            {
                builder.Set(argument.KeyAt(i), argument.ElementAt(i));
            }
        }

        var merged = builder.ToValue();
        return (type.Kind == HclTypeKind.Map ? new HclValue(type, merged.Value) : merged).WithMarks(marks);
    }

    private static OrFault<HclType> LookupType(FunctionCall call)
    {
        if (call.Count > 3)
        {
            return new FunctionFault($"two or three arguments are required, not {call.Count}");
        }

        switch (call[0].Type)
        {
            case ObjectType when !call[1].IsKnown:
                return HclType.Dynamic;
            case ObjectType type:
                var key = call.Text(1);
                return type.TypeOf(key) is { } found ? found
                    : call.Count == 3 ? call[2].Type
                    : FunctionFault.At(0, $"the object has no attribute {Quotation.Of(key)}, and there is no default");
            case { Kind: HclTypeKind.Map } type:
                return call.Count == 3 && !HclConversion.TryConvert(call[2], type.Element!, out _, out _)
                    ? FunctionFault.At(2, $"the default must be of the type of the map's elements, {type.Element}")
                    : type.Element!;
            default:
                return FunctionFault.At(0, $"a map or object is required, not {call[0].Type}");
        }
    }

    private static OrFault<HclValue> Lookup(FunctionCall call, HclType type)
    {
        var map = call[0].Unmark(out var marks);
        var key = call[1].Unmark(out var keyMarks);
        marks |= keyMarks;
        if (!map.IsKnown || !key.IsKnown)
        {
            return HclValue.Unknown(type).WithMarks(marks);
        }

        if (map.ElementAt(key.AsString()) is { Exists: true } found)
        {
            return found.WithMarks(marks);
        }

        if (call.Count < 3)
        {
            return new FunctionFault((marks & OwnMarks.Sensitive) != 0
                ? "the map has no element with the given key, and there is no default"
                : $"the map has no element {Quotation.Of(key.AsString())}, and there is no default");
        }

        return HclConversion.TryConvert(call[2], type, out var chosen, out var fault) ? chosen.WithMarks(marks) : FunctionFault.At(2, fault.ToString());
    }

    private static OrFault<HclValue> Transpose(FunctionCall call, HclType type)
    {
        var map = call[0];
        if (!map.IsWhollyKnown)
        {
            return HclValue.Unknown(type);
        }

        var lists = new Dictionary<string, List<Value>>(StringComparer.Ordinal);
        for (var i = 0; i < map.Count; i++)
        {
            if (map.ElementAt(i).IsNull || Sequences.HasNull(map.ElementAt(i)))
            {
                return new FunctionFault($"the list at {Quotation.Of(map.KeyAt(i))} is null or holds a null");
            }

            foreach (var item in Sequences.Items(map.ElementAt(i)))
            {
                var name = ((StringValue)item).Value;
                lists.TryAdd(name, []);
                lists[name].Add(Value.Of(map.KeyAt(i)));
            }
        }

        // Keys are met in their order, so each list is in order too.
        var builder = new ObjectBuilder(lists.Count);
        foreach (var (name, keys) in lists)
        {
            builder.Set(name, ArrayValue.Create([.. keys]));
        }

        return new HclValue(type, builder.ToValue());
    }
}
