using Turnpike.Text;

namespace Turnpike.Rego.Compilation.Binding;

/// <summary>Finds what a misspelt name may have meant.</summary>
internal static class Spelling
{
    /// <summary>The nearest of the known names within a third of the length, or null.</summary>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        string? best = null;
        var least = Math.Max(1, name.Length / 3) + 1;
        foreach (var candidate in known)
        {
            if (Math.Abs(candidate.Length - name.Length) >= least || candidate.StartsWith("internal.", StringComparison.Ordinal))
            {
                continue;
            }

            var distance = EditDistance.Between(name, candidate);
            if (distance < least)
            {
                (best, least) = (candidate, distance);
            }
        }

        return best;
    }
}
