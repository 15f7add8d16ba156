using Turnpike.Inventory.Joining;

namespace Turnpike.Inventory.Ownership;

/// <summary>How many resources have an answer.</summary>
public sealed record Covered(string Name, int Resources, int Answered)
{
    public double Percent => Resources == 0 ? 100 : Math.Round(100.0 * Answered / Resources, 1);
}

/// <summary>How well one question is answered over the whole estate.</summary>
/// <param name="Types">By type, the most unanswered first.</param>
/// <param name="Sources">How many answers each source gave.</param>
/// <param name="Values">How many resources have each answer.</param>
public sealed record OwnershipCoverage(OwnershipQuestion Question, Covered All, IReadOnlyList<Covered> Types, IReadOnlyDictionary<OwnershipSource, int> Sources, IReadOnlyDictionary<string, int> Values)
{
    public static OwnershipCoverage Of(JoinedEstate estate, OwnershipRun run, OwnershipQuestion question, CancellationToken cancellationToken)
    {
        var types = new Dictionary<string, (int All, int Answered)>(StringComparer.Ordinal);
        var sources = new Dictionary<OwnershipSource, int>();
        var values = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var resource in estate.Resources())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var answer = run.Answer(resource, question);
            var (all, answered) = types.GetValueOrDefault(resource.Row.Type);
            types[resource.Row.Type] = (all + 1, answered + (answer is null ? 0 : 1));
            if (answer is not null)
            {
                sources[answer.Source] = sources.GetValueOrDefault(answer.Source) + 1;
                values[answer.Value] = values.GetValueOrDefault(answer.Value) + 1;
            }
        }

        return new OwnershipCoverage(
            question,
            new Covered("all", types.Values.Sum(static t => t.All), types.Values.Sum(static t => t.Answered)),
            [.. types.Select(static t => new Covered(t.Key, t.Value.All, t.Value.Answered)).OrderByDescending(static t => t.Resources - t.Answered).ThenBy(static t => t.Name, StringComparer.Ordinal)],
            sources,
            values);
    }
}
