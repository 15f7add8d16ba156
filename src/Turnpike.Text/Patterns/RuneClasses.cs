namespace Turnpike.Text.Patterns;

/// <summary>Code points that a pattern cannot tell apart, numbered from 0.</summary>
internal sealed class RuneClasses
{
    private readonly int[] _starts;
    private readonly int[] _classOfRange;
    private readonly int[] _representatives;
    public RuneClasses(PatternProgram program)
    {
        var cuts = new List<int> { 0 };
        var sets = new List<RuneSet>();
        foreach (var instruction in program.Code)
        {
            if (instruction is { Op: PatternOp.Take, Set: { } set } && !sets.Contains(set))
            {
                sets.Add(set);
            }
        }

        if (program.LooksAround)
        {
            sets.Add(RuneSet.WordCharacters);
            sets.Add(RuneSet.Of('\n'));
        }

        foreach (var set in sets)
        {
            foreach (var (low, high) in set.Ranges)
            {
                cuts.Add(low);
                cuts.Add(high + 1);
            }
        }

        cuts.Sort();
        _starts = Distinct(cuts);
        _classOfRange = Number(sets, out _representatives);
        for (var (rune, range) = (0, 0); rune < Ascii.Length; rune++)
        {
            range += range + 1 < _starts.Length && _starts[range + 1] == rune ? 1 : 0;
            Ascii[rune] = _classOfRange[range];
        }
    }

    /// <summary>The classes of ASCII's characters.</summary>
    public int[] Ascii { get; } = new int[0x80];

    public int Count => _representatives.Length;

    public int RepresentativeOf(int number) => _representatives[number];

    public AfterKind KindOf(int number) =>
        _representatives[number] == '\n' ? AfterKind.NewLine : RuneSet.WordCharacters.Contains(_representatives[number]) ? AfterKind.Word : AfterKind.Other;

    /// <summary>The class of the code point at an offset, which moves to its last unit.</summary>
    public int Next(string text, ref int at)
    {
        var unit = text[at];
        int rune = unit;
        if (char.IsHighSurrogate(unit) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        {
            rune = char.ConvertToUtf32(unit, text[++at]);
        }

        return Find(rune);
    }

    private int Find(int rune)
    {
        var at = Array.BinarySearch(_starts, rune);
        return _classOfRange[at < 0 ? ~at - 1 : at];
    }

    private static int[] Distinct(List<int> sorted)
    {
        var distinct = new List<int>(sorted.Count);
        foreach (var cut in sorted)
        {
            if (cut <= RuneSet.MaxRune && (distinct.Count == 0 || distinct[^1] != cut))
            {
                distinct.Add(cut);
            }
        }

        return [.. distinct];
    }

    // Ranges that lie in the same sets are one class.
    private int[] Number(List<RuneSet> sets, out int[] representatives) =>
        sets.Count <= 64 ? NumberFew(sets, out representatives) : NumberMany(sets, out representatives);

    private int[] NumberFew(List<RuneSet> sets, out int[] representatives)
    {
        var (signatures, found) = (new List<ulong>(), new List<int>());
        var classes = new int[_starts.Length];
        for (var i = 0; i < _starts.Length; i++)
        {
            var signature = 0UL;
            for (var s = 0; s < sets.Count; s++)
            {
                signature |= sets[s].Contains(_starts[i]) ? 1UL << s : 0;
            }

            classes[i] = signatures.IndexOf(signature);
            if (classes[i] < 0)
            {
                classes[i] = found.Count;
                signatures.Add(signature);
                found.Add(_starts[i]);
            }
        }

        representatives = [.. found];
        return classes;
    }

    private int[] NumberMany(List<RuneSet> sets, out int[] representatives)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var found = new List<int>();
        var classes = new int[_starts.Length];
        for (var i = 0; i < _starts.Length; i++)
        {
            var signature = string.Create(sets.Count, (sets, rune: _starts[i]), static (bits, state) =>
            {
                for (var s = 0; s < bits.Length; s++)
                {
                    bits[s] = state.sets[s].Contains(state.rune) ? '1' : '0';
                }
            });
            if (!numbers.TryGetValue(signature, out classes[i]))
            {
                numbers[signature] = classes[i] = found.Count;
                found.Add(_starts[i]);
            }
        }

        representatives = [.. found];
        return classes;
    }
}
