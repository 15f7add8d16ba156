using Turnpike.Assessment.Facts;
using Turnpike.Gate.Rules;

namespace Turnpike.Assessment.Risks;

/// <summary>The constants of the formula. Whoever changes one changes docs/guides/assess.md with it.</summary>
internal static class RiskWeights
{
    /// <summary>How much more likely it is where all affected are reached from the internet.</summary>
    public const double Exposed = 0.5;

    /// <summary>How much more likely it is where all affected have drifted.</summary>
    public const double Drifted = 0.2;

    /// <summary>What is known of nothing may be anything.</summary>
    public const double Unknown = 0.5;

    /// <summary>What hurts a single resource that nothing depends on counts half of what hurts all.</summary>
    public const double Alone = 0.5;

    /// <summary>The weightiest so many decide: a thousand idle queues do not make a database less dear.</summary>
    public const int Weightiest = 10;

    private static readonly Dictionary<string, double> s_tiers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["0"] = 1, ["1"] = 1, ["tier0"] = 1, ["tier1"] = 1, ["tier-0"] = 1, ["tier-1"] = 1, ["critical"] = 1, ["gold"] = 1,
        ["2"] = 0.8, ["tier2"] = 0.8, ["tier-2"] = 0.8, ["high"] = 0.8, ["silver"] = 0.8,
        ["3"] = 0.5, ["tier3"] = 0.5, ["tier-3"] = 0.5, ["medium"] = 0.5, ["bronze"] = 0.5,
        ["4"] = 0.3, ["tier4"] = 0.3, ["tier-4"] = 0.3, ["low"] = 0.3,
    };

    private static readonly Dictionary<string, double> s_classes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["restricted"] = 1, ["secret"] = 1, ["pii"] = 1, ["personal"] = 1, ["confidential"] = 0.9, ["internal"] = 0.5, ["public"] = 0.2,
    };

    private static readonly Dictionary<string, double> s_environments = new(StringComparer.OrdinalIgnoreCase)
    {
        ["production"] = 0.9, ["prod"] = 0.9, ["prd"] = 0.9, ["live"] = 0.9,
        ["staging"] = 0.5, ["stage"] = 0.5, ["preprod"] = 0.5, ["uat"] = 0.5,
        ["test"] = 0.3, ["qa"] = 0.3, ["development"] = 0.2, ["dev"] = 0.2, ["sandbox"] = 0.1,
    };

    public static double Of(Severity severity) => severity switch
    {
        Severity.Critical => 1,
        Severity.High => 0.8,
        Severity.Medium => 0.5,
        _ => 0.25,
    };

    /// <summary>The dearest of what is known of it; null where nothing is.</summary>
    public static double? Of(AssessedResource resource)
    {
        double?[] known = [Of(s_tiers, resource.Tier), Of(s_classes, resource.DataClass), Of(s_environments, resource.Environment)];
        return known.Max();
    }

    private static double? Of(Dictionary<string, double> weights, string? answer) =>
        answer is not null && weights.TryGetValue(answer, out var weight) ? weight : null;
}
