using Turnpike.Assessment.Facts;
using Turnpike.Gate.Rules;
using Turnpike.Inventory.Ownership;

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

    /// <summary>The gravest tier or data class.</summary>
    private const double Gravest = 1;

    /// <summary>The gravest environment: what is in production and of no known tier counts a little less.</summary>
    private const double GravestEnvironment = 0.9;

    /// <summary>The last of the names of tiers, classes and environments.</summary>
    private const double Slightest = 0.2;

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
        double?[] known =
        [
            Between(Gravest, resource.GravityOf(OwnershipQuestion.Tier)),
            Between(Gravest, resource.GravityOf(OwnershipQuestion.DataClass)),
            Between(GravestEnvironment, resource.GravityOf(OwnershipQuestion.Environment)),
        ];
        return known.Max();
    }

    private static double? Between(double most, double? gravity) => gravity is { } g ? Math.Round(Slightest + ((most - Slightest) * g), 3) : null;
}
