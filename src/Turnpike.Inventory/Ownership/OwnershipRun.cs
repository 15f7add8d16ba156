using System.Text.RegularExpressions;
using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Ownership;

/// <summary>Answers the questions over one joined estate.</summary>
public sealed class OwnershipRun
{
    private const int MaxNeighbours = 50;
    private const double ByCorrection = 1;
    private const double ByTag = 0.9;
    private const double ByPlace = 0.7;
    private const double ByNeighbour = 0.5;

    private readonly JoinedEstate _estate;
    private readonly OwnershipRules _rules;
    private readonly List<(OwnershipCorrection Correction, Regex? Pattern)> _corrections;
    private readonly List<(PlaceRule Rule, Regex Pattern)> _places;

    public OwnershipRun(JoinedEstate estate, OwnershipProjection ownership)
    {
        (_estate, _rules) = (estate, ownership.Rules);

        // One for a resource alone comes before one for many, the later before the earlier.
        _corrections = [.. ownership.Corrections.Select(static c => (c, c.Match.Contains('*', StringComparison.Ordinal) ? PatternOf(c.Match) : null)).OrderBy(static c => c.Item2 is null ? 0 : 1)];
        _places = [.. ownership.Rules.Places.Select(static p => (p, PatternOf(p.Match)))];
    }

    /// <summary>Null where nothing says it.</summary>
    public OwnershipAnswer? Answer(JoinedResource resource, OwnershipQuestion question)
    {
        foreach (var source in _rules.Order)
        {
            if ((source == OwnershipSource.Neighbour ? OfNeighbours(resource, question) : Own(resource, question, source)) is { } answer)
            {
                return answer;
            }
        }

        return null;
    }

    private OwnershipAnswer? OfItself(JoinedResource resource, OwnershipQuestion question) =>
        _rules.Order.Where(static s => s != OwnershipSource.Neighbour).Select(s => Own(resource, question, s)).FirstOrDefault(static a => a is not null);

    private OwnershipAnswer? Own(JoinedResource resource, OwnershipQuestion question, OwnershipSource source) => source switch
    {
        OwnershipSource.Correction => Corrected(resource, question),
        OwnershipSource.Tag => Tagged(resource.Row, question) ?? (resource.Observed is { } observed ? Tagged(observed, question) : null),
        OwnershipSource.Place => Placed(resource, question),
        _ => null,
    };

    private OwnershipAnswer? Corrected(JoinedResource resource, OwnershipQuestion question)
    {
        foreach (var (correction, pattern) in _corrections)
        {
            if (correction.Question == question && Keys(resource).Any(k => pattern is null ? k == correction.Match : pattern.IsMatch(k)))
            {
                return new(question, correction.Value, OwnershipSource.Correction, ByCorrection, $"{correction.By}: {correction.Reason}");
            }
        }

        return null;
    }

    private OwnershipAnswer? Tagged(ResourceRow row, OwnershipQuestion question)
    {
        foreach (var key in _rules.Keys.GetValueOrDefault(question) ?? [])
        {
            foreach (var (name, value) in row.Tags)
            {
                if (string.Equals(name, key, StringComparison.OrdinalIgnoreCase) && value.Trim().Length > 0)
                {
                    return new(question, value.Trim(), OwnershipSource.Tag, ByTag, $"its {(row.IsKubernetes ? "label" : "tag")} {name}");
                }
            }
        }

        return null;
    }

    private OwnershipAnswer? Placed(JoinedResource resource, OwnershipQuestion question)
    {
        foreach (var (rule, pattern) in _places)
        {
            if (rule.Question == question && Keys(resource).Any(pattern.IsMatch))
            {
                return new(question, rule.Value, OwnershipSource.Place, ByPlace, $"the rule for {rule.Match}");
            }
        }

        return null;
    }

    private OwnershipAnswer? OfNeighbours(JoinedResource resource, OwnershipQuestion question)
    {
        var beside = _estate.Snapshot.DependsOn(resource.Row, MaxNeighbours).Where(static r => r.IsCertain).Select(static r => r.To)
            .Concat(_estate.Snapshot.UsedBy(resource.Row, MaxNeighbours).Where(static r => r.IsCertain).Select(static r => r.From));
        OwnershipAnswer? found = null;
        ResourceRow? who = null;
        foreach (var row in beside)
        {
            if (_estate.Find(row) is not { } neighbour || OfItself(neighbour, question) is not { } answer)
            {
                continue;
            }

            if (found is not null && !string.Equals(found.Value, answer.Value, StringComparison.OrdinalIgnoreCase))
            {
                // Neighbours of several owners say nothing of whose it is.
                return null;
            }

            (found, who) = (found ?? answer, who ?? row);
        }

        return found is null ? null : found with { Source = OwnershipSource.Neighbour, Confidence = ByNeighbour, Why = $"{who!.Key} beside it: {found.Why}" };
    }

    private static IEnumerable<string> Keys(JoinedResource resource)
    {
        yield return resource.Row.Key.ToString();
        if (resource.Observed is { } observed && observed != resource.Row)
        {
            yield return observed.Key.ToString();
        }
    }

    private static Regex PatternOf(string match) =>
        new("^" + Regex.Escape(match).Replace("\\*", ".*", StringComparison.Ordinal) + "$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
}
