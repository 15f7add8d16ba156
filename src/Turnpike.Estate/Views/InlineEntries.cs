using Turnpike.Values;

namespace Turnpike.Estate.Views;

/// <summary>The entries of an inline list, less what a satellite says.</summary>
internal static class InlineEntries
{
    private static readonly StringValue s_self = new("self");

    /// <param name="same">
    /// The members by which two entries are one. The provider merges entries that share these (a port range with all its
    /// sources), so the other list members are compared item by item, and an entry goes when nothing is left in it.
    /// </param>
    /// <param name="doubt">What would have to be known, where the satellite may belong elsewhere: then an entry may as well be the list's own.</param>
    public static ArrayValue Without(ArrayValue entries, Value satellite, IReadOnlyList<string> same, UnknownValue? doubt)
    {
        var kept = new List<Value>(entries.Count);
        foreach (var entry in entries.Items)
        {
            if (entry is PossibleValue)
            {
                kept.Add(entry);
                continue;
            }

            if (MaybeTaken(entry, satellite, same) is { } open)
            {
                kept.Add(new PossibleValue(entry, isMany: false, [open], 1));
                continue;
            }

            var rest = Less(entry, satellite, same);
            if (doubt is not null && !entry.Equals(rest))
            {
                kept.Add(new PossibleValue(entry, isMany: false, [doubt], 1));
            }

            if (rest is not null)
            {
                kept.Add(rest);
            }
        }

        return ArrayValue.Create([.. kept]);
    }

    /// <summary>What would have to be known to say whether the satellite says the entry; null where that is known.</summary>
    private static UnknownValue? MaybeTaken(Value entry, Value satellite, IReadOnlyList<string> same)
    {
        if (entry.IsGround && satellite.IsGround)
        {
            return null;
        }

        if (entry is not ObjectValue from || satellite is not ObjectValue what)
        {
            return FirstUnknown(satellite) ?? FirstUnknown(entry);
        }

        foreach (var name in same)
        {
            var (a, b) = (from.Get(name) ?? Value.Null, what.Get(name) ?? Value.Null);
            if (a.IsGround && b.IsGround && !a.Equals(b) && !(IsEmpty(a) && IsEmpty(b)))
            {
                return null;
            }
        }

        return FirstUnknown(satellite) ?? FirstUnknown(entry);
    }

    private static UnknownValue? FirstUnknown(Value value) => value switch
    {
        { IsGround: true } => null,
        UnknownValue unknown => unknown,
        ObjectValue obj => FirstUnknown(obj.Values),
        ArrayValue array => FirstUnknown(array.Items),
        _ => null,
    };

    private static UnknownValue? FirstUnknown(ReadOnlySpan<Value> values)
    {
        foreach (var value in values)
        {
            if (FirstUnknown(value) is { } unknown)
            {
                return unknown;
            }
        }

        return null;
    }

    private static Value? Less(Value entry, Value satellite, IReadOnlyList<string> same)
    {
        if (entry is not ObjectValue from || satellite is not ObjectValue what)
        {
            return entry.Equals(satellite) ? null : entry;
        }

        if (same.Count == 0 || !IsSame(from, what, same))
        {
            return entry;
        }

        var edit = new AttributeEdit(from);
        bool hasLists = false, isLeft = false;
        for (var i = 0; i < from.Count; i++)
        {
            var key = from.Keys[i];
            if (from.Values[i] is ArrayValue items)
            {
                hasLists = true;
                var rest = what.Get(key) is ArrayValue taken ? Minus(items, taken) : items;
                isLeft |= rest.Count > 0;
                edit.Set(key, rest);
            }
            else if (key.Equals(s_self) && Value.True.Equals(from.Values[i]))
            {
                var isTaken = Value.True.Equals(what.Get(key));
                isLeft |= !isTaken;
                edit.Set(key, Value.Of(!isTaken));
            }
        }

        return hasLists && isLeft ? edit.ToValue() : null;
    }

    private static bool IsSame(ObjectValue left, ObjectValue right, IReadOnlyList<string> same)
    {
        foreach (var name in same)
        {
            var (a, b) = (left.Get(name) ?? Value.Null, right.Get(name) ?? Value.Null);
            if (!a.Equals(b) && !(IsEmpty(a) && IsEmpty(b)))
            {
                return false;
            }
        }

        return true;
    }

    // A state writes "" where the configuration of a satellite has null.
    private static bool IsEmpty(Value value) => value is NullValue or StringValue { Value: "" };

    private static ArrayValue Minus(ArrayValue items, ArrayValue taken)
    {
        var rest = new List<Value>(items.Count);
        foreach (var item in items.Items)
        {
            if (!taken.Items.Contains(item))
            {
                rest.Add(item);
            }
        }

        return rest.Count == items.Count ? items : ArrayValue.Create([.. rest]);
    }
}
