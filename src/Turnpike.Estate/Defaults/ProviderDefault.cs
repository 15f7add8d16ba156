using Turnpike.Values;

namespace Turnpike.Estate.Defaults;

/// <summary>What a provider or its cloud does where an attribute is left out.</summary>
/// <param name="IsCertain">It holds for every account and every setting elsewhere; only then is it taken for a value that the plan calls unknown.</param>
/// <param name="Versions">The provider versions it holds for, as <c>>= 4.0, &lt; 6.0</c>; empty for all.</param>
/// <param name="Source">Where it is documented, and since when it holds.</param>
public sealed record ProviderDefault(string Type, ValuePath Path, Value Value, bool IsCertain, string Versions, string Source);
