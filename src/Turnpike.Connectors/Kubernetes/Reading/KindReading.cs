using Turnpike.Values;

namespace Turnpike.Connectors.Kubernetes.Reading;

/// <summary>What came of listing a kind.</summary>
/// <param name="Objects">As the server gave them; null where none could be read.</param>
/// <param name="ResourceVersion">Where a watch may go on from; null where it may not.</param>
internal sealed record KindReading(IReadOnlyList<ObjectValue>? Objects, string? ResourceVersion, Coverage Coverage);
