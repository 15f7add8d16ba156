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

    /// <summary>The entity of the catalog that it belongs to.</summary>
    Catalog,

    /// <summary>The file of owners in the repository whose code made it.</summary>
    Code,

    /// <summary>A rule for its scope, account, namespace or type.</summary>
    Place,

    /// <summary>The tags of its account, subscription, project or group, the labels of its namespace, the name of its scope.</summary>
    Account,

    /// <summary>What it depends on, or what depends on it: the nearest that have an answer, where these agree. Asked last, wherever it stands.</summary>
    Neighbour,
}

/// <param name="Confidence">From 0 to 1.</param>
/// <param name="Why">The tag, the rule, the line of a file, the way to the neighbour.</param>
public sealed record OwnershipAnswer(OwnershipQuestion Question, string Value, OwnershipSource Source, double Confidence, string Why);
