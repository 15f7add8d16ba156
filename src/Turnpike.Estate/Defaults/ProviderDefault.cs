using Turnpike.Values;

namespace Turnpike.Estate.Defaults;

/// <summary>What a provider or its cloud does where an attribute is left out.</summary>
/// <param name="Type">A resource type, or the beginning of several and <c>*</c>.</param>
/// <param name="Path">The attribute; the step <c>*</c> stands for every item of a list.</param>
/// <param name="IsCertain">It holds for every account and every setting elsewhere; only then is it taken for a value that the plan calls unknown.</param>
/// <param name="IsForNew">It holds for what is created now; of what exists already nothing can be said.</param>
/// <param name="Where">It holds only where these top-level attributes have these values; null stands for unset.</param>
/// <param name="Versions">The provider versions it holds for.</param>
/// <param name="Source">Where it is documented, and since when it holds.</param>
public sealed record ProviderDefault(
    string Type,
    ValuePath Path,
    Value Value,
    bool IsCertain,
    bool IsForNew,
    IReadOnlyList<(Value Attribute, Value Value)> Where,
    VersionRange Versions,
    string Source)
{
    /// <summary>It stands for every type with that beginning, as far as the type has the attribute.</summary>
    public bool IsPattern => Type.EndsWith('*');
}
