using System.Collections.Concurrent;
using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Ownership;

/// <summary>Answers the questions over one joined estate.</summary>
public sealed class OwnershipRun
{
    private readonly OwnershipRules _rules;
    private readonly OwnSources _own;
    private readonly Lazy<NeighbourGraph> _neighbours;
    private readonly Lazy<OwnershipTables> _tables;
    private readonly Lazy<OwnerProposals> _proposals;
    private readonly ConcurrentDictionary<OwnershipQuestion, OwnershipCoverage> _coverage = [];

    /// <param name="facts">Without them, repositories, catalogs and accounts are not asked.</param>
    public OwnershipRun(JoinedEstate estate, OwnershipProjection ownership, OwnershipFacts? facts = null)
    {
        (Estate, Facts, Vocabulary) = (estate, facts, ownership.Vocabulary);
        _rules = Vocabulary.Rules;
        _own = new OwnSources(estate, Vocabulary, ownership.Keys, facts);
        _neighbours = new(() => NeighbourGraph.Of(estate));
        _tables = new(() => OwnershipTables.Of(estate, Own, _rules.Order.Contains(OwnershipSource.Neighbour) ? _neighbours.Value : null));
        _proposals = new(() => OwnerProposals.Of(estate, _tables.Value, _neighbours));
    }

    public JoinedEstate Estate { get; }

    public OwnershipFacts? Facts { get; }

    public OwnershipVocabulary Vocabulary { get; }

    internal OwnershipTables Tables => _tables.Value;

    /// <summary>As <see cref="Answer(JoinedResource, OwnershipQuestion)"/>, without its neighbours where these were not asked before: that takes a look at all.</summary>
    public OwnershipAnswer? AnswerSoon(JoinedResource resource, OwnershipQuestion question) => Own(resource, question) ?? (_tables.IsValueCreated ? OfNeighbours(resource, question) : null);

    /// <summary>Null where nothing says it.</summary>
    public OwnershipAnswer? Answer(JoinedResource resource, OwnershipQuestion question) => Own(resource, question) ?? OfNeighbours(resource, question);

    /// <summary>The value of <see cref="Answer(JoinedResource, OwnershipQuestion)"/> alone, told of all at once: for whoever asks for many.</summary>
    public string? ValueOf(JoinedResource resource, OwnershipQuestion question) => Estate.IndexOf(resource.Row.Row) is >= 0 and var index ? Tables.Value(question, index) : null;

    /// <inheritdoc cref="ValueOf(JoinedResource, OwnershipQuestion)"/>
    /// <param name="index">As <see cref="JoinedEstate.At"/> has it.</param>
    public string? ValueOf(int index, OwnershipQuestion question) => Tables.Value(question, index);

    /// <summary>Of the thing that a row tells of; null where nothing says it or it is no thing of its own.</summary>
    public OwnershipAnswer? Answer(ResourceRow row, OwnershipQuestion question) => Estate.Find(row) is { } resource ? Answer(resource, question) : null;

    /// <summary>Who likely owns what has no owner that a person, a tag or a rule names; null where nothing tells.</summary>
    public OwnerProposal? Propose(JoinedResource resource) => _proposals.Value.Of(resource, Answer(resource, OwnershipQuestion.Owner));

    /// <summary>What has no owner, or one only because its neighbours have.</summary>
    public IEnumerable<JoinedResource> Unowned()
    {
        for (var i = 0; i < Estate.Count; i++)
        {
            if (Tables.IsUnsaid(OwnershipQuestion.Owner, i))
            {
                yield return Estate.At(i);
            }
        }
    }

    /// <summary>Some of what has no owner.</summary>
    /// <param name="type">Only of this type.</param>
    /// <param name="onlyCosts">Only what bears cost.</param>
    /// <param name="text">In the key or the name, whatever the case.</param>
    /// <returns>Those, and how many there are.</returns>
    public (IReadOnlyList<JoinedResource> Items, int Total) Unowned(string? type, bool onlyCosts, string? text, int skip, int take)
    {
        var items = new List<JoinedResource>();
        var total = 0;
        for (var i = 0; i < Estate.Count; i++)
        {
            if (!Tables.IsUnsaid(OwnershipQuestion.Owner, i) || (type is not null && Estate.TypeAt(i) != type) || (onlyCosts && !CostBearing.Is(Estate.TypeAt(i))))
            {
                continue;
            }

            if (text is null || Holds(Estate.At(i), text))
            {
                if (total >= skip && items.Count < take)
                {
                    items.Add(Estate.At(i));
                }

                total++;
            }
        }

        return (items, total);
    }

    /// <summary>How well a question is answered. Counted once.</summary>
    public OwnershipCoverage Coverage(OwnershipQuestion question, CancellationToken cancellationToken = default) =>
        _coverage.GetOrAdd(question, q => OwnershipCoverage.Of(this, q, cancellationToken));

    private static bool Holds(JoinedResource resource, string text) =>
        resource.Row.Key.ToString().Contains(text, StringComparison.OrdinalIgnoreCase) || (resource.Row.Name ?? resource.Observed?.Name)?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>What somebody owns, by whatever source.</summary>
    /// <param name="owners">As answers call them, whatever their case.</param>
    public IEnumerable<JoinedResource> OwnedBy(IReadOnlySet<string> owners)
    {
        for (var i = 0; i < Estate.Count; i++)
        {
            if (Tables.Value(OwnershipQuestion.Owner, i) is { } owner && owners.Contains(owner))
            {
                yield return Estate.At(i);
            }
        }
    }

    private OwnershipAnswer? Own(JoinedResource resource, OwnershipQuestion question)
    {
        foreach (var source in _rules.Order)
        {
            if (_own.Answer(resource, question, source) is { } answer)
            {
                return answer;
            }
        }

        return null;
    }

    private OwnershipAnswer? OfNeighbours(JoinedResource resource, OwnershipQuestion question)
    {
        var index = Estate.IndexOf(resource.Row.Row);
        if (!_rules.Order.Contains(OwnershipSource.Neighbour) || index < 0 || Tables.Way(question, index) is not { Count: > 0 } way || Own(Estate.At(way[^1]), question) is not { } answer)
        {
            return null;
        }

        var through = way.Count == 1 ? " beside it" : $", {way.Count} steps away by {Estate.At(way[0]).Row.Key}";
        return answer with
        {
            Source = OwnershipSource.Neighbour,
            Confidence = Math.Round(OwnershipTables.ConfidenceAt(way.Count), 2),
            Why = $"{Estate.At(way[^1]).Row.Key}{through}: {answer.Why}",
        };
    }
}
