namespace Turnpike.Inventory.Ownership;

/// <summary>What is asked of each resource.</summary>
public enum OwnershipQuestion
{
    Owner,
    Environment,
    Tier,
    CostCentre,
    DataClass,
    Lifecycle,
}

/// <summary>Who or what says it, in the order in which they are asked unless the rules say otherwise.</summary>
public enum OwnershipSource
{
    /// <summary>Somebody said so, of this resource or of those like it.</summary>
    Correction,

    /// <summary>Its tag or label.</summary>
    Tag,

    /// <summary>A rule for its scope, account, namespace or type.</summary>
    Place,

    /// <summary>What it depends on, or what depends on it: where these agree.</summary>
    Neighbour,
}

/// <param name="Confidence">From 0 to 1.</param>
/// <param name="Why">The tag, the rule, the neighbour.</param>
public sealed record OwnershipAnswer(OwnershipQuestion Question, string Value, OwnershipSource Source, double Confidence, string Why);

/// <summary>An answer for all that is somewhere.</summary>
/// <param name="Match">A pattern with <c>*</c>, of keys: <c>aws/123456789012//*</c>, <c>kubernetes/prod//*/payments/*</c>, <c>*//aws_s3_bucket.*</c>.</param>
public sealed record PlaceRule(string Match, OwnershipQuestion Question, string Value);

/// <summary>How the questions are answered.</summary>
/// <param name="Order">Which sources are asked, the first first; one that is left out is not asked.</param>
/// <param name="Keys">The tags that answer each question, the first first; whatever the case.</param>
/// <param name="Places">The first that matches counts.</param>
public sealed record OwnershipRules(IReadOnlyList<OwnershipSource> Order, IReadOnlyDictionary<OwnershipQuestion, IReadOnlyList<string>> Keys, IReadOnlyList<PlaceRule> Places)
{
    public static OwnershipRules Default { get; } = new(
        [OwnershipSource.Correction, OwnershipSource.Tag, OwnershipSource.Place, OwnershipSource.Neighbour],
        new Dictionary<OwnershipQuestion, IReadOnlyList<string>>
        {
            [OwnershipQuestion.Owner] = ["owner", "team", "service-owner", "service_owner", "owned-by", "app.kubernetes.io/owner"],
            [OwnershipQuestion.Environment] = ["environment", "env", "stage"],
            [OwnershipQuestion.Tier] = ["tier", "criticality", "service-tier", "service_tier"],
            [OwnershipQuestion.CostCentre] = ["cost-center", "cost-centre", "cost_center", "cost_centre", "costcenter", "costcentre"],
            [OwnershipQuestion.DataClass] = ["data-class", "data_class", "data-classification", "data_classification", "classification"],
            [OwnershipQuestion.Lifecycle] = ["lifecycle", "expires", "expiry", "ttl"],
        },
        []);
}
