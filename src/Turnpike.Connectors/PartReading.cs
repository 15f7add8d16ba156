namespace Turnpike.Connectors;

/// <summary>What is read and replaced as one: a service in a region of an account, a kind in a cluster, a state.</summary>
/// <param name="Scope">The scope of the estate: <c>aws/123456789012</c>, <c>kubernetes/prod-eu</c>, <c>terraform/network</c>.</param>
/// <param name="Source">The source in that scope: <c>eu-west-1/ec2</c>, <c>apps/v1/deployments</c>.</param>
public readonly record struct Part(string Scope, string Source)
{
    public override string ToString() => $"{Scope} {Source}";
}

/// <summary>A part as it is now.</summary>
/// <param name="Content">
/// A document that <see cref="Turnpike.Formats.InputReader"/> reads: an observation, manifests, a state. The same bytes
/// where nothing changed: keys and lists are in a fixed order, and no time of reading is in it. Null where nothing could be
/// read: what was known before stands and ages.
/// </param>
/// <param name="IsSame">The source says that nothing changed since the last sync; <paramref name="Content"/> is null.</param>
public sealed record PartReading(Part Part, ReadOnlyMemory<byte>? Content, IReadOnlyList<Coverage> Coverage, bool IsSame = false);

/// <summary>What a sync is doing, for those who wait.</summary>
/// <param name="Says">Such as <c>123456789012 eu-west-1: ec2</c>.</param>
/// <param name="Total">Parts that there are to read, as far as known; grows.</param>
public readonly record struct SyncStep(string Says, int Done, int Total);
