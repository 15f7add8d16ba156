namespace Turnpike.Rego.Builtins.Time;

/// <summary>Durations as Go writes them: <c>1h15m30.5s</c>.</summary>
internal static class Durations
{
    /// <summary>Nanoseconds; null and what is wrong where the text is no duration.</summary>
    public static long? Parse(string text, out string error)
    {
        error = $"time: invalid duration {GoQuote.Of(text)}";
        var rest = text.AsSpan();
        var isNegative = rest.StartsWith("-");
        rest = rest.StartsWith("-") || rest.StartsWith("+") ? rest[1..] : rest;
        if (rest.SequenceEqual("0"))
        {
            return 0;
        }

        if (rest.Length == 0)
        {
            return null;
        }

        UInt128 total = 0;
        while (rest.Length > 0)
        {
            if (!TryTake(ref rest, text, ref error, out var part))
            {
                return null;
            }

            total += part;
            if (total > (UInt128)long.MaxValue + (isNegative ? 1u : 0u))
            {
                return null;
            }
        }

        return isNegative ? (long)-(Int128)total : (long)total;
    }

    private static bool TryTake(ref ReadOnlySpan<char> rest, string text, ref string error, out UInt128 nanoseconds)
    {
        nanoseconds = 0;
        UInt128 whole = 0;
        var at = 0;
        for (; at < rest.Length && char.IsAsciiDigit(rest[at]); at++)
        {
            whole = (whole * 10) + (uint)(rest[at] - '0');
            if (whole > long.MaxValue)
            {
                return false;
            }
        }

        var digits = at;
        var (fraction, scale) = (0.0, 1.0);
        if (at < rest.Length && rest[at] == '.')
        {
            for (at++; at < rest.Length && char.IsAsciiDigit(rest[at]); at++, digits++)
            {
                if (scale < 1e18)
                {
                    fraction = (fraction * 10) + rest[at] - '0';
                    scale *= 10;
                }
            }
        }

        if (digits == 0)
        {
            return false;
        }

        var end = at;
        while (end < rest.Length && rest[end] != '.' && !char.IsAsciiDigit(rest[end]))
        {
            end++;
        }

        var name = rest[at..end].ToString();
        if (UnitOf(name) is not { } unit)
        {
            error = name.Length == 0
                ? $"time: missing unit in duration {GoQuote.Of(text)}"
                : $"time: unknown unit {GoQuote.Of(name)} in duration {GoQuote.Of(text)}";
            return false;
        }

        nanoseconds = (whole * (ulong)unit) + (ulong)(fraction * (unit / scale));
        rest = rest[end..];
        return true;
    }

    private static long? UnitOf(string name) => name switch
    {
        "ns" => 1,
        "us" or "µs" or "μs" => 1_000,
        "ms" => 1_000_000,
        "s" => 1_000_000_000,
        "m" => 60_000_000_000,
        "h" => 3_600_000_000_000,
        _ => null,
    };
}
