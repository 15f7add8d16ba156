namespace Turnpike.Inventory.Ownership;

/// <summary>What corrections and rules of places say of keys: all that is known of a resource by its name alone.</summary>
public sealed class KeyRules
{
    private const double ByCorrection = 1;
    private const double ByPlace = 0.7;

    private readonly OwnershipVocabulary _vocabulary;
    private readonly Dictionary<(string Key, OwnershipQuestion Question), OwnershipCorrection> _exact = [];
    private readonly List<(OwnershipCorrection Correction, KeyPattern Pattern)> _corrections = [];
    private readonly List<(PlaceRule Rule, KeyPattern Pattern)> _places;

    internal KeyRules(OwnershipVocabulary vocabulary, IReadOnlyList<OwnershipCorrection> corrections)
    {
        _vocabulary = vocabulary;

        // One for a resource alone comes before one for many, the later before the earlier.
        foreach (var correction in corrections)
        {
            if (new KeyPattern(correction.Match) is { IsExact: false } pattern)
            {
                _corrections.Add((correction, pattern));
            }
            else
            {
                _exact.TryAdd((correction.Match, correction.Question), correction);
            }
        }

        _places = [.. vocabulary.Rules.Places.Select(static p => (p, new KeyPattern(p.Match)))];
    }

    public bool HasCorrections => _exact.Count > 0 || _corrections.Count > 0;

    public bool HasPlaces => _places.Count > 0;

    /// <param name="other">Another key of the same thing.</param>
    public OwnershipAnswer? Corrected(string key, string? other, OwnershipQuestion question)
    {
        var found = _exact.GetValueOrDefault((key, question)) ?? (other is null ? null : _exact.GetValueOrDefault((other, question)));
        for (var i = 0; found is null && i < _corrections.Count; i++)
        {
            var (correction, pattern) = _corrections[i];
            found = correction.Question == question && (pattern.Matches(key) || (other is not null && pattern.Matches(other))) ? correction : null;
        }

        return found is null ? null : new(question, _vocabulary.Normal(question, found.Value), OwnershipSource.Correction, ByCorrection, $"{found.By}: {found.Reason}");
    }

    /// <param name="other">Another key of the same thing.</param>
    public OwnershipAnswer? Placed(string key, string? other, OwnershipQuestion question)
    {
        foreach (var (rule, pattern) in _places)
        {
            if (rule.Question == question && (pattern.Matches(key) || (other is not null && pattern.Matches(other))))
            {
                return new(question, _vocabulary.Normal(question, rule.Value), OwnershipSource.Place, ByPlace, $"the rule for {rule.Match}");
            }
        }

        return null;
    }
}
