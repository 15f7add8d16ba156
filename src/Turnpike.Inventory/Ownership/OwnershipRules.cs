namespace Turnpike.Inventory.Ownership;

/// <summary>An answer for all that is somewhere.</summary>
/// <param name="Match">A pattern with <c>*</c>, of keys: <c>aws/123456789012//*</c>, <c>kubernetes/prod//*/payments/*</c>, <c>*//aws_s3_bucket.*</c>.</param>
public sealed record PlaceRule(string Match, OwnershipQuestion Question, string Value);

/// <summary>What is meant by several words: <c>production</c> by <c>prod</c> and <c>prd</c>.</summary>
/// <param name="Words">Whatever their case; the name itself need not be among them.</param>
public sealed record NormalName(string Name, IReadOnlyList<string> Words);

/// <summary>How the questions are answered, everywhere: of resources, of changes and on pages.</summary>
/// <param name="Order">Which sources are asked, the first first; one that is left out is not asked.</param>
/// <param name="Keys">The tags that answer each question, the first first; whatever the case.</param>
/// <param name="Places">The first that matches counts.</param>
public sealed record OwnershipRules(IReadOnlyList<OwnershipSource> Order, IReadOnlyDictionary<OwnershipQuestion, IReadOnlyList<string>> Keys, IReadOnlyList<PlaceRule> Places)
{
    private static readonly Dictionary<OwnershipQuestion, IReadOnlyList<NormalName>> s_names = new()
    {
        [OwnershipQuestion.Environment] =
        [
            new("production", ["prod", "prd", "live"]),
            new("staging", ["stage", "stg", "preprod", "pre-production", "uat"]),
            new("test", ["tst", "qa"]),
            new("development", ["dev", "sandbox", "preview", "ephemeral"]),
        ],
        [OwnershipQuestion.Tier] =
        [
            new("critical", ["0", "1", "tier0", "tier1", "tier-0", "tier-1", "gold", "platinum"]),
            new("standard", ["2", "tier2", "tier-2", "silver", "medium"]),
            new("low", ["3", "4", "tier3", "tier-3", "bronze"]),
        ],
        [OwnershipQuestion.DataClass] =
        [
            new("restricted", ["secret", "personal", "pii"]),
            new("confidential", []),
            new("internal", []),
            new("public", []),
        ],
    };

    /// <summary>The names that answers are given by, by question; of several, the gravest first.</summary>
    public IReadOnlyDictionary<OwnershipQuestion, IReadOnlyList<NormalName>> Names { get; init; } = s_names;

    public static OwnershipRules Default { get; } = new(
        Enum.GetValues<OwnershipSource>(),
        new Dictionary<OwnershipQuestion, IReadOnlyList<string>>
        {
            [OwnershipQuestion.Owner] = ["owner", "team", "service-owner", "service_owner", "owned-by", "owner_team", "app.kubernetes.io/owner"],
            [OwnershipQuestion.Environment] = ["environment", "env", "stage"],
            [OwnershipQuestion.Tier] = ["tier", "criticality", "service-tier", "service_tier"],
            [OwnershipQuestion.CostCentre] = ["cost-center", "cost-centre", "cost_center", "cost_centre", "costcenter", "costcentre"],
            [OwnershipQuestion.DataClass] = ["data-class", "data_class", "data-classification", "data_classification", "classification"],
            [OwnershipQuestion.Lifecycle] = ["lifecycle", "expires", "expiry", "ttl"],
        },
        []);
}
