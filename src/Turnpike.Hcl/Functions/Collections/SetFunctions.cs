using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Types;
using Turnpike.Values;
using static Turnpike.Hcl.Functions.Takes;

namespace Turnpike.Hcl.Functions.Collections;

/// <summary>Union, intersection, difference and product of sets.</summary>
internal static class SetFunctions
{
    public static FunctionList All { get; } = Create();

    private static FunctionList Create()
    {
        var first = Set("first_set") with { AllowDynamicType = true };
        var others = Set("other_sets") with { AllowDynamicType = true };
        return new FunctionList
        {
            { "setunion", new HclFunction([first], CommonType, Union) { Variadic = others, IsNeverNull = true } },
            { "setintersection", new HclFunction([first], CommonType, static (c, t) => Combine(c, t, keepsShared: true)) { Variadic = others, IsNeverNull = true } },
            { "setsubtract", new HclFunction([Set("a") with { AllowDynamicType = true }, Set("b") with { AllowDynamicType = true }], CommonType, static (c, t) => Combine(c, t, keepsShared: false)) { IsNeverNull = true } },
            { "setproduct", new HclFunction([], ProductType, Product) { Variadic = Any("sets") with { AllowMarked = true }, IsNeverNull = true } },
        };
    }

    // An empty set whose element type nobody has said does not take part.
    private static OrFault<HclType> CommonType(FunctionCall call)
    {
        var elements = new List<HclType>();
        foreach (var set in call.Arguments)
        {
            var element = set.Type.Element;
            if (element is not null && !(set.IsKnown && set.Count == 0 && element.Kind == HclTypeKind.Dynamic))
            {
                elements.Add(element);
            }
        }

        return elements.Count == 0 ? HclType.Set(HclType.Dynamic)
            : HclConversion.UnifyUnsafe([.. elements]) is { } common ? HclType.Set(common)
            : new FunctionFault("the sets must have elements of one type");
    }

    private static FunctionFault? Convert(FunctionCall call, HclType type, out HclValue[] sets)
    {
        sets = new HclValue[call.Count];
        for (var i = 0; i < sets.Length; i++)
        {
            if (!HclConversion.TryConvert(call[i], type, out sets[i], out var fault))
            {
                return FunctionFault.At(i, fault.ToString());
            }
        }

        return null;
    }

    private static OrFault<HclValue> Union(FunctionCall call, HclType type)
    {
        if (Convert(call, type, out var sets) is { } fault)
        {
            return fault;
        }

        var members = new List<Value>();
        foreach (var set in sets)
        {
            members.AddRange(Sequences.Items(set));
        }

        return HclValue.Set(type.Element!, [.. members]);
    }

    private static OrFault<HclValue> Combine(FunctionCall call, HclType type, bool keepsShared)
    {
        if (Convert(call, type, out var sets) is { } fault)
        {
            return fault;
        }

        if (!Array.TrueForAll(sets, static s => s.IsWhollyKnown))
        {
            return HclValue.Unknown(type);
        }

        var members = Sequences.Items(sets[0]).ToArray();
        foreach (var other in sets.AsSpan(1))
        {
            var set = (SetValue)other.Value;
            members = Array.FindAll(members, m => set.Contains(m) == keepsShared);
        }

        return HclValue.Set(type.Element!, members);
    }

    private static OrFault<HclType> ProductType(FunctionCall call)
    {
        if (call.Count < 2)
        {
            return new FunctionFault("at least two arguments are required");
        }

        var elements = new HclType[call.Count];
        var isOrdered = true;
        for (var i = 0; i < elements.Length; i++)
        {
            switch (call[i].Type)
            {
                case { Kind: HclTypeKind.List or HclTypeKind.Set } type:
                    elements[i] = type.Element!;
                    isOrdered &= type.Kind == HclTypeKind.List;
                    break;
                case TupleType { Count: 0 }:
                    elements[i] = HclType.Dynamic;
                    break;
                case TupleType tuple when HclConversion.UnifyUnsafe(tuple.Elements) is { } common:
                    elements[i] = common;
                    break;
                case TupleType:
                    return FunctionFault.At(i, "all elements must be of one type");
                default:
                    return FunctionFault.At(i, $"a set or list is required, not {call[i].Type}");
            }
        }

        return isOrdered ? HclType.List(HclType.Tuple(elements)) : HclType.Set(HclType.Tuple(elements));
    }

    private static OrFault<HclValue> Product(FunctionCall call, HclType type)
    {
        var tuple = (TupleType)type.Element!;
        var marks = OwnMarks.None;
        var total = 1L;
        var isOpen = false;
        foreach (var argument in call.Arguments)
        {
            marks |= argument.Marks;
            isOpen |= argument.Kind == HclTypeKind.Set && argument.Count > 1 && !argument.IsWhollyKnown;
            total = Math.Min(total * argument.Count, int.MaxValue);
        }

        // Members of a set that are not known may turn out to be equal.
        if (isOpen)
        {
            return HclValue.Unknown(type).WithMarks(marks);
        }

        if (total > call.Context.Limits.Elements)
        {
            return new FunctionFault("the product would have too many elements");
        }

        if (Columns(call, tuple, out var columns) is { } fault)
        {
            return fault;
        }

        var rows = new Value[total];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = ArrayValue.Create(Row(columns, row));
        }

        return (type.Kind == HclTypeKind.List ? Sequences.Create(type, rows) : HclValue.Set(tuple, rows)).WithMarks(marks);
    }

    private static FunctionFault? Columns(FunctionCall call, TupleType tuple, out Value[][] columns)
    {
        columns = new Value[call.Count][];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = new Value[call[i].Count];
            for (var at = 0; at < columns[i].Length; at++)
            {
                if (!HclConversion.TryConvert(call[i].ElementAt(at), tuple[i], out var item, out var fault))
                {
                    return FunctionFault.At(i, fault.ToString());
                }

                columns[i][at] = item.Value;
            }
        }

        return null;
    }

    // The last column changes fastest.
    private static Value[] Row(Value[][] columns, int number)
    {
        var row = new Value[columns.Length];
        for (var i = row.Length - 1; i >= 0; i--)
        {
            row[i] = columns[i][number % columns[i].Length];
            number /= columns[i].Length;
        }

        return row;
    }
}
