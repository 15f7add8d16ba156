using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

internal static class Sets
{
    private static readonly RegoType s_set = RegoType.SetOf(RegoType.Any);
    private static readonly RegoType s_setOfSets = RegoType.SetOf(RegoType.SetOf(RegoType.Any));

    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("and", [s_set, s_set], s_set, static (_, a) => Intersection((SetValue)a[0], (SetValue)a[1])) { Infix = "&", Sensitivity = SensitivityFlow.Parts },
        new("or", [s_set, s_set], s_set, static (_, a) => Union((SetValue)a[0], (SetValue)a[1])) { Infix = "|", Sensitivity = SensitivityFlow.Parts },
        new("intersection", [s_setOfSets], s_set, IntersectionOfAll) { Sensitivity = SensitivityFlow.Parts },
        new("union", [s_setOfSets], s_set, UnionOfAll) { Sensitivity = SensitivityFlow.Parts },
    ];

    public static SetValue Difference(SetValue left, SetValue right)
    {
        var kept = new SetBuilder();
        foreach (var member in left.Unordered)
        {
            if (!right.Contains(member))
            {
                kept.Add(member);
            }
        }

        return kept.ToValue();
    }

    public static SetValue Intersection(SetValue left, SetValue right)
    {
        var (small, large) = left.Count <= right.Count ? (left, right) : (right, left);
        var kept = new SetBuilder();
        foreach (var member in small.Unordered)
        {
            if (large.Contains(member))
            {
                kept.Add(member);
            }
        }

        return kept.ToValue();
    }

    public static SetValue Union(SetValue left, SetValue right)
    {
        if (left.Count == 0 || right.Count == 0)
        {
            return left.Count == 0 ? right : left;
        }

        var all = new SetBuilder(left.Count + right.Count);
        AddAll(all, left);
        AddAll(all, right);
        return all.ToValue();
    }

    private static Value? IntersectionOfAll(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        SetValue? result = null;
        foreach (var item in ((SetValue)arguments[0]).Items)
        {
            if (item is not SetValue set)
            {
                return Operands.WrongElement(context, 1, arguments[0], item, "set");
            }

            result = result is null ? set : Intersection(result, set);
        }

        return result ?? SetValue.Empty;
    }

    private static Value? UnionOfAll(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var all = new SetBuilder();
        foreach (var item in ((SetValue)arguments[0]).Items)
        {
            if (item is not SetValue set)
            {
                return Operands.WrongElement(context, 1, arguments[0], item, "set");
            }

            AddAll(all, set);
        }

        return all.ToValue();
    }

    private static void AddAll(SetBuilder builder, SetValue set)
    {
        foreach (var member in set.Unordered)
        {
            builder.Add(member);
        }
    }
}
