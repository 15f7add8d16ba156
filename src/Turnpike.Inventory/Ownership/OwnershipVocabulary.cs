using System.Collections.Frozen;

namespace Turnpike.Inventory.Ownership;

/// <summary>Reads answers out of tags and names as the rules lay down: which keys answer a question, and what their values are called.</summary>
public sealed class OwnershipVocabulary
{
    private static readonly char[] s_partings = ['/', '-', '_', '.', ':', ' '];

    private readonly FrozenDictionary<string, (OwnershipQuestion Question, int Rank)[]> _keys;
    private readonly FrozenDictionary<(OwnershipQuestion Question, string Word), (string Name, int Rank)> _names;

    public OwnershipVocabulary(OwnershipRules rules)
    {
        Rules = rules;
        _keys = rules.Keys.SelectMany(static k => k.Value.Select((key, rank) => (Key: key, k.Key, rank)))
            .GroupBy(static k => k.Key, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(static g => g.Key, static g => g.Select(static k => (k.Item2, k.rank)).ToArray(), StringComparer.OrdinalIgnoreCase);
        var names = new Dictionary<(OwnershipQuestion, string), (string, int)>();
        foreach (var (question, list) in rules.Names)
        {
            for (var rank = 0; rank < list.Count; rank++)
            {
                foreach (var word in list[rank].Words.Prepend(list[rank].Name))
                {
                    names.TryAdd((question, word.ToLowerInvariant()), (list[rank].Name, rank));
                }
            }
        }

        _names = names.ToFrozenDictionary();
    }

    public static OwnershipVocabulary Default { get; } = new(OwnershipRules.Default);

    public OwnershipRules Rules { get; }

    /// <summary>What tags or labels answer, and which of them; null where none does.</summary>
    public (string Value, string Key)? Tagged(OwnershipQuestion question, IEnumerable<KeyValuePair<string, string>> tags)
    {
        (string Value, string Key)? best = null;
        var at = int.MaxValue;
        foreach (var (key, value) in tags)
        {
            if (RankOf(key, question) is { } rank && rank < at && !string.IsNullOrWhiteSpace(value))
            {
                (at, best) = (rank, (value.Trim(), key));
            }
        }

        return best;
    }

    /// <summary>The keys that answer a question, the first first.</summary>
    public IReadOnlyList<string> KeysOf(OwnershipQuestion question) => Rules.Keys.GetValueOrDefault(question) ?? [];

    /// <summary>
    /// What an answer is called: the name that the rules have for the word; of an owner, without what code hosts and
    /// catalogs put around the name of a team (<c>@acme/payments</c>, <c>group:default/payments</c>).
    /// </summary>
    public string Normal(OwnershipQuestion question, string value)
    {
        var bare = question == OwnershipQuestion.Owner ? Bare(value) : value;
        return _names.TryGetValue((question, bare.ToLowerInvariant()), out var known) ? known.Name : bare;
    }

    /// <summary>The place of a word's name among the names of a question, the gravest first; null for a word that is none of theirs.</summary>
    public int? RankOf(OwnershipQuestion question, string word) => _names.TryGetValue((question, word.ToLowerInvariant()), out var known) ? known.Rank : null;

    /// <summary>How grave a word's name is: 1 for the first of the names of a question, 0 for the last; null for a word that is none of theirs.</summary>
    public double? GravityOf(OwnershipQuestion question, string word) =>
        RankOf(question, word) is { } rank ? 1 - ((double)rank / Math.Max(1, Rules.Names[question].Count - 1)) : null;

    /// <summary>The gravest name whose word is part of a name: <c>production</c> of <c>shop/prod/web</c>.</summary>
    public string? InName(OwnershipQuestion question, string name)
    {
        (string Name, int Rank)? found = null;
        foreach (var word in name.ToLowerInvariant().Split(s_partings, StringSplitOptions.RemoveEmptyEntries))
        {
            // Figures and single letters number things more often than they name an environment.
            if (word.Length > 1 && _names.TryGetValue((question, word), out var known) && (found is null || known.Rank < found.Value.Rank))
            {
                found = known;
            }
        }

        return found?.Name;
    }

    private int? RankOf(string key, OwnershipQuestion question)
    {
        if (_keys.TryGetValue(key, out var answers))
        {
            foreach (var (asked, rank) in answers)
            {
                if (asked == question)
                {
                    return rank;
                }
            }
        }

        return null;
    }

    private static string Bare(string value)
    {
        if (value.StartsWith('@') && value.Length > 1)
        {
            return value[(value.LastIndexOf('/') + 1)..].TrimStart('@') is { Length: > 0 } name ? name : value;
        }

        var colon = value.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && value[..colon].ToLowerInvariant() is "group" or "user" or "team" ? value[(Math.Max(colon, value.LastIndexOf('/')) + 1)..] is { Length: > 0 } rest ? rest : value : value;
    }
}
