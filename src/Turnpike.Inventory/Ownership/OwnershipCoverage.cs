namespace Turnpike.Inventory.Ownership;

/// <summary>How many resources have an answer.</summary>
/// <param name="BearsCost">Each of them is on a bill.</param>
public sealed record Covered(string Name, int Resources, int Answered, bool BearsCost = false)
{
    public double Percent => Resources == 0 ? 100 : Math.Round(100.0 * Answered / Resources, 1);
}

/// <summary>How well one question is answered over the whole estate.</summary>
/// <param name="Costs">Of those types alone that bear cost.</param>
/// <param name="Types">By type, the most unanswered first.</param>
/// <param name="Sources">How many answers each source gave.</param>
/// <param name="Values">How many resources have each answer.</param>
public sealed record OwnershipCoverage(
    OwnershipQuestion Question,
    Covered All,
    Covered Costs,
    IReadOnlyList<Covered> Types,
    IReadOnlyDictionary<OwnershipSource, int> Sources,
    IReadOnlyDictionary<string, int> Values)
{
    public static OwnershipCoverage Of(OwnershipRun run, OwnershipQuestion question, CancellationToken cancellationToken)
    {
        var types = new Dictionary<string, (int All, int Answered)>(StringComparer.Ordinal);
        var sources = new Dictionary<OwnershipSource, int>();
        var values = new SortedDictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var tables = run.Tables;
        for (var i = 0; i < run.Estate.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var value = tables.Value(question, i);
            var type = run.Estate.TypeAt(i);
            var (all, answered) = types.GetValueOrDefault(type);
            types[type] = (all + 1, answered + (value is null ? 0 : 1));
            if (value is not null)
            {
                var source = tables.Source(question, i);
                sources[source] = sources.GetValueOrDefault(source) + 1;
                values[value] = values.GetValueOrDefault(value) + 1;
            }
        }

        var covered = types.Select(static t => new Covered(t.Key, t.Value.All, t.Value.Answered, CostBearing.Is(t.Key))).ToList();
        return new OwnershipCoverage(
            question,
            Sum("all", covered),
            Sum("bears cost", covered.Where(static t => t.BearsCost)),
            [.. covered.OrderByDescending(static t => t.Resources - t.Answered).ThenBy(static t => t.Name, StringComparer.Ordinal)],
            sources,
            values);
    }

    private static Covered Sum(string name, IEnumerable<Covered> types) => types.Aggregate(new Covered(name, 0, 0), static (sum, t) => sum with { Resources = sum.Resources + t.Resources, Answered = sum.Answered + t.Answered });
}
