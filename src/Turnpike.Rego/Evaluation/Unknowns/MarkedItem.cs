using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Unknowns;

/// <summary>What iterating or looking up gives, one at a time, where the collection or the key holds unknowns.</summary>
/// <param name="Mark">Null where the item is surely there.</param>
internal readonly record struct MarkedItem(Value Key, Value Item, PathMark? Mark);

internal static class MarkedItems
{
    /// <summary>The items of anything that can be iterated; nothing for a scalar.</summary>
    public static List<MarkedItem> Of(Value collection)
    {
        var items = new List<MarkedItem>();
        switch (collection)
        {
            case UnknownValue unknown:
                AddUnknown(unknown, items);
                break;
            case ArrayValue array:
                AddArray(array, items);
                break;
            case SetValue set:
                AddSet(set, items);
                break;
            case ObjectValue obj:
                AddObject(obj, items);
                break;
        }

        return items;
    }

    /// <summary>What may stand at a key. Several where an unknown key may be any of several.</summary>
    public static List<MarkedItem> At(Value collection, Value key)
    {
        var found = new List<MarkedItem>();
        switch (collection)
        {
            case UnknownValue unknown:
                LookUpUnknown(unknown, key, found);
                break;
            case ArrayValue array:
                LookUpArray(array, key, found);
                break;
            case SetValue set:
                LookUpMember(set, key, found);
                break;
            case ObjectValue obj:
                LookUpObject(obj, key, found);
                break;
        }

        return found;
    }

    /// <summary>A member of which nothing is known but that it comes from iterating an unknown.</summary>
    public static UnknownValue AnyOf(UnknownValue collection, string part, UnknownRefinement? refinement = null)
    {
        var item = UnknownValue.Derived($"{collection.Id}{part}", collection.Sources, refinement, isAnonymous: true);
        return collection.IsSensitive ? (UnknownValue)item.ToSensitive() : item;
    }

    private static void AddUnknown(UnknownValue unknown, List<MarkedItem> items)
    {
        if (unknown.Refinement?.Alternatives is { } alternatives)
        {
            var mark = PathMark.From(unknown);
            foreach (var alternative in alternatives)
            {
                foreach (var item in Of(alternative))
                {
                    items.Add(item with { Mark = PathMark.Join(mark, item.Mark) });
                }
            }
        }
        else if (Refined.MayBeCollection(unknown))
        {
            items.Add(new MarkedItem(AnyOf(unknown, "[key]"), AnyOf(unknown, "[*]"), PathMark.From(unknown, isMany: true)));
        }
    }

    private static void AddArray(ArrayValue array, List<MarkedItem> items)
    {
        var isBag = Bags.IsBag(array);
        for (var i = 0; i < array.Count; i++)
        {
            var item = array[i];
            items.Add(new MarkedItem(isBag ? OpenIndex(array) : Value.Of(i), Renewal.Met(item), Bags.CauseOf(item)));
        }
    }

    private static UnknownValue OpenIndex(ArrayValue bag)
    {
        var causes = Bags.Causes(bag.Items)!.Causes;
        return UnknownValue.Derived("index of " + causes[0].Id, causes, new UnknownRefinement { Type = ValueKind.Number }, isAnonymous: true);
    }

    // A member that may equal one before it may be the same member, so it is there only possibly.
    private static void AddSet(SetValue set, List<MarkedItem> items)
    {
        if (set.IsGround)
        {
            foreach (var member in set.Items)
            {
                items.Add(new MarkedItem(member, member, null));
            }

            return;
        }

        var open = new List<Value>();
        var kept = new List<Value>();
        foreach (var member in set.Items)
        {
            var item = Renewal.Met(member);
            var mark = Bags.CauseOf(member);
            if (member is not PossibleValue)
            {
                foreach (var other in item.IsGround ? open : kept)
                {
                    Kleene.Equal(other, item, ref mark);
                }

                if (mark is null)
                {
                    kept.Add(item);
                    if (!item.IsGround)
                    {
                        open.Add(item);
                    }
                }
            }

            items.Add(new MarkedItem(item, item, mark));
        }
    }

    // As in a set, a key that may equal one before it may be the same member.
    private static void AddObject(ObjectValue obj, List<MarkedItem> items)
    {
        var kept = obj.Shape.IsGround ? null : new List<Value>();
        for (var i = 0; i < obj.Count; i++)
        {
            var value = obj.Values[i];
            var mark = Bags.CauseOf(value);
            if (kept is not null && mark is null)
            {
                foreach (var other in kept)
                {
                    Kleene.Equal(other, obj.Keys[i], ref mark);
                }

                if (mark is null)
                {
                    kept.Add(obj.Keys[i]);
                }
            }

            var key = value is PossibleValue { IsMany: true } ? Renewal.Anew(obj.Keys[i]) : obj.Keys[i];
            items.Add(new MarkedItem(obj.IsSensitive ? key.ToSensitive() : key, Renewal.Met(value), mark));
        }
    }

    private static void LookUpUnknown(UnknownValue unknown, Value key, List<MarkedItem> found)
    {
        if (unknown.Refinement?.Alternatives is { } alternatives)
        {
            var mark = PathMark.From(unknown);
            foreach (var alternative in alternatives)
            {
                foreach (var item in At(alternative, key))
                {
                    found.Add(item with { Mark = PathMark.Join(mark, item.Mark) });
                }
            }
        }
        else if (Refined.MayBeCollection(unknown))
        {
            var causes = PathMark.Join(PathMark.From(unknown), key is UnknownValue open ? PathMark.From(open) : null);
            found.Add(new MarkedItem(key, key.IsGround ? unknown.Child(key) : AnyOf(unknown, "[?]"), causes));
        }
    }

    private static void LookUpArray(ArrayValue array, Value key, List<MarkedItem> found)
    {
        if (!Bags.IsBag(array) && key.IsGround)
        {
            if (array.Get(key) is { } item)
            {
                found.Add(new MarkedItem(key, item, null));
            }

            return;
        }

        var size = Bags.Size(array.Items);
        for (var i = 0; i < array.Count; i++)
        {
            PathMark? mark = null;
            if (!MayBeIndex(key, array, i, size.Most, ref mark))
            {
                continue;
            }

            found.Add(new MarkedItem(key.IsGround ? key : Value.Of(i), Renewal.Met(array[i]), PathMark.Join(mark, Bags.CauseOf(array[i]))));
        }
    }

    private static bool MayBeIndex(Value key, ArrayValue array, int place, int most, ref PathMark? mark)
    {
        if (Bags.IsBag(array))
        {
            mark = Bags.Causes(array.Items);
            return key is UnknownValue unknown
                ? Refined.MayBe(unknown, ValueKind.Number)
                : key is NumberValue number && number.TryGetInt32(out var at) && at >= 0 && at < most;
        }

        return Kleene.Equal(key, Value.Of(place), ref mark) != Truth.False;
    }

    private static void LookUpMember(SetValue set, Value key, List<MarkedItem> found)
    {
        if (key.IsGround && set.Get(key) is { } same)
        {
            found.Add(new MarkedItem(key, same, null));
            return;
        }

        foreach (var member in set.Items)
        {
            PathMark? mark = Bags.CauseOf(member);
            var item = Renewal.Met(member);
            var truth = Kleene.Equal(item, key, ref mark);
            if (truth == Truth.True && mark is null)
            {
                found.Clear();
            }

            if (truth != Truth.False)
            {
                var value = key.IsGround ? key : item;
                found.Add(new MarkedItem(value, value, key.IsGround ? mark?.AsPossible() : mark));
            }

            if (truth == Truth.True && mark is null)
            {
                return;
            }
        }

        // A known key is one member, however many of the set's may be it.
        if (key.IsGround && found.Count > 1)
        {
            PathMark? mark = null;
            foreach (var item in found)
            {
                mark = PathMark.Join(mark, item.Mark);
            }

            found.Clear();
            found.Add(new MarkedItem(key, key, mark));
        }
    }

    private static void LookUpObject(ObjectValue obj, Value key, List<MarkedItem> found)
    {
        if (key.IsGround && obj.Get(key) is { } value)
        {
            found.Add(new MarkedItem(key, Renewal.Met(value), Bags.CauseOf(value)));
            if (value is not PossibleValue || obj.Shape.IsGround)
            {
                return;
            }
        }

        if (key.IsGround && obj.Shape.IsGround)
        {
            return;
        }

        for (var i = 0; i < obj.Count; i++)
        {
            if (key.IsGround && obj.Keys[i].IsGround)
            {
                continue;
            }

            PathMark? mark = null;
            var truth = Kleene.Equal(obj.Keys[i], key, ref mark);
            var isIt = truth == Truth.True && obj.Values[i] is not PossibleValue;
            if (isIt)
            {
                found.Clear();
            }

            if (truth != Truth.False)
            {
                found.Add(new MarkedItem(obj.Keys[i], Renewal.Met(obj.Values[i]), PathMark.Join(mark, Bags.CauseOf(obj.Values[i]))));
            }

            if (isIt)
            {
                return;
            }
        }
    }
}
