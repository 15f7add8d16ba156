namespace Turnpike.Hcl.Evaluation;

/// <summary>The name that was probably meant.</summary>
public static class NameSuggestion
{
    private const int MostEdits = 2;

    /// <summary>The first of the names, in order, that is at most two edits away; null where none is.</summary>
    public static string? Find(string given, IEnumerable<string> names)
    {
        string? best = null;
        foreach (var name in names)
        {
            if (Math.Abs(name.Length - given.Length) <= MostEdits
                && (best is null || string.CompareOrdinal(name, best) < 0)
                && Distance(given, name) <= MostEdits)
            {
                best = name;
            }
        }

        return best;
    }

    private static int Distance(string left, string right)
    {
        var row = new int[right.Length + 1];
        for (var j = 0; j < row.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
