using Turnpike.Gate.Rules;

namespace Turnpike.Web.Changes;

/// <summary>What one rule says of a change: a rule that fails two hundred times is one thing to understand.</summary>
public sealed record FindingGroup(string Rule, string Title, Severity Severity, IReadOnlyList<FindingView> Findings)
{
    /// <summary>The gravest first, then those with the most findings.</summary>
    public static IReadOnlyList<FindingGroup> Of(IEnumerable<FindingView> findings) =>
        [.. findings.GroupBy(f => f.Rule)
            .Select(g => new FindingGroup(g.Key, g.First().Title, g.Max(f => f.Severity), [.. g.OrderByDescending(f => f.Severity)]))
            .OrderByDescending(g => g.Severity).ThenByDescending(g => g.Findings.Count).ThenBy(g => g.Rule, StringComparer.Ordinal)];
}
