namespace Turnpike.Estate.References;

/// <summary>An attribute that names another resource: <c>role</c> names an <c>aws_iam_role</c> by its <c>name</c>.</summary>
/// <param name="FromType">The type that has the attribute; null for any.</param>
/// <param name="Attribute">The last key of the attribute's path.</param>
/// <param name="ToType">The type that is named.</param>
/// <param name="By">The attributes of the named resource that may hold the value.</param>
public sealed record NamedReference(string? FromType, string Attribute, string ToType, IReadOnlyList<string> By);
