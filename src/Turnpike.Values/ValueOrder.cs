using Turnpike.Text.Patterns;

namespace Turnpike.Values;

/// <summary>
/// Sorts values in Rego's order. Strings and integers, which nearly all keys and members are, are first compared by eight
/// bytes of theirs; and what is long is sorted in parts, so that whoever waits can be told to stop in between.
/// </summary>
public static class ValueOrder
{
    private const int FewValues = 16;
    private const int PartLength = 4096;

    /// <param name="along">Moved as the values are, if given.</param>
    /// <param name="steps">Told of the work.</param>
    public static void Sort(Value[] values, Value[]? along = null, IStepCounter? steps = null)
    {
        if (IsSorted(values))
        {
            return;
        }

        if (values.Length <= FewValues)
        {
            SortFew(values, along);
            return;
        }

        var entries = Entries(values);
        for (var start = 0; start < entries.Length; start += PartLength)
        {
            steps?.Step(PartLength);
            entries.AsSpan(start, Math.Min(PartLength, entries.Length - start)).Sort(static (x, y) => x.CompareTo(y));
        }

        Put(Merge(entries, steps), values, along);
    }

    private static bool IsSorted(Value[] values)
    {
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i - 1].CompareTo(values[i]) > 0)
            {
                return false;
            }
        }

        return true;
    }

    private static void SortFew(Value[] values, Value[]? along)
    {
        for (var i = 1; i < values.Length; i++)
        {
            var (value, other) = (values[i], along?[i]);
            var at = i;
            for (; at > 0 && values[at - 1].CompareTo(value) > 0; at--)
            {
                values[at] = values[at - 1];
                along?[at] = along[at - 1];
            }

            values[at] = value;
            along?[at] = other!;
        }
    }

    private static Entry[] Entries(Value[] values)
    {
        var common = values[0] is StringValue first ? CommonPrefix(values, first.Value) : -1;
        var areIntegers = common < 0 && Array.TrueForAll(values, static value => value is NumberValue number && number.TryGetInt64(out _));
        var entries = new Entry[values.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = new Entry(common >= 0 ? PrefixOf(((StringValue)values[i]).Value, common) : areIntegers ? PrefixOf((NumberValue)values[i]) : 0, values[i], i);
        }

        return entries;
    }

    // What all strings start with; -1 if not all are strings.
    private static int CommonPrefix(Value[] values, string first)
    {
        var common = first.Length;
        foreach (var value in values)
        {
            if (value is not StringValue { Value: var text })
            {
                return -1;
            }

            common = text.AsSpan().CommonPrefixLength(first.AsSpan(0, common));
        }

        // Not between the halves of a pair.
        return common > 0 && char.IsHighSurrogate(first[common - 1]) ? common - 1 : common;
    }

    // Four UTF-16 units, moved so that surrogates come last as code points do. What is past the end counts as zero, which
    // is no less than any text, hence the full comparison of equals.
    private static ulong PrefixOf(string text, int from)
    {
        var prefix = 0UL;
        for (var i = from; i < from + 4; i++)
        {
            var unit = i < text.Length ? text[i] : '\0';
            prefix = (prefix << 16) | (unit < 0xD800 ? unit : unit >= 0xE000 ? unit - 0x800u : unit + 0x2000u);
        }

        return prefix;
    }

    private static ulong PrefixOf(NumberValue number)
    {
        number.TryGetInt64(out var integer);
        return (ulong)integer ^ (1UL << 63);
    }

    private static Entry[] Merge(Entry[] entries, IStepCounter? steps)
    {
        var into = entries.Length > PartLength ? new Entry[entries.Length] : [];
        for (var length = PartLength; length < entries.Length; length *= 2)
        {
            for (var start = 0; start < entries.Length; start += 2 * length)
            {
                var middle = Math.Min(start + length, entries.Length);
                var end = Math.Min(middle + length, entries.Length);
                Merge(entries, start, middle, end, into, steps);
            }

            (entries, into) = (into, entries);
        }

        return entries;
    }

    private static void Merge(Entry[] entries, int left, int middle, int end, Entry[] into, IStepCounter? steps)
    {
        var right = middle;
        for (var at = left; at < end; at++)
        {
            if ((at & (PartLength - 1)) == 0)
            {
                steps?.Step(PartLength >> 2);
            }

            var takesLeft = right >= end || (left < middle && entries[left].CompareTo(entries[right]) <= 0);
            into[at] = takesLeft ? entries[left++] : entries[right++];
        }
    }

    private static void Put(Entry[] entries, Value[] values, Value[]? along)
    {
        var others = along?.AsSpan().ToArray();
        for (var i = 0; i < entries.Length; i++)
        {
            values[i] = entries[i].Value;
            along?[i] = others![entries[i].Place];
        }
    }

    private readonly struct Entry(ulong prefix, Value value, int place)
    {
        public Value Value => value;

        public int Place => place;

        private ulong Prefix => prefix;

        public int CompareTo(in Entry other)
        {
            var order = prefix.CompareTo(other.Prefix);
            order = order != 0 ? order : value.CompareTo(other.Value);
            return order != 0 ? order : place.CompareTo(other.Place);
        }
    }
}
