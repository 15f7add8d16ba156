using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

internal static class Objects
{
    private static readonly RegoType s_object = RegoType.ObjectOf(RegoType.Any, RegoType.Any);
    private static readonly RegoType s_keys = RegoType.AnyOf(s_object, RegoType.SetOf(RegoType.Any), RegoType.ArrayOf(RegoType.Any));
    private static readonly RegoType s_collection = RegoType.AnyOf(s_object, RegoType.SetOf(RegoType.Any), RegoType.ArrayOf(RegoType.Any));

    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("object.get", [s_object, RegoType.Any, RegoType.Any], RegoType.Any, Get)
        {
            Sensitivity = SensitivityFlow.Parts,
            AcceptsUnknownParts = true,
            IsTotalFor = static arguments => arguments is [ObjectValue, _, _],
        },
        new("object.keys", [s_object], RegoType.SetOf(RegoType.Any), static (_, a) => SetValue.Create(((ObjectValue)a[0]).Keys))
        {
            Sensitivity = SensitivityFlow.Shape,
            AcceptsUnknownParts = true,
        },
        new("object.union", [s_object, s_object], s_object, static (c, a) => Union(c, (ObjectValue)a[0], (ObjectValue)a[1])) { Sensitivity = SensitivityFlow.Parts, AcceptsUnknownParts = true },
        new("object.union_n", [RegoType.ArrayOf(s_object)], s_object, UnionOfAll) { Sensitivity = SensitivityFlow.Parts, AcceptsUnknownParts = true },
        new("object.filter", [s_object, s_keys], s_object, static (c, a) => Filter(c, (ObjectValue)a[0], a[1], keep: true)) { Sensitivity = SensitivityFlow.Parts, AcceptsUnknownParts = true },
        new("object.remove", [s_object, s_keys], s_object, static (c, a) => Filter(c, (ObjectValue)a[0], a[1], keep: false)) { Sensitivity = SensitivityFlow.Parts, AcceptsUnknownParts = true },
        new("object.subset", [s_collection, s_collection], RegoType.Boolean, Subset),
    ];

    private static Value? Get(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var obj = (ObjectValue)arguments[0];
        if (arguments[1] is not ArrayValue path)
        {
            return obj.Get(arguments[1]) ?? arguments[2];
        }

        Value? at = obj;
        foreach (var step in path.Items)
        {
            if (at is UnknownValue unknown)
            {
                context.LookInto(unknown);
                at = unknown.Child(step);
                continue;
            }

            at = Member(at, step);
            if (at is null)
            {
                return arguments[2];
            }
        }

        return at;
    }

    internal static Value? Member(Value? value, Value key) => value switch
    {
        ObjectValue obj => obj.Get(key),
        ArrayValue array => array.Get(key),
        SetValue set => set.Get(key),
        _ => null,
    };

    private static ObjectValue Union(BuiltinContext context, ObjectValue left, ObjectValue right)
    {
        var merged = new ObjectBuilder(left.Count + right.Count);
        merged.SetAll(left);
        for (var i = 0; i < right.Count; i++)
        {
            context.Step();
            var (key, value) = (right.Keys[i], right.Values[i]);
            LookIntoKey(context, key);
            merged.Set(key, Merge(context, left.Get(key), value));
        }

        return merged.ToValue();
    }

    // Objects are merged and everything else is replaced, so beside an object or another unknown an unknown may go
    // either way.
    private static Value Merge(BuiltinContext context, Value? left, Value right) => (left, right) switch
    {
        (ObjectValue outer, ObjectValue inner) => Union(context, outer, inner),
        (UnknownValue one, UnknownValue other) => UnknownValue.Derived($"object.union({one.Id}, {other.Id})", [.. one.Sources, .. other.Sources]),
        (UnknownValue open, ObjectValue) => Either(open),
        (ObjectValue, UnknownValue open) => Either(open),
        _ => right,
    };

    private static UnknownValue Either(UnknownValue open) =>
        UnknownValue.Derived($"object.union({open.Id})", open.Sources, isAnonymous: true);

    private static void LookIntoKey(BuiltinContext context, Value key)
    {
        if (!key.IsGround)
        {
            foreach (var unknown in Unknowns(key))
            {
                context.LookInto(unknown);
            }
        }
    }

    private static IEnumerable<UnknownValue> Unknowns(Value value) => value switch
    {
        UnknownValue unknown => [unknown],
        ArrayValue array => array.Items.ToArray().SelectMany(Unknowns),
        SetValue set => set.Items.ToArray().SelectMany(Unknowns),
        ObjectValue obj => obj.Keys.ToArray().Concat(obj.Values.ToArray()).SelectMany(Unknowns),
        _ => [],
    };

    private static Value? UnionOfAll(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var merged = ObjectValue.Empty;
        foreach (var item in ((ArrayValue)arguments[0]).Items)
        {
            if (item is UnknownValue unknown)
            {
                context.LookInto(unknown);
                continue;
            }

            if (item is not ObjectValue obj)
            {
                return Operands.WrongElement(context, 1, arguments[0], item, "object");
            }

            merged = merged.Count == 0 ? obj : Union(context, merged, obj);
        }

        return merged;
    }

    private static ObjectValue Filter(BuiltinContext context, ObjectValue obj, Value keys, bool keep)
    {
        var wanted = keys switch
        {
            SetValue set => set,
            ObjectValue other => SetValue.Create(other.Keys),
            _ => SetValue.Create(((ArrayValue)keys).Items),
        };
        foreach (var key in wanted.Unordered)
        {
            LookIntoKey(context, key);
        }

        var kept = new ObjectBuilder();
        for (var i = 0; i < obj.Count; i++)
        {
            LookIntoKey(context, obj.Keys[i]);
            if (wanted.Contains(obj.Keys[i]) == keep)
            {
                kept.Set(obj.Keys[i], obj.Values[i]);
            }
        }

        return kept.ToValue();
    }

    private static Value? Subset(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var (super, sub) = (arguments[0], arguments[1]);
        if (super is ArrayValue array && sub is SetValue set)
        {
            var members = SetValue.Create(array.Items);
            return Value.Of(set.Unordered.ToArray().All(members.Contains));
        }

        return super.Kind == sub.Kind
            ? Value.Of(IsSubset(context, super, sub))
            : context.Fail("both arguments object.subset must be of the same type or array and set");
    }

    private static bool IsSubset(BuiltinContext context, Value super, Value sub)
    {
        context.Step();
        switch (super, sub)
        {
            case (ObjectValue whole, ObjectValue part):
                for (var i = 0; i < part.Count; i++)
                {
                    if (whole.Get(part.Keys[i]) is not { } value || !IsSubset(context, value, part.Values[i]))
                    {
                        return false;
                    }
                }

                return true;
            case (SetValue whole, SetValue part):
                foreach (var member in part.Unordered)
                {
                    if (!whole.Contains(member))
                    {
                        return false;
                    }
                }

                return true;
            case (ArrayValue whole, ArrayValue part):
                context.Step(whole.Count);
                return whole.Items.IndexOf(part.Items) >= 0;
            default:
                return super == sub;
        }
    }
}
