using Turnpike.Estate.Changes;
using Turnpike.Inventory.Ownership;
using Turnpike.Values;

namespace Turnpike.Delivery.Judging;

/// <summary>
/// The environment and tier of what a change touches, by the rules of ownership: what people said of a resource, its tags,
/// the rules of places; or else the name of its scope. Of several the gravest. Decision rights hang on it, so that what
/// people said counts where it makes it graver, and lowers nothing.
/// </summary>
public sealed class WhereItIs(OwnershipProjection ownership)
{
    /// <param name="Rank">Among the names that the rules have, the gravest first; null for one that they do not have.</param>
    /// <param name="Why">What says it.</param>
    /// <param name="IsWord">Somebody said so of the resource.</param>
    public sealed record Said(string Name, int? Rank, string Why, bool IsWord = false)
    {
        internal bool IsGraverThan(Said? other) => other is null || (Rank ?? int.MaxValue) < (other.Rank ?? int.MaxValue);
    }

    /// <returns>Null where nothing says it.</returns>
    internal Said? Environment(string scope, IReadOnlyList<ResourceChange> changes) =>
        (Gravest(scope, changes, OwnershipQuestion.Environment), OfScope(scope)) switch
        {
            (null, var named) => named,
            ({ IsWord: true } said, { } named) when named.IsGraverThan(said) => named,
            (var said, _) => said,
        };

    internal Said? Tier(string scope, IReadOnlyList<ResourceChange> changes) => Gravest(scope, changes, OwnershipQuestion.Tier);

    /// <summary>The environment that the name of a scope says.</summary>
    public Said? OfScope(string scope) =>
        ownership.Vocabulary.InName(OwnershipQuestion.Environment, scope) is { } name
            ? new Said(name, ownership.Vocabulary.RankOf(OwnershipQuestion.Environment, name), $"the name of its scope, {scope}")
            : null;

    private Said? Gravest(string scope, IReadOnlyList<ResourceChange> changes, OwnershipQuestion question)
    {
        Said? best = null;
        foreach (var change in changes)
        {
            if (Of($"{scope}//{change.Address}", change, question) is { } said && said.IsGraverThan(best))
            {
                best = said;
            }
        }

        return best;
    }

    private Said? Of(string key, ResourceChange change, OwnershipQuestion question)
    {
        var vocabulary = ownership.Vocabulary;
        var found = vocabulary.Rules.Order.Select(source => source switch
        {
            OwnershipSource.Tag => Tagged(change, question),
            OwnershipSource.Place => Answered(ownership.Keys.Placed(key, null, question), change),
            _ => null,
        }).FirstOrDefault(static said => said is not null);
        return ownership.Keys.HasCorrections && Answered(ownership.Keys.Corrected(key, null, question), change) is { } word && word.IsGraverThan(found) ? word with { IsWord = true } : found;
    }

    // A word that the rules do not know, such as blue, is no environment.
    private Said? Tagged(ResourceChange change, OwnershipQuestion question) =>
        ownership.Vocabulary.Tagged(question, Tags(change.After ?? change.Before)) is { } tag && ownership.Vocabulary.RankOf(question, tag.Value) is { } rank
            ? new Said(ownership.Vocabulary.Normal(question, tag.Value), rank, $"the tag {tag.Key} of {change.Address}")
            : null;

    private Said? Answered(OwnershipAnswer? answer, ResourceChange change) =>
        answer is null ? null : new Said(answer.Value, ownership.Vocabulary.RankOf(answer.Question, answer.Value), $"{answer.Why}, of {change.Address}");

    private static IEnumerable<KeyValuePair<string, string>> Tags(Value? attributes)
    {
        var all = attributes as ObjectValue;
        foreach (var tags in new[] { all?.Get("tags_all"), all?.Get("tags"), all?.Get("labels"), (all?.Get("metadata") as ObjectValue)?.Get("labels") }.OfType<ObjectValue>())
        {
            for (var i = 0; i < tags.Count; i++)
            {
                if (tags.Keys[i] is StringValue { IsSensitive: false } key && tags.Values[i] is StringValue { IsSensitive: false } value)
                {
                    yield return new(key.Value, value.Value);
                }
            }
        }
    }
}
