using Turnpike.Values;

namespace Turnpike.Assessment.Facts;

/// <summary>A resource with its attributes, as they were observed where it was seen. Unknown as a whole where they are not kept.</summary>
public sealed record ResourceFacts(AssessedResource Resource, Value Attributes)
{
    /// <inheritdoc cref="ValueReading.At"/>
    public Value? At(string path) => Attributes.At(path);

    public override string ToString() => Resource.ToString();
}

/// <summary>What was observed and is no resource that anybody manages: reports, quotas, recovery points.</summary>
/// <param name="Account">The account, subscription, project or cluster it is of.</param>
/// <param name="Region">Empty for global ones.</param>
public sealed record ObservedFacts(string Type, string Account, string Region, Inventory.Snapshots.ResourceKey Key, string? Id, Value Attributes)
{
    /// <inheritdoc cref="ValueReading.At"/>
    public Value? At(string path) => Attributes.At(path);
}
