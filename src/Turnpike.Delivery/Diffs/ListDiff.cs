using System.Globalization;
using Turnpike.Values;

namespace Turnpike.Delivery.Diffs;

/// <summary>
/// Two lists, or two sets: a plan does not say which. Equal elements belong together wherever they stand, so that one
/// added to a set does not look like all of them changed; what is left is paired by likeness. Where only the order
/// differs, that is shown as a whole.
/// </summary>
internal sealed class ListDiff(AttributeDiff attributes)
{
    // Pairing compares each with each.
    private const int MaxPaired = 200;

    public DiffNode Of(DiffNode node, ArrayValue? before, ArrayValue? after, ValuePath path)
    {
        var (left, right) = (Items(before), Items(after));
        var same = DropEqual(left, right);
        if (left.Count == 0 && right.Count == 0)
        {
            return node with { Before = AttributeDiff.Show(before), After = AttributeDiff.Show(after) };
        }

        var parts = new List<(int At, DiffNode Node)>();
        foreach (var (old, now) in Pair(left, right))
        {
            if (!attributes.IsCut)
            {
                var at = now ?? old!;
                parts.Add((at.Index, attributes.Node(Name(at), old?.Value, now?.Value, path.Append(at.Index))));
            }
        }

        return node with { Parts = [.. parts.OrderBy(static p => p.At).Select(static p => p.Node)], Unchanged = same };
    }

    private static string Name(Element element) => $"[{element.Index.ToString(CultureInfo.InvariantCulture)}]";

    private static List<Element> Items(ArrayValue? list)
    {
        var items = new List<Element>(list?.Count ?? 0);
        for (var i = 0; i < list?.Count; i++)
        {
            items.Add(new Element(i, list[i]));
        }

        return items;
    }

    private static int DropEqual(List<Element> left, List<Element> right)
    {
        var byValue = right.GroupBy(static e => e.Value).ToDictionary(static g => g.Key, static g => new Queue<Element>(g));
        var gone = new HashSet<Element>();
        var same = left.RemoveAll(e => byValue.TryGetValue(e.Value, out var equals) && equals.TryDequeue(out var match) && gone.Add(match));
        right.RemoveAll(gone.Contains);
        return same;
    }

    private static IEnumerable<(Element? Before, Element? After)> Pair(List<Element> left, List<Element> right)
    {
        foreach (var old in left)
        {
            var best = right.Count <= MaxPaired ? right.Select(e => (Element: e, Likeness: Likeness(old, e))).OrderByDescending(static c => c.Likeness).FirstOrDefault() : default;
            if (best.Likeness > 0)
            {
                right.Remove(best.Element);
                yield return (old, best.Element);
            }
            else
            {
                yield return (old, null);
            }
        }

        foreach (var now in right)
        {
            yield return (null, now);
        }
    }

    // Members in common; the place counts where they are equally like.
    private static double Likeness(Element left, Element right)
    {
        var place = left.Index == right.Index ? 0.5 : 0;
        return (left.Value, right.Value) switch
        {
            (ObjectValue a, ObjectValue b) => Common(a, b) is var common && common > 0 ? common + place : place,
            (ArrayValue, ArrayValue) => place,
            (UnknownValue, _) or (_, UnknownValue) => place,
            _ => 0,
        };
    }

    private static int Common(ObjectValue left, ObjectValue right)
    {
        var common = 0;
        for (var i = 0; i < left.Count; i++)
        {
            // Empty members are alike everywhere and say nothing.
            if (left.Values[i] is not (NullValue or StringValue { Value: "" } or ArrayValue { Count: 0 } or BooleanValue) && left.Values[i].Equals(right.Get(left.Keys[i])))
            {
                common++;
            }
        }

        return common;
    }

    private sealed record Element(int Index, Value Value)
    {
        public bool Equals(Element? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => Index;
    }
}
