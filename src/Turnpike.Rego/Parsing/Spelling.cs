namespace Turnpike.Rego.Parsing;

/// <summary>Finds the word that was meant.</summary>
internal static class Spelling
{
    /// <summary>The candidate nearest to the word, if it is near: at most a third of its letters differ. Null if none, or if it is the word itself.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        if (word.Length is < 2 or > 64)
        {
            return null;
        }

        string? best = null;
        var bestDistance = (Math.Max(word.Length, 3) / 3) + 1;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - word.Length) < bestDistance)
            {
                var distance = Distance(word, candidate);
                if (distance > 0 && distance < bestDistance)
                {
                    (best, bestDistance) = (candidate, distance);
                }
            }
        }

        return best;
    }

    // Optimal string alignment: a swap of neighbours counts as one.
    private static int Distance(string left, string right)
    {
        var width = right.Length + 1;
        Span<int> table = new int[(left.Length + 1) * width];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                table[(i * width) + j] = i == 0 || j == 0 ? i + j : Cell(left, right, table, i, j);
            }
        }

        return table[^1];
    }

    private static int Cell(string left, string right, ReadOnlySpan<int> table, int i, int j)
    {
        var width = right.Length + 1;
        var above = ((i - 1) * width) + j;
        var cost = left[i - 1] == right[j - 1] ? 0 : 1;
        var best = Math.Min(Math.Min(table[above] + 1, table[(i * width) + j - 1] + 1), table[above - 1] + cost);
        return i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]
            ? Math.Min(best, table[above - width - 2] + 1)
            : best;
    }
}
