using System.Collections.Frozen;
using System.Text;

namespace Turnpike.Text.Normalization;

/// <summary>
/// Unicode's normal form C: letters and their marks composed, in one order. The platform's own needs libraries that are
/// not everywhere, and without them gives texts back as they are.
/// </summary>
public static class NormalForm
{
    private const int SyllableFirst = 0xAC00, SyllableLast = 0xD7A3;
    private const int LeadFirst = 0x1100, VowelFirst = 0x1161, TailFirst = 0x11A7;
    private const int LeadCount = 19, VowelCount = 21, TailCount = 28;

    private static readonly Lazy<Tables> s_tables = new(Tables.Build);

    /// <summary>The same text in normal form C. Lone surrogates stay what they are.</summary>
    public static string C(string text)
    {
        // Below U+0300 nothing combines and nothing is replaced.
        var first = text.AsSpan().IndexOfAnyInRange('\u0300', '\uFFFF');
        return first < 0 || !MayChange(text.AsSpan(first)) ? text : Compose(Decompose(text));
    }

    private static bool MayChange(ReadOnlySpan<char> text)
    {
        var suspects = s_tables.Value.Suspects;
        for (var at = 0; at < text.Length;)
        {
            var code = Next(text, ref at);
            if (code >= 0x300 && (suspects.Contains(code) || code - VowelFirst is >= 0 and < VowelCount || code - TailFirst is > 0 and < TailCount))
            {
                return true;
            }
        }

        return false;
    }

    private static int Next(ReadOnlySpan<char> text, ref int at)
    {
        var isPair = char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
        var code = isPair ? char.ConvertToUtf32(text[at], text[at + 1]) : text[at];
        at += isPair ? 2 : 1;
        return code;
    }

    private static List<int> Decompose(string text)
    {
        var codes = new List<int>(text.Length + 16);
        for (var at = 0; at < text.Length;)
        {
            Decompose(Next(text, ref at), codes);
        }

        Order(codes);
        return codes;
    }

    private static void Decompose(int code, List<int> codes)
    {
        if (code is >= SyllableFirst and <= SyllableLast)
        {
            var index = code - SyllableFirst;
            codes.Add(LeadFirst + (index / (VowelCount * TailCount)));
            codes.Add(VowelFirst + (index / TailCount % VowelCount));
            if (index % TailCount > 0)
            {
                codes.Add(TailFirst + (index % TailCount));
            }
        }
        else if (code >= 0xC0 && s_tables.Value.Decompositions.TryGetValue(code, out var parts))
        {
            Decompose(parts.First, codes);
            if (parts.Second != 0)
            {
                Decompose(parts.Second, codes);
            }
        }
        else
        {
            codes.Add(code);
        }
    }

    /// <summary>Marks that follow each other stand in the order of their classes; those of one class keep theirs.</summary>
    private static void Order(List<int> codes)
    {
        for (var start = 0; start < codes.Count; start++)
        {
            if (Class(codes[start]) == 0)
            {
                continue;
            }

            var end = start + 1;
            while (end < codes.Count && Class(codes[end]) != 0)
            {
                end++;
            }

            if (end - start > 1)
            {
                var ordered = codes.GetRange(start, end - start).OrderBy(Class).ToArray();
                for (var at = 0; at < ordered.Length; at++)
                {
                    codes[start + at] = ordered[at];
                }
            }

            start = end;
        }
    }

    private static int Class(int code) => code < 0x300 ? 0 : s_tables.Value.Classes.GetValueOrDefault(code);

    private static string Compose(List<int> codes)
    {
        var kept = 0;
        var starter = -1;
        var lastClass = 0;
        for (var at = 0; at < codes.Count; at++)
        {
            var code = codes[at];
            var combining = Class(code);

            // A mark of the same or a higher class in between keeps a mark from its starter.
            var isFree = starter >= 0 && (kept - 1 == starter || (lastClass != 0 && lastClass < combining));
            if (isFree && Composed(codes[starter], code) is var whole and > 0)
            {
                codes[starter] = whole;
                continue;
            }

            if (combining == 0)
            {
                starter = kept;
            }

            lastClass = combining;
            codes[kept++] = code;
        }

        return ToText(codes, kept);
    }

    private static int Composed(int first, int second)
    {
        if (first - LeadFirst is >= 0 and < LeadCount && second - VowelFirst is >= 0 and < VowelCount)
        {
            return SyllableFirst + ((((first - LeadFirst) * VowelCount) + second - VowelFirst) * TailCount);
        }

        if (first is >= SyllableFirst and <= SyllableLast && (first - SyllableFirst) % TailCount == 0 && second - TailFirst is > 0 and < TailCount)
        {
            return first + second - TailFirst;
        }

        return s_tables.Value.Compositions.GetValueOrDefault((first, second));
    }

    private static string ToText(List<int> codes, int count)
    {
        var text = new StringBuilder(count);
        Span<char> pair = stackalloc char[2];
        for (var at = 0; at < count; at++)
        {
            if (codes[at] < 0x10000)
            {
                text.Append((char)codes[at]);
            }
            else
            {
                text.Append(pair[..new Rune(codes[at]).EncodeToUtf16(pair)]);
            }
        }

        return text.ToString();
    }

    /// <param name="Suspects">Without one of these, beside Hangul's vowels and tails, a text is in normal form C.</param>
    private sealed record Tables(
        FrozenDictionary<int, (int First, int Second)> Decompositions,
        FrozenDictionary<(int First, int Second), int> Compositions,
        FrozenDictionary<int, int> Classes,
        FrozenSet<int> Suspects)
    {
        public static Tables Build()
        {
            var decompositions = new Dictionary<int, (int, int)>();
            var compositions = new Dictionary<(int, int), int>();
            var classes = new Dictionary<int, int>();
            var suspects = new HashSet<int>();
            var composed = NormalFormData.Composed;
            for (var at = 0; at < composed.Length; at += 3)
            {
                decompositions.Add(composed[at], (composed[at + 1], composed[at + 2]));
                compositions.Add((composed[at + 1], composed[at + 2]), composed[at]);
                suspects.Add(composed[at + 2]);
            }

            var replaced = NormalFormData.Replaced;
            for (var at = 0; at < replaced.Length; at += 3)
            {
                decompositions.Add(replaced[at], (replaced[at + 1], replaced[at + 2]));
                suspects.Add(replaced[at]);
            }

            var runs = NormalFormData.Classes;
            for (var at = 0; at < runs.Length; at += 3)
            {
                for (var code = runs[at]; code <= runs[at + 1]; code++)
                {
                    classes.Add(code, runs[at + 2]);
                    suspects.Add(code);
                }
            }

            return new Tables(decompositions.ToFrozenDictionary(), compositions.ToFrozenDictionary(), classes.ToFrozenDictionary(), suspects.ToFrozenSet());
        }
    }
}
