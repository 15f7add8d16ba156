using Turnpike.Estate.Identity;
using Turnpike.Values;

namespace Turnpike.Estate.References;

/// <summary>What an attribute refers to, where code was read rather than a plan's configuration: exact to the instance.</summary>
/// <param name="Path">The attribute that refers; empty for the resource as a whole, as <c>depends_on</c> does.</param>
/// <param name="Target">An instance; with an unknown key where instances of the block are meant that nobody knows or every one of them.</param>
/// <param name="Attribute">The attribute referred to; null where the resource as a whole is.</param>
/// <param name="IsCertain">False where one or more instances of the block are meant, nobody knows which.</param>
public sealed record ExactReference(ValuePath Path, ResourceAddress Target, string? Attribute, bool IsCertain);
