using Turnpike.Rego.Builtins;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Unknowns;

/// <summary>The builtins over objects that can tell more of unknown parts than that their result is open.</summary>
internal static class MarkedObjects
{
    /// <summary>The result, or null if this builtin or these arguments are none of ours.</summary>
    public static Value? TryCall(Machine machine, Builtin builtin, ReadOnlySpan<Value> arguments) => builtin.Name switch
    {
        "object.get" when arguments is [ObjectValue obj, not UnknownValue, _] => Get(machine, obj, arguments[1], arguments[2]),
        "object.union" when arguments is [ObjectValue left, ObjectValue right] => Union(machine, left, right),
        "object.union_n" when arguments is [ArrayValue objects] && !Bags.IsBag(objects) => UnionOfAll(machine, objects),
        "object.remove" or "object.filter" when arguments is [ObjectValue { Shape.IsGround: true }, { IsGround: true }] =>
            builtin.Invoke(machine.Builtins, arguments),
        _ => null,
    };

    private static Value? Get(Machine machine, ObjectValue obj, Value key, Value otherwise)
    {
        if (key is ArrayValue path)
        {
            return Bags.IsBag(path) ? null : Follow(machine, obj, path.Items, otherwise);
        }

        return Follow(machine, obj, [key], otherwise);
    }

    private static Value Follow(Machine machine, ObjectValue obj, ReadOnlySpan<Value> path, Value otherwise)
    {
        var found = new List<MarkedItem> { new(obj, obj, null) };
        var mayMiss = false;
        foreach (var step in path)
        {
            var next = new List<MarkedItem>();
            foreach (var at in found)
            {
                var below = MarkedItems.At(at.Item, step);
                mayMiss |= below.Count == 0 || below.Exists(static item => item.Mark is not null);
                foreach (var item in below)
                {
                    next.Add(item with { Mark = PathMark.Join(at.Mark, item.Mark) });
                }
            }

            found = next;
        }

        if (found.Count == 0)
        {
            return otherwise;
        }

        if (mayMiss)
        {
            found.Add(new MarkedItem(otherwise, otherwise, null));
        }

        return found.Count == 1 ? found[0].Item : machine.JoinValues(found);
    }

    private static ObjectValue? UnionOfAll(Machine machine, ArrayValue objects)
    {
        var merged = ObjectValue.Empty;
        foreach (var item in objects.Items)
        {
            if (item is not ObjectValue obj || Union(machine, merged, obj) is not { } next)
            {
                return null;
            }

            merged = next;
        }

        return merged;
    }

    private static ObjectValue? Union(Machine machine, ObjectValue left, ObjectValue right)
    {
        if (!left.Shape.IsGround || !right.Shape.IsGround || Bags.HasPossible(left.Values) || Bags.HasPossible(right.Values))
        {
            return null;
        }

        var merged = new ObjectBuilder(left.Count + right.Count);
        merged.SetAll(left);
        for (var i = 0; i < right.Count; i++)
        {
            merged.Set(right.Keys[i], Merge(machine, left.Get(right.Keys[i]), right.Values[i]));
        }

        return merged.ToValue();
    }

    // Two objects are merged, otherwise the right one wins; an unknown may be an object.
    private static Value Merge(Machine machine, Value? left, Value right)
    {
        if (left is null || !MayBeObject(left) || !MayBeObject(right))
        {
            return right;
        }

        return left is ObjectValue outer && right is ObjectValue inner && Union(machine, outer, inner) is { } merged
            ? merged
            : machine.Derive(Bags.AnyCause(left, right), "object.union");
    }

    private static bool MayBeObject(Value value) => value is ObjectValue || (value is UnknownValue unknown && Refined.MayBe(unknown, ValueKind.Object));
}
