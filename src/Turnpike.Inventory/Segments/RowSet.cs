using System.Numerics;

namespace Turnpike.Inventory.Segments;

/// <summary>Rows of a page, a bit each. Over memory of whoever makes it.</summary>
internal readonly ref struct RowSet(Span<ulong> bits)
{
    private readonly Span<ulong> _bits = bits;

    public static int WordsFor(int rows) => (rows + 63) / 64;

    public bool IsEmpty => !_bits.ContainsAnyExcept(0UL);

    public void Clear() => _bits.Clear();

    public void Add(int row) => _bits[row >> 6] |= 1UL << (row & 63);

    public void Remove(int row) => _bits[row >> 6] &= ~(1UL << (row & 63));

    public void RemoveRange(int from, int to)
    {
        for (; from < to && (from & 63) != 0; from++)
        {
            Remove(from);
        }

        for (; to - from >= 64; from += 64)
        {
            _bits[from >> 6] = 0;
        }

        for (; from < to; from++)
        {
            Remove(from);
        }
    }

    public bool Has(int row) => (_bits[row >> 6] & (1UL << (row & 63))) != 0;

    /// <summary>All of a page's rows.</summary>
    public void Fill(int rows)
    {
        _bits.Fill(ulong.MaxValue);
        if ((rows & 63) != 0)
        {
            _bits[^1] = (1UL << (rows & 63)) - 1;
        }
    }

    public void AndWord(int word, ulong bits) => _bits[word] &= bits;

    public void And(RowSet other)
    {
        for (var i = 0; i < _bits.Length; i++)
        {
            _bits[i] &= other._bits[i];
        }
    }

    public void Or(RowSet other)
    {
        for (var i = 0; i < _bits.Length; i++)
        {
            _bits[i] |= other._bits[i];
        }
    }

    public void Except(RowSet other)
    {
        for (var i = 0; i < _bits.Length; i++)
        {
            _bits[i] &= ~other._bits[i];
        }
    }

    public int Count()
    {
        var count = 0;
        foreach (var word in _bits)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <summary>The first row at or after one; negative where there is none.</summary>
    public int Next(int from)
    {
        for (var word = from >> 6; word < _bits.Length; word++)
        {
            var rest = word == from >> 6 ? _bits[word] & (ulong.MaxValue << (from & 63)) : _bits[word];
            if (rest != 0)
            {
                return (word << 6) + BitOperations.TrailingZeroCount(rest);
            }
        }

        return -1;
    }
}
