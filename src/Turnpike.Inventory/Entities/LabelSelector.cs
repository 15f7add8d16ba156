namespace Turnpike.Inventory.Entities;

/// <summary>A selector of Kubernetes: <c>app=web,tier!=cache,env in (a,b),!canary</c>. All of its terms must hold.</summary>
internal sealed class LabelSelector
{
    private readonly List<(string Key, bool IsNegated, string[]? Values)> _terms = [];

    /// <summary>Null for what is none.</summary>
    public static LabelSelector? TryParse(string text)
    {
        var selector = new LabelSelector();
        foreach (var term in Terms(text))
        {
            if (TermOf(term) is not { } read)
            {
                return null;
            }

            selector._terms.Add(read);
        }

        // One that says only what must not be there would take all that is in the cluster.
        return selector._terms.Exists(static t => !t.IsNegated) ? selector : null;
    }

    public bool Matches(IReadOnlyList<KeyValuePair<string, string>> labels) => _terms.TrueForAll(term =>
    {
        foreach (var (key, value) in labels)
        {
            if (key == term.Key)
            {
                return (term.Values is null || term.Values.Contains(value)) != term.IsNegated;
            }
        }

        return term.IsNegated;
    });

    private static IEnumerable<string> Terms(string text)
    {
        var (start, depth) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[i] == ',' && depth == 0)
            {
                yield return text[start..i].Trim();
                start = i + 1;
            }
        }

        yield return text[start..].Trim();
    }

    private static (string, bool, string[]?)? TermOf(string term)
    {
        foreach (var (sign, isNegated) in (ReadOnlySpan<(string, bool)>)[("!=", true), ("==", false), ("=", false), (" notin ", true), (" in ", false)])
        {
            if (term.IndexOf(sign, StringComparison.Ordinal) is > 0 and var at)
            {
                var values = term[(at + sign.Length)..].Trim();
                return (term[..at].Trim(), isNegated, values.StartsWith('(') && values.EndsWith(')') ? values[1..^1].Split(',', StringSplitOptions.TrimEntries) : [values]);
            }
        }

        var key = term.TrimStart('!').Trim();
        return key.Length > 0 && !key.Contains(' ', StringComparison.Ordinal) ? (key, term.StartsWith('!'), null) : null;
    }
}
