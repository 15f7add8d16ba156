using Turnpike.Values;

namespace Turnpike.Estate.References;

/// <summary>One resource refers to another.</summary>
/// <param name="Path">The attribute of <paramref name="From"/> that refers.</param>
/// <param name="Attribute">The attribute of <paramref name="To"/> that is referred to; null where the resource as a whole is.</param>
/// <param name="IsCertain">False where only the resource block is known, not which of its instances.</param>
public sealed record Edge(Resource From, ValuePath Path, Resource To, string? Attribute, EdgeKind Kind, bool IsCertain);
