using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Types;
using Turnpike.Values;
using static Turnpike.Hcl.Functions.Takes;

namespace Turnpike.Hcl.Functions.Collections;

/// <summary>Parts of lists and tuples, put together anew.</summary>
internal static class SequenceFunctions
{
    public static FunctionList All { get; } = Create();

    private static FunctionList Create() => new()
    {
        { "concat", new HclFunction([], ConcatType, Concat) { Variadic = Any("seqs") with { AllowMarked = true }, IsNeverNull = true } },
        { "chunklist", new HclFunction([List("list") with { AllowMarked = true }, Number("size") with { AllowMarked = true }], static c => HclType.List(c[0].Type), Chunk) { IsNeverNull = true } },
        { "element", new HclFunction([Any("list") with { AllowMarked = true }, Number("index")], ElementType, Element) },
        { "flatten", new HclFunction([Any("list") with { AllowMarked = true }], FlattenType, Flatten) { IsNeverNull = true } },
        { "reverse", new HclFunction([Any("list") with { AllowMarked = true }], ReverseType, Reverse) { IsNeverNull = true } },
        { "slice", new HclFunction([Any("list") with { AllowMarked = true }, Number("start_index"), Number("end_index")], SliceType, Slice) { IsNeverNull = true } },
    };

    private static OrFault<HclType> ConcatType(FunctionCall call)
    {
        if (call.Count == 0)
        {
            return new FunctionFault("at least one argument is required");
        }

        if (CommonListType(call) is { } list)
        {
            return list;
        }

        var elements = new List<HclType>();
        for (var i = 0; i < call.Count; i++)
        {
            switch (call[i].Type)
            {
                case TupleType tuple:
                    elements.AddRange(tuple.Elements);
                    break;
                case { Kind: HclTypeKind.List } when !call[i].IsKnown:
                    return HclType.Dynamic;
                case { Kind: HclTypeKind.List } type:
                    elements.AddRange(Enumerable.Repeat(type.Element!, call[i].Count));
                    break;
                default:
                    return FunctionFault.At(i, $"all arguments must be lists or tuples, not {call[i].Type}");
            }
        }

        return HclType.Tuple([.. elements]);
    }

    private static HclType? CommonListType(FunctionCall call)
    {
        var types = new HclType[call.Count];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = call[i].Type;
            if (types[i].Kind != HclTypeKind.List)
            {
                return null;
            }
        }

        return HclConversion.UnifyUnsafe(types);
    }

    private static OrFault<HclValue> Concat(FunctionCall call, HclType type)
    {
        var items = new List<Value>();
        var marks = OwnMarks.None;
        foreach (var argument in call.Arguments)
        {
            var sequence = argument.Unmark(out var own);
            marks |= own;
            if (type.Kind == HclTypeKind.List && !HclConversion.TryConvert(sequence, type, out sequence, out var fault))
            {
                return new FunctionFault(fault.ToString());
            }

            items.AddRange(Sequences.Items(sequence));
            if (items.Count > call.Context.Limits.Elements)
            {
                return new FunctionFault("the list would have too many elements");
            }
        }

        return Sequences.Create(type, [.. items]).WithMarks(marks);
    }

    private static OrFault<HclValue> Chunk(FunctionCall call, HclType type)
    {
        var list = call[0].Unmark(out var marks);
        var sizeValue = call[1].Unmark(out var sizeMarks);
        marks |= sizeMarks;
        if (!Integers.TryGet(sizeValue, out long size, out var fault))
        {
            return new FunctionFault($"the size is not valid: {fault}");
        }

        if (size < 0)
        {
            return new FunctionFault("the size must not be negative");
        }

        var items = Sequences.Items(list);
        var length = size == 0 ? items.Length : Integers.Clamp(size);
        var chunks = new List<Value>();
        for (var at = 0; at < items.Length; at += length)
        {
            length = Math.Min(length, items.Length - at);
            chunks.Add(ArrayValue.Create(items.Slice(at, length).ToArray()));
        }

        return Sequences.Create(type, [.. chunks]).WithMarks(marks);
    }

    private static OrFault<HclType> ElementType(FunctionCall call)
    {
        switch (call[0].Type)
        {
            case { Kind: HclTypeKind.List } list:
                return list.Element!;
            case TupleType when !call[1].IsKnown:
                return HclType.Dynamic;
            case TupleType tuple:
                if (!Integers.TryGet(call[1], out long index, out var fault))
                {
                    return new FunctionFault($"the index is not valid: {fault}");
                }

                if (tuple.Count == 0)
                {
                    return new FunctionFault("an empty list has no element");
                }

                return index % tuple.Count >= 0 ? tuple[(int)(index % tuple.Count)] : new FunctionFault("a tuple has no element at a negative index");
            default:
                return new FunctionFault($"a list is required, not {call[0].Type}");
        }
    }

    private static OrFault<HclValue> Element(FunctionCall call, HclType type)
    {
        var list = call[0].Unmark(out var marks);
        if (!Integers.TryGet(call[1], out long index, out var fault))
        {
            return new FunctionFault($"the index is not valid: {fault}");
        }

        if (list.Count == 0)
        {
            return new FunctionFault("an empty list has no element");
        }

        // Past the end it begins again at the start, and before the start at the end.
        var at = (int)(index % list.Count);
        return list.ElementAt(at < 0 ? at + list.Count : at).WithMarks(marks);
    }

    private static OrFault<HclType> FlattenType(FunctionCall call)
    {
        if (!Sequences.Is(call[0].Type))
        {
            return call[0].IsWhollyKnown ? new FunctionFault("only lists, sets and tuples can be flattened") : HclType.Dynamic;
        }

        var marks = OwnMarks.None;
        var items = new List<HclValue>();
        return TryFlatten(call[0], items, ref marks) ? HclType.Tuple([.. items.Select(static i => i.Type)]) : HclType.Dynamic;
    }

    private static OrFault<HclValue> Flatten(FunctionCall call, HclType type)
    {
        var marks = OwnMarks.None;
        var items = new List<HclValue>();
        return TryFlatten(call[0], items, ref marks) ? HclValue.Tuple([.. items]).WithMarks(marks) : HclValue.Unknown(type).WithMarks(marks);
    }

    // False where something is not known that may be another sequence.
    private static bool TryFlatten(HclValue value, List<HclValue> items, ref OwnMarks marks)
    {
        var sequence = value.Unmark(out var own);
        marks |= own;
        if (!sequence.IsKnown)
        {
            return false;
        }

        var isKnown = true;
        for (var i = 0; i < sequence.Count; i++)
        {
            var item = sequence.ElementAt(i);
            if (Sequences.Is(item.Type) && !item.IsNull)
            {
                isKnown &= TryFlatten(item, items, ref marks);
            }
            else
            {
                isKnown &= item.Kind != HclTypeKind.Dynamic || item.IsNull;
                items.Add(item);
            }
        }

        return isKnown;
    }

    private static OrFault<HclType> ReverseType(FunctionCall call) => call[0].Type switch
    {
        TupleType tuple => HclType.Tuple([.. tuple.Elements.ToArray().Reverse()]),
        { Kind: HclTypeKind.List or HclTypeKind.Set } type => HclType.List(type.Element!),
        var type => FunctionFault.At(0, $"a list or tuple is required, not {type}"),
    };

    private static OrFault<HclValue> Reverse(FunctionCall call, HclType type)
    {
        var items = Sequences.Items(call[0].Unmark(out var marks)).ToArray();
        Array.Reverse(items);
        return Sequences.Create(type, items).WithMarks(marks);
    }

    private static OrFault<HclType> SliceType(FunctionCall call)
    {
        var type = call[0].Type;
        if (!Sequences.IsListOrTuple(type))
        {
            return FunctionFault.At(0, type.Kind == HclTypeKind.Set
                ? "a set has no order to take a slice of; convert it with tolist first"
                : $"a list or tuple is required, not {type}");
        }

        if (SliceBounds(call, out var start, out var end) is { } fault)
        {
            return fault;
        }

        return type is not TupleType tuple ? type
            : start < 0 || end < 0 ? HclType.Dynamic
            : HclType.Tuple(tuple.Elements[start..end].ToArray());
    }

    private static OrFault<HclValue> Slice(FunctionCall call, HclType type)
    {
        if (SliceBounds(call, out var start, out var end) is { } fault)
        {
            return fault;
        }

        return Sequences.Create(type, Sequences.Items(call[0].Unmark(out var marks))[start..end].ToArray()).WithMarks(marks);
    }

    // A bound is -1 where it is not known.
    private static FunctionFault? SliceBounds(FunctionCall call, out int start, out int end)
    {
        var length = call[0].Type is TupleType tuple ? tuple.Count : call[0].IsKnown ? call[0].Count : int.MaxValue;
        end = -1;
        return SliceBound(call, 1, "start", length, out start)
            ?? SliceBound(call, 2, "end", length, out end)
            ?? (start >= 0 && end >= 0 && start > end ? FunctionFault.At(1, "the start index must not lie after the end index") : null);
    }

    private static FunctionFault? SliceBound(FunctionCall call, int argument, string which, int length, out int bound)
    {
        bound = -1;
        if (!call[argument].IsKnown)
        {
            return null;
        }

        if (!Integers.TryGet(call[argument], out long index, out var fault))
        {
            return FunctionFault.At(argument, $"the {which} index is not valid: {fault}");
        }

        bound = Integers.Clamp(index);
        return index < 0 ? FunctionFault.At(argument, $"the {which} index must not be negative")
            : index > length ? FunctionFault.At(argument, $"the {which} index must not lie past the end of the list, which has {length} elements")
            : null;
    }
}
