using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Joins;

/// <summary>
/// The places of a collection's items by the hash of what stands at a path in each, in order. A filter only: whoever
/// takes an item from here still compares. Items whose path holds something unknown match every key.
/// </summary>
internal sealed class ItemIndex
{
    private readonly int[] _heads;
    private readonly int[] _next;
    private readonly int[] _open;

    private ItemIndex(int[] heads, int[] next, int[] open)
    {
        _heads = heads;
        _next = next;
        _open = open;
    }

    public static ItemIndex Over(ReadOnlySpan<Value> items, ReadOnlySpan<Value> path)
    {
        var heads = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(items.Length * 2))];
        var next = new int[items.Length];
        var open = new List<int>();
        for (var i = items.Length - 1; i >= 0; i--)
        {
            if (Find(items[i], path) is not { } key)
            {
                continue;
            }

            if (!key.IsGround)
            {
                open.Add(i);
                continue;
            }

            ref var head = ref heads[key.GetHashCode() & (heads.Length - 1)];
            next[i] = head;
            head = i + 1;
        }

        open.Reverse();
        return new ItemIndex(heads, next, [.. open]);
    }

    /// <summary>Walks the places at which the key may stand, ascending.</summary>
    public Places At(Value key) => new(this, _heads[key.GetHashCode() & (_heads.Length - 1)]);

    // Null where nothing stands there; something that is not ground where that is open.
    private static Value? Find(Value item, ReadOnlySpan<Value> path)
    {
        Value? value = item;
        foreach (var step in path)
        {
            switch (value)
            {
                case ObjectValue obj when obj.Shape.IsGround:
                    value = obj.Get(step);
                    break;
                case ArrayValue array when array.IsGround || !Bags.IsBag(array):
                    value = array.Get(step);
                    break;
                case SetValue { IsGround: true } set:
                    value = set.Get(step);
                    break;
                default:
                    return value is { IsGround: false } ? value : null;
            }
        }

        return value;
    }

    public struct Places(ItemIndex index, int head)
    {
        private int _chained = head;
        private int _openAt;

        /// <summary>The next place, or -1.</summary>
        public int Next()
        {
            var open = _openAt < index._open.Length ? index._open[_openAt] : int.MaxValue;
            var chained = _chained > 0 ? _chained - 1 : int.MaxValue;
            if (open < chained)
            {
                _openAt++;
                return open;
            }

            if (chained == int.MaxValue)
            {
                return -1;
            }

            _chained = index._next[chained];
            return chained;
        }
    }
}
