namespace Turnpike.Text;

/// <summary>Patterns in which a star stands for any text, none too; everything else stands for itself.</summary>
public static class Wildcard
{
    /// <summary>Whether a pattern stands for the whole of a text.</summary>
    /// <remarks>Each star only ever grows, so that there is no exponential case: at worst the length of one times that of the other.</remarks>
    public static bool Matches<T>(ReadOnlySpan<T> pattern, ReadOnlySpan<T> text, T star)
        where T : struct, IEquatable<T>
    {
        int p = 0, t = 0, last = -1, resume = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p].Equals(star))
            {
                last = p++;
                resume = t;
            }
            else if (p < pattern.Length && pattern[p].Equals(text[t]))
            {
                p++;
                t++;
            }
            else if (last >= 0)
            {
                p = last + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].IndexOfAnyExcept(star) < 0;
    }
}
