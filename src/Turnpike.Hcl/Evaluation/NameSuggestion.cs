using Turnpike.Text;

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
                && EditDistance.Between(given, name) <= MostEdits)
            {
                best = name;
            }
        }

        return best;
    }
}
