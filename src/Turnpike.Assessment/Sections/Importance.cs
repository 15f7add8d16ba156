using Turnpike.Assessment.Facts;
using Turnpike.Gate.Rules;
using Turnpike.Inventory.Ownership;

namespace Turnpike.Assessment.Sections;

/// <summary>How much depends on a resource, by the environment and the tier that ownership tells.</summary>
internal static class Importance
{
    // Of the environments, what is nearer to the last than to the first.
    private const double Passing = 0.5;

    public static bool IsFirstTier(AssessedResource resource) => resource.GravityOf(OwnershipQuestion.Tier) == 1;

    public static bool IsProduction(AssessedResource resource) => resource.GravityOf(OwnershipQuestion.Environment) == 1;

    /// <summary>What matters most: of the first tier or in production.</summary>
    public static bool IsWeighty(AssessedResource resource) => IsFirstTier(resource) || IsProduction(resource);

    /// <summary>Made to be thrown away, or for trying things.</summary>
    public static bool IsPassing(AssessedResource resource) => !IsFirstTier(resource) && resource.GravityOf(OwnershipQuestion.Environment) < Passing;

    /// <summary>One up where much depends on it, one down where little does; as it is where nobody says.</summary>
    public static Severity Weigh(Severity severity, AssessedResource? resource) => resource switch
    {
        null => severity,
        _ when IsWeighty(resource) => severity < Severity.Critical ? severity + 1 : severity,
        _ when IsPassing(resource) => severity > Severity.Low ? severity - 1 : severity,
        _ => severity,
    };
}
