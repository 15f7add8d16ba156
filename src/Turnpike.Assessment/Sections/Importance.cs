using Turnpike.Assessment.Facts;
using Turnpike.Gate.Rules;

namespace Turnpike.Assessment.Sections;

/// <summary>How much depends on a resource, by the environment and the tier that ownership tells.</summary>
internal static class Importance
{
    private static readonly HashSet<string> s_first = new(["1", "0", "tier-1", "tier-0", "tier1", "tier0", "t1", "t0", "critical", "gold", "mission-critical", "business-critical"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> s_production = new(["prod", "production", "prd", "live"], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] s_passing = ["dev", "test", "sandbox", "preview", "review", "ephemeral", "tmp", "pr-", "qa", "ci", "lab"];

    public static bool IsFirstTier(AssessedResource resource) => resource.Tier is { } tier && s_first.Contains(tier);

    public static bool IsProduction(AssessedResource resource) => resource.Environment is { } environment && s_production.Contains(environment);

    /// <summary>Made to be thrown away, or for trying things.</summary>
    public static bool IsPassing(AssessedResource resource) =>
        !IsFirstTier(resource) && resource.Environment is { } environment && s_passing.Any(p => environment.StartsWith(p, StringComparison.OrdinalIgnoreCase));

    /// <summary>One up where much depends on it, one down where little does; as it is where nobody says.</summary>
    public static Severity Weigh(Severity severity, AssessedResource? resource) => resource switch
    {
        null => severity,
        _ when IsFirstTier(resource) || IsProduction(resource) => severity < Severity.Critical ? severity + 1 : severity,
        _ when IsPassing(resource) => severity > Severity.Low ? severity - 1 : severity,
        _ => severity,
    };
}
