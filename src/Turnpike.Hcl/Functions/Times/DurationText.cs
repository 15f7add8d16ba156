using System.Buffers;

namespace Turnpike.Hcl.Functions.Times;

/// <summary>Durations as Go writes them: <c>1h30m</c>, <c>-1.5s</c>, <c>10ms</c>.</summary>
internal static class DurationText
{
    private const ulong Limit = 1UL << 63;
    private static readonly SearchValues<char> s_numerals = SearchValues.Create("0123456789.");

    /// <summary>In nanoseconds. Fails where the text is none, or past 292 years.</summary>
    public static bool TryParse(string text, out long nanoseconds, out string fault)
    {
        nanoseconds = 0;
        var quoted = $"\"{text}\"";
        fault = $"invalid duration {quoted}";
        var rest = text.AsSpan();
        var isNegative = rest is ['-', ..];
        if (rest is ['-' or '+', ..])
        {
            rest = rest[1..];
        }

        if (rest is "0")
        {
            return true;
        }

        ulong total = 0;
        do
        {
            if (!TryReadTerm(ref rest, ref total, ref fault, quoted))
            {
                return false;
            }
        }
        while (rest.Length > 0);

        if (total > (isNegative ? Limit : Limit - 1))
        {
            return false;
        }

        nanoseconds = isNegative ? (long)(0 - total) : (long)total;
        return true;
    }

    private static bool TryReadTerm(ref ReadOnlySpan<char> rest, ref ulong total, ref string fault, string quoted)
    {
        if (!TryReadDigits(ref rest, out var whole, out var wholeCount))
        {
            return false;
        }

        ulong fraction = 0;
        double scale = 1;
        var fractionCount = 0;
        if (rest is ['.', ..])
        {
            rest = rest[1..];
            ReadFraction(ref rest, out fraction, out scale, out fractionCount);
        }

        if (wholeCount + fractionCount == 0)
        {
            return false;
        }

        var end = rest.IndexOfAny(s_numerals);
        var name = end < 0 ? rest : rest[..end];
        rest = rest[name.Length..];
        if (Unit(name) is not { } unit)
        {
            fault = name.Length == 0 ? $"missing unit in duration {quoted}" : $"unknown unit \"{name}\" in duration {quoted}";
            return false;
        }

        if (whole > Limit / unit)
        {
            return false;
        }

        var value = (whole * unit) + (fraction > 0 ? (ulong)(fraction * (unit / scale)) : 0);
        total += value;
        return value <= Limit && total <= Limit;
    }

    private static bool TryReadDigits(ref ReadOnlySpan<char> rest, out ulong value, out int count)
    {
        value = 0;
        for (count = 0; count < rest.Length && char.IsAsciiDigit(rest[count]); count++)
        {
            if (value > Limit / 10)
            {
                return false;
            }

            value = (value * 10) + (uint)(rest[count] - '0');
            if (value > Limit)
            {
                return false;
            }
        }

        rest = rest[count..];
        return true;
    }

    // Digits past the range of 64 bits say nothing more.
    private static void ReadFraction(ref ReadOnlySpan<char> rest, out ulong value, out double scale, out int count)
    {
        (value, scale) = (0, 1);
        var isFull = false;
        for (count = 0; count < rest.Length && char.IsAsciiDigit(rest[count]); count++)
        {
            isFull = isFull || value > (Limit - 1) / 10;
            var next = isFull ? value : (value * 10) + (uint)(rest[count] - '0');
            isFull = isFull || next > Limit;
            if (!isFull)
            {
                value = next;
                scale *= 10;
            }
        }

        rest = rest[count..];
    }

    private static ulong? Unit(ReadOnlySpan<char> name) => name switch
    {
        "ns" => 1,
        "us" or "\u00B5s" or "\u03BCs" => 1_000,
        "ms" => 1_000_000,
        "s" => 1_000_000_000,
        "m" => 60_000_000_000,
        "h" => 3_600_000_000_000,
        _ => null,
    };
}
