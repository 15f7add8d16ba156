using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Governance.Rights;

/// <summary>Who may decide what: rules as data, as the ledger last defined them. Without a rule that allows it, nothing is allowed.</summary>
/// <param name="rules">In force until the ledger defines others.</param>
public sealed class DecisionRights(IReadOnlyList<DecisionRule> rules) : IProjection
{
    internal const int HighestRisk = 100;

    private volatile Definition _now = new(rules, 0, null, null);

    public IReadOnlyList<DecisionRule> Rules => _now.Rules;

    /// <summary>The rules in force, and who defined them when.</summary>
    public Definition Now => _now;

    public void Apply(LedgerEntry entry)
    {
        if (RightsEvents.Defined.Is(entry))
        {
            _now = new Definition(RightsEvents.Defined.Read(entry).Rules, entry.Version, entry.Actor, entry.RecordedAt);
        }
    }

    /// <summary>May this principal decide this? Always with the rule that says so.</summary>
    public RightsAnswer Ask(Principal principal, DecisionRequest request)
    {
        var allowing = default(DecisionRule);
        var closest = default((DecisionRule Rule, IReadOnlyList<string> Misses)?);
        foreach (var rule in Rules)
        {
            var misses = Misses(rule, principal, request);
            if (misses.Count == 0 && !rule.Allow)
            {
                return new RightsAnswer(false, rule, $"rule {rule.Id} forbids it{Because(rule)}{(rule.Own == true ? $" ({request.WhyOwn(principal)})" : "")}");
            }

            if (misses.Count == 0)
            {
                // Where several allow it, the one that asks for the most decisions holds.
                allowing = allowing is null || rule.Needed > allowing.Needed ? rule : allowing;
            }
            else if (rule.Allow && (closest is null || misses.Count < closest.Value.Misses.Count))
            {
                closest = (rule, misses);
            }
        }

        return allowing is not null ? new RightsAnswer(true, allowing, $"rule {allowing.Id} allows it")
            : closest is { } near ? new RightsAnswer(false, near.Rule, $"no rule allows it; the closest, {near.Rule.Id}, {string.Join(" and ", near.Misses)}")
            : new RightsAnswer(false, null, "there is no rule that allows anybody to decide");
    }

    /// <summary>Each rule, and what of it does not fit; nothing where it speaks about this.</summary>
    public IReadOnlyList<(DecisionRule Rule, IReadOnlyList<string> Misses)> Explain(Principal principal, DecisionRequest request) =>
        [.. Rules.Select(r => (r, (IReadOnlyList<string>)Misses(r, principal, request)))];

    /// <param name="Version">Of the stream of the rights; 0 for those that a node starts with.</param>
    /// <param name="By">Null for those that a node starts with, and so is <paramref name="At"/>.</param>
    public sealed record Definition(IReadOnlyList<DecisionRule> Rules, long Version, string? By, DateTimeOffset? At);

    private static string Because(DecisionRule rule) => rule.Reason is null ? "" : $": {rule.Reason}";

    private static List<string> Misses(DecisionRule rule, Principal principal, DecisionRequest request)
    {
        var misses = new List<string>();
        Need(misses, rule, "is about", rule.Verbs, request.Verb);
        Need(misses, rule, "is for environment", rule.Environments, request.Environment);
        Need(misses, rule, "is for tier", rule.Tiers, request.Tier);
        Need(misses, rule, "is for changes of kind", rule.Kinds, request.Kind);
        if (rule.Roles is { } roles && !principal.Roles.Any(r => roles.Any(p => Pattern.Matches(p, r))))
        {
            misses.Add($"needs the role {string.Join(" or ", roles)}, and {principal.Id} has {(principal.Roles.Count == 0 ? "none" : string.Join(", ", principal.Roles.Order(StringComparer.Ordinal)))}");
        }

        var risk = request.Risk ?? HighestRisk;
        if (risk > rule.MaxRisk)
        {
            misses.Add($"ends at risk {rule.MaxRisk}, and this is {Risk(request)}");
        }

        if (risk < rule.MinRisk)
        {
            misses.Add($"begins at risk {rule.MinRisk}, and this is {Risk(request)}");
        }

        if (rule.Own is { } own && request.WhyOwn(principal) is var why && own != why is not null)
        {
            misses.Add(own ? "is about one's own changes only" : $"is about changes of others only, and {why}");
        }

        return misses;
    }

    private static string Risk(DecisionRequest request) => request.Risk?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "not assessed";

    // What is not known may be what a rule forbids, and is not what one allows.
    private static void Need(List<string> misses, DecisionRule rule, string what, IReadOnlyList<string>? patterns, string? value)
    {
        if (patterns is not null && !(value is null ? !rule.Allow : patterns.Any(p => Pattern.Matches(p, value))))
        {
            misses.Add($"{what} {string.Join(" or ", patterns)}, not {value ?? "one that is not known"}");
        }
    }
}

/// <param name="Rule">That allowed or forbade it, or came closest to allowing it; null where there is none.</param>
/// <param name="Why">One clause for people, naming the rule.</param>
public sealed record RightsAnswer(bool IsAllowed, DecisionRule? Rule, string Why);
