using System.Globalization;
using System.Text;

namespace Turnpike.Text.Patterns;

/// <summary>A set of code points as sorted, disjoint, non-adjacent ranges.</summary>
public sealed class RuneSet
{
    public const int MaxRune = 0x10FFFF;

    private readonly (int Low, int High)[] _ranges;
    private readonly UInt128 _ascii;

    private RuneSet((int Low, int High)[] ranges)
    {
        _ranges = ranges;
        foreach (var (low, high) in ranges)
        {
            for (var rune = low; rune <= Math.Min(high, 0x7F); rune++)
            {
                _ascii |= UInt128.One << rune;
            }
        }
    }

    public static RuneSet Any { get; } = new([(0, MaxRune)]);

    public static RuneSet AnyButNewLine { get; } = Of('\n').Negate();

    public static RuneSet Digits { get; } = Of(('0', '9'));

    public static RuneSet Spaces { get; } = Of(('\t', '\n'), ('\f', '\r'), (' ', ' '));

    public static RuneSet WordCharacters { get; } = Of(('0', '9'), ('A', 'Z'), ('a', 'z'), ('_', '_'));

    public ReadOnlySpan<(int Low, int High)> Ranges => _ranges;

    public bool IsEmpty => _ranges.Length == 0;

    /// <summary>The one code point of the set; null where it has more or none.</summary>
    public int? Single => _ranges is [var only] && only.Low == only.High ? only.Low : null;

    public static RuneSet Of(int rune) => new([(rune, rune)]);

    public static RuneSet Of(params ReadOnlySpan<(int Low, int High)> ranges)
    {
        var sorted = ranges.ToArray();
        Array.Sort(sorted);
        var merged = new List<(int Low, int High)>(sorted.Length);
        foreach (var range in sorted)
        {
            if (merged.Count > 0 && range.Low <= merged[^1].High + 1)
            {
                merged[^1] = (merged[^1].Low, Math.Max(merged[^1].High, range.High));
            }
            else
            {
                merged.Add(range);
            }
        }

        return new RuneSet([.. merged]);
    }

    public static RuneSet Where(Func<int, bool> test)
    {
        var ranges = new List<(int Low, int High)>();
        var low = -1;
        for (var rune = 0; rune <= MaxRune + 1; rune++)
        {
            var isIn = rune <= MaxRune && test(rune);
            if (isIn && low < 0)
            {
                low = rune;
            }
            else if (!isIn && low >= 0)
            {
                ranges.Add((low, rune - 1));
                low = -1;
            }
        }

        return new RuneSet([.. ranges]);
    }

    public RuneSet Union(RuneSet other) => Of([.. _ranges, .. other._ranges]);

    public RuneSet Negate()
    {
        var gaps = new List<(int Low, int High)>(_ranges.Length + 1);
        var next = 0;
        foreach (var (low, high) in _ranges)
        {
            if (low > next)
            {
                gaps.Add((next, low - 1));
            }

            next = high + 1;
        }

        if (next <= MaxRune)
        {
            gaps.Add((next, MaxRune));
        }

        return new RuneSet([.. gaps]);
    }

    public bool Contains(int rune)
    {
        if (rune < 0x80)
        {
            return ((_ascii >> rune) & 1) != 0;
        }

        var (low, high) = (0, _ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (rune < _ranges[middle].Low)
            {
                high = middle - 1;
            }
            else if (rune > _ranges[middle].High)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    public bool Overlaps(RuneSet other)
    {
        for (int i = 0, j = 0; i < _ranges.Length && j < other._ranges.Length;)
        {
            if (_ranges[i].High < other._ranges[j].Low)
            {
                i++;
            }
            else if (other._ranges[j].High < _ranges[i].Low)
            {
                j++;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>With every code point that differs from one of the set in case only.</summary>
    public RuneSet Fold()
    {
        var all = new List<(int Low, int High)>(_ranges);
        foreach (var (low, high) in _ranges)
        {
            // Beyond this no script has case, and a negated class would take a million steps.
            for (var rune = low; rune <= Math.Min(high, CaseFolding.Last); rune++)
            {
                foreach (var other in CaseFolding.Of(rune))
                {
                    all.Add((other, other));
                }
            }
        }

        return Of([.. all]);
    }
}

/// <summary>Code points that are one letter in other cases (Unicode's simple folding).</summary>
internal static class CaseFolding
{
    public const int Last = 0x1E943;

    private static readonly Lazy<Dictionary<int, int[]>> s_orbits = new(BuildOrbits);

    public static ReadOnlySpan<int> Of(int rune)
    {
        if (rune < 0x80 && rune is not ('k' or 'K' or 's' or 'S'))
        {
            return char.IsAsciiLetter((char)rune) ? new[] { rune ^ 0x20 } : [];
        }

        return s_orbits.Value.TryGetValue(rune, out var others) ? others : [];
    }

    private static Dictionary<int, int[]> BuildOrbits()
    {
        var byFold = new Dictionary<int, List<int>>();
        for (var rune = 0; rune <= Last; rune++)
        {
            if (!Rune.IsValid(rune))
            {
                continue;
            }

            var fold = Fold(rune);
            if (fold != rune || byFold.ContainsKey(fold))
            {
                Add(byFold, fold, fold);
                Add(byFold, fold, rune);
            }
        }

        return byFold.Values
            .SelectMany(orbit => orbit.Select(rune => (rune, others: orbit.Where(other => other != rune).ToArray())))
            .ToDictionary(entry => entry.rune, entry => entry.others);
    }

    private static void Add(Dictionary<int, List<int>> orbits, int fold, int rune)
    {
        if (!orbits.TryGetValue(fold, out var orbit))
        {
            orbits[fold] = orbit = [];
        }

        if (!orbit.Contains(rune))
        {
            orbit.Add(rune);
        }
    }

    // Going up and then down joins letters with several forms: K and the Kelvin sign, s and long s, the sigmas.
    private static int Fold(int rune) => rune switch
    {
        0x130 or 0x131 => rune,
        0x1E9E => 0xDF,
        _ => Rune.ToLowerInvariant(Rune.ToUpperInvariant(Rune.ToLowerInvariant(new Rune(rune)))).Value,
    };
}

/// <summary>Unicode's general categories and scripts by the names that <c>\p{...}</c> takes.</summary>
internal static class UnicodeClasses
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, RuneSet?> s_known = new(StringComparer.Ordinal);

    /// <summary>Null where the name says nothing.</summary>
    public static RuneSet? Find(string name) => s_known.GetOrAdd(name, static name => name == "Any" ? RuneSet.Any : ByCategory(name) ?? UnicodeScripts.Find(name));

    private static RuneSet? ByCategory(string name)
    {
        var categories = Enum.GetValues<UnicodeCategory>().Where(category => ShortName(category).StartsWith(name, StringComparison.Ordinal)).ToHashSet();
        if (name.Length is not (1 or 2) || categories.Count == 0 || name == "Cn")
        {
            return null;
        }

        categories.Remove(UnicodeCategory.OtherNotAssigned);
        return RuneSet.Where(rune => categories.Contains(CharUnicodeInfo.GetUnicodeCategory(rune)));
    }

    private static string ShortName(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter => "Lu",
        UnicodeCategory.LowercaseLetter => "Ll",
        UnicodeCategory.TitlecaseLetter => "Lt",
        UnicodeCategory.ModifierLetter => "Lm",
        UnicodeCategory.OtherLetter => "Lo",
        UnicodeCategory.NonSpacingMark => "Mn",
        UnicodeCategory.SpacingCombiningMark => "Mc",
        UnicodeCategory.EnclosingMark => "Me",
        UnicodeCategory.DecimalDigitNumber => "Nd",
        UnicodeCategory.LetterNumber => "Nl",
        UnicodeCategory.OtherNumber => "No",
        UnicodeCategory.SpaceSeparator => "Zs",
        UnicodeCategory.LineSeparator => "Zl",
        UnicodeCategory.ParagraphSeparator => "Zp",
        UnicodeCategory.Control => "Cc",
        UnicodeCategory.Format => "Cf",
        UnicodeCategory.Surrogate => "Cs",
        UnicodeCategory.PrivateUse => "Co",
        UnicodeCategory.ConnectorPunctuation => "Pc",
        UnicodeCategory.DashPunctuation => "Pd",
        UnicodeCategory.OpenPunctuation => "Ps",
        UnicodeCategory.ClosePunctuation => "Pe",
        UnicodeCategory.InitialQuotePunctuation => "Pi",
        UnicodeCategory.FinalQuotePunctuation => "Pf",
        UnicodeCategory.OtherPunctuation => "Po",
        UnicodeCategory.MathSymbol => "Sm",
        UnicodeCategory.CurrencySymbol => "Sc",
        UnicodeCategory.ModifierSymbol => "Sk",
        UnicodeCategory.OtherSymbol => "So",
        _ => "Cn",
    };
}

/// <summary>
/// Scripts by their blocks. .NET carries no script property, so these are the main ranges of the scripts that
/// patterns in policies name; assigned letters and marks only.
/// </summary>
internal static class UnicodeScripts
{
    private static readonly Dictionary<string, (int Low, int High)[]> s_blocks = new(StringComparer.Ordinal)
    {
        ["Latin"] = [(0x41, 0x5A), (0x61, 0x7A), (0xAA, 0xAA), (0xBA, 0xBA), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x2B8), (0x1D00, 0x1D25), (0x1E00, 0x1EFF), (0x2C60, 0x2C7F), (0xA722, 0xA787), (0xA78B, 0xA7FF), (0xAB30, 0xAB5A), (0xFB00, 0xFB06), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A)],
        ["Greek"] = [(0x370, 0x373), (0x375, 0x377), (0x37A, 0x37D), (0x37F, 0x37F), (0x384, 0x384), (0x386, 0x386), (0x388, 0x3E1), (0x3F0, 0x3FF), (0x1F00, 0x1FFE)],
        ["Cyrillic"] = [(0x400, 0x484), (0x487, 0x52F), (0x1C80, 0x1C8A), (0x2DE0, 0x2DFF), (0xA640, 0xA69F)],
        ["Armenian"] = [(0x531, 0x58F), (0xFB13, 0xFB17)],
        ["Hebrew"] = [(0x591, 0x5F4), (0xFB1D, 0xFB4F)],
        ["Arabic"] = [(0x600, 0x604), (0x606, 0x60B), (0x60D, 0x61A), (0x61C, 0x61E), (0x620, 0x63F), (0x641, 0x64A), (0x656, 0x66F), (0x671, 0x6DC), (0x6DE, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8E1), (0x8E3, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)],
        ["Devanagari"] = [(0x900, 0x950), (0x955, 0x963), (0x966, 0x97F), (0xA8E0, 0xA8FF)],
        ["Thai"] = [(0xE01, 0xE3A), (0xE40, 0xE5B)],
        ["Hangul"] = [(0x1100, 0x11FF), (0x302E, 0x302F), (0x3131, 0x318E), (0x3200, 0x321E), (0x3260, 0x327E), (0xA960, 0xA97C), (0xAC00, 0xD7A3), (0xD7B0, 0xD7FB), (0xFFA0, 0xFFDC)],
        ["Hiragana"] = [(0x3041, 0x3096), (0x309D, 0x309F), (0x1B001, 0x1B11F), (0x1F200, 0x1F200)],
        ["Katakana"] = [(0x30A1, 0x30FA), (0x30FD, 0x30FF), (0x31F0, 0x31FF), (0x32D0, 0x32FE), (0x3300, 0x3357), (0xFF66, 0xFF6F), (0xFF71, 0xFF9D)],
        ["Han"] = [(0x2E80, 0x2FD5), (0x3005, 0x3005), (0x3007, 0x3007), (0x3021, 0x3029), (0x3038, 0x303B), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAD9), (0x20000, 0x323AF)],
    };

    public static RuneSet? Find(string name)
    {
        if (!s_blocks.TryGetValue(name, out var blocks))
        {
            return null;
        }

        var all = RuneSet.Of(blocks);
        return RuneSet.Where(rune => all.Contains(rune) && CharUnicodeInfo.GetUnicodeCategory(rune) != UnicodeCategory.OtherNotAssigned);
    }
}
