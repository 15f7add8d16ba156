using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Types;
using Turnpike.Values;
using static Turnpike.Hcl.Functions.Takes;

namespace Turnpike.Hcl.Functions.Collections;

/// <summary>Elements of lists chosen, counted and ordered.</summary>
internal static class ListFunctions
{
    private const int MaxRange = 1024;

    public static FunctionList All { get; } = Create();

    private static FunctionList Create()
    {
        var texts = HclType.List(HclType.String);
        var all = new FunctionList
        {
            { "distinct", new HclFunction([List("list")], static c => c[0].Type, Distinct) { IsNeverNull = true } },
            { "one", new HclFunction([Any("list")], OneType, One) },
            { "matchkeys", new HclFunction([List("values"), List("keys"), List("searchset")], MatchKeysType, MatchKeys) { IsNeverNull = true } },
            { "range", new HclFunction([], HclType.List(HclType.Number), Range) { Variadic = Number("params"), IsNeverNull = true } },
        };
        all.AddNeverNull("compact", [TextList("list")], texts, Compact);
        all.AddNeverNull("sort", [TextList("list") with { AllowUnknown = true }], texts, Sort);
        all.AddNeverNull("contains", [Any("list"), Any("value")], HclType.Boolean, Contains);
        all.AddNeverNull("index", [Any("list"), Any("value")], HclType.Number, Index);
        all.AddNeverNull("sum", [Any("list")], HclType.Number, Sum);
        all.AddNeverNull("alltrue", [new HclParameter("list", HclType.List(HclType.Boolean))], HclType.Boolean, AllTrue);
        all.AddNeverNull("anytrue", [new HclParameter("list", HclType.List(HclType.Boolean))], HclType.Boolean, AnyTrue);
        return all;
    }

    private static OrFault<HclValue> Compact(FunctionCall call, HclType type) => !call[0].IsWhollyKnown
        ? HclValue.Unknown(type)
        : Sequences.Create(type, [.. Sequences.Items(call[0]).ToArray().Where(static i => i is StringValue { Value.Length: > 0 })]);

    private static OrFault<HclValue> Distinct(FunctionCall call, HclType type)
    {
        if (!call[0].IsWhollyKnown)
        {
            return HclValue.Unknown(type);
        }

        // Numbers are equal by what they are, not by the digits they show.
        var isNumber = type.Element!.Kind == HclTypeKind.Number;
        var kept = new List<Value>();
        var seen = new HashSet<object>();
        foreach (var item in Sequences.Items(call[0]))
        {
            if (seen.Add(isNumber && item is NumberValue number ? HclNumber.ToBinary(number) : item))
            {
                kept.Add(item);
            }
        }

        return Sequences.Create(type, [.. kept]);
    }

    private static OrFault<HclValue> Sort(FunctionCall call, HclType type)
    {
        var list = call[0];
        if (!list.IsKnown)
        {
            // The length does not change.
            return HclUnknown.RefinementOf(list) is { } known
                ? HclUnknown.Refine(HclValue.Unknown(type), new UnknownRefinement { NotNull = true, MinimumLength = known.MinimumLength, MaximumLength = known.MaximumLength })
                : HclValue.Unknown(type);
        }

        var items = Sequences.Items(list).ToArray();
        if (Array.FindIndex(items, static i => i.Kind == ValueKind.Null) is >= 0 and var at)
        {
            return new FunctionFault($"element {at} is null, which has no place in an order");
        }

        if (!list.IsWhollyKnown)
        {
            Array.Fill(items, HclValue.Unknown(HclType.String).Value);
        }

        Array.Sort(items);
        return Sequences.Create(type, items);
    }

    private static OrFault<HclValue> Contains(FunctionCall call, HclType type)
    {
        if (!Sequences.Is(call[0].Type))
        {
            return new FunctionFault($"a list, tuple or set is required, not {call[0].Type}");
        }

        var isOpen = false;
        for (var i = 0; i < call[0].Count; i++)
        {
            var answer = ThreeValued.AreEqual(call[1], call[0].ElementAt(i));
            if (answer is true)
            {
                return HclValue.True;
            }

            isOpen |= answer is null;
        }

        return isOpen ? HclValue.Unknown(type) : HclValue.False;
    }

    private static OrFault<HclValue> Index(FunctionCall call, HclType type)
    {
        if (!Sequences.IsListOrTuple(call[0].Type))
        {
            return new FunctionFault($"a list or tuple is required, not {call[0].Type}");
        }

        for (var i = 0; i < call[0].Count; i++)
        {
            switch (ThreeValued.AreEqual(call[0].ElementAt(i), call[1]))
            {
                case true:
                    return HclValue.Integer(i);
                case null:
                    return HclValue.Unknown(type);
            }
        }

        return new FunctionFault(call[0].Count == 0 ? "an empty list holds nothing" : "the list does not hold the value; contains tells beforehand");
    }

    private static OrFault<HclType> OneType(FunctionCall call) => call[0].Type switch
    {
        { Kind: HclTypeKind.List or HclTypeKind.Set } type => type.Element!,
        TupleType { Count: 0 } => HclType.Dynamic,
        TupleType { Count: 1 } tuple => tuple[0],
        _ => NotOne,
    };

    private static FunctionFault NotOne => FunctionFault.At(0, "a list, set or tuple of at most one element is required");

    private static OrFault<HclValue> One(FunctionCall call, HclType type)
    {
        if (call[0].Kind == HclTypeKind.Set && call[0].Count > 1 && !call[0].IsWhollyKnown)
        {
            // Members that are not known may turn out to be equal.
            return HclValue.Unknown(type);
        }

        return call[0].Count switch
        {
            0 => HclValue.Null(type),
            1 => call[0].ElementAt(0),
            _ => NotOne,
        };
    }

    private static OrFault<HclValue> Sum(FunctionCall call, HclType type)
    {
        var list = call[0];
        if (list.Type.IsPrimitive)
        {
            return FunctionFault.At(0, $"a list, set or tuple of numbers is required, not {list.Type}");
        }

        if (list.Count == 0)
        {
            return FunctionFault.At(0, "an empty list has no sum");
        }

        if (!Sequences.Is(list.Type))
        {
            return FunctionFault.At(0, $"a list, set or tuple of numbers is required, not {list.Type}");
        }

        if (!list.IsWhollyKnown)
        {
            return HclValue.Unknown(type);
        }

        NumberValue? sum = null;
        for (var i = 0; i < list.Count; i++)
        {
            if (list.ElementAt(i).IsNull || !HclConversion.TryConvert(list.ElementAt(i), HclType.Number, out var number, out _))
            {
                return FunctionFault.At(0, $"a list, set or tuple of numbers is required, but element {i} is none");
            }

            sum = sum is null ? number.AsNumber() : Arithmetic.Add(sum, number.AsNumber());
            if (sum is null)
            {
                return new FunctionFault("infinities of opposite signs have no sum");
            }
        }

        return HclValue.Number(sum!);
    }

    private static OrFault<HclValue> AllTrue(FunctionCall call, HclType type)
    {
        foreach (var item in Sequences.Items(call[0]))
        {
            if (item is not BooleanValue { Value: true })
            {
                return item.Kind == ValueKind.Unknown ? HclValue.Unknown(type) : HclValue.False;
            }
        }

        return HclValue.True;
    }

    private static OrFault<HclValue> AnyTrue(FunctionCall call, HclType type)
    {
        var isOpen = false;
        foreach (var item in Sequences.Items(call[0]))
        {
            if (item is BooleanValue { Value: true })
            {
                return HclValue.True;
            }

            isOpen |= item.Kind == ValueKind.Unknown;
        }

        return isOpen ? HclValue.Unknown(type) : HclValue.False;
    }

    private static OrFault<HclType> MatchKeysType(FunctionCall call) => HclConversion.UnifyUnsafe([call[1].Type, call[2].Type]) is null
        ? new FunctionFault("the keys and the searchset must be of one type")
        : call[0].Type;

    private static OrFault<HclValue> MatchKeys(FunctionCall call, HclType type)
    {
        if (call[0].Count != call[1].Count)
        {
            return new FunctionFault($"there must be one key for each value, but there are {call[1].Count} keys and {call[0].Count} values");
        }

        var common = HclConversion.UnifyUnsafe([call[1].Type, call[2].Type])!;
        if (!HclConversion.TryConvert(call[1], common, out var keys, out var fault) || !HclConversion.TryConvert(call[2], common, out var wanted, out fault))
        {
            return new FunctionFault(fault.ToString());
        }

        if (wanted.Count > 0 && (!call[0].IsWhollyKnown || !keys.IsWhollyKnown))
        {
            return HclValue.Unknown(type);
        }

        var found = new List<Value>();
        for (var i = 0; i < keys.Count && wanted.Count > 0; i++)
        {
            for (var at = 0; at < wanted.Count; at++)
            {
                var answer = ThreeValued.AreEqual(keys.ElementAt(i), wanted.ElementAt(at));
                if (answer is null)
                {
                    return Sequences.Create(type, []);
                }

                if (answer is true)
                {
                    found.Add(call[0].ElementAt(i).Value);
                    break;
                }
            }
        }

        return Sequences.Create(type, [.. found]);
    }

    private static OrFault<HclValue> Range(FunctionCall call, HclType type)
    {
        if (call.Count is 0 or > 3)
        {
            return new FunctionFault("one, two or three numbers are required");
        }

        var start = call.Count == 1 ? HclNumber.OfCount(0) : call[0].AsNumber();
        var end = call[call.Count == 1 ? 0 : 1].AsNumber();
        var step = call.Count == 3 ? call[2].AsNumber() : Value.Of(HclNumber.Compare(end, start) < 0 ? -1L : 1L);
        var direction = HclNumber.Compare(step, Value.Of(0L)) < 0 ? -1 : 1;
        if (HclNumber.Compare(end, start) * direction < 0)
        {
            return FunctionFault.At(1, direction < 0 ? "a negative step never gets from the start up to the end" : "a positive step never gets from the start down to the end");
        }

        var items = new List<Value>();
        for (var number = start; HclNumber.Compare(number, end) * direction < 0;)
        {
            if (items.Count >= MaxRange)
            {
                return new FunctionFault($"there would be more than {MaxRange} numbers; take a larger step or a smaller range");
            }

            items.Add(number);
            if (Arithmetic.Add(number, step) is not { } next)
            {
                return new FunctionFault("infinities of opposite signs have no sum");
            }

            number = next;
        }

        return Sequences.Create(type, [.. items]);
    }
}
