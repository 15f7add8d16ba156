using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Formats.Backstage;

/// <summary>What an entity is called: <c>component:default/web</c>.</summary>
public readonly record struct EntityReference(string Kind, string Namespace, string Name)
{
    public const string DefaultNamespace = "default";

    /// <summary>Equal for what refers to the same entity: names are, whatever their case.</summary>
    public string Id => ToString().ToLowerInvariant();

    public override string ToString() => $"{Kind.ToLowerInvariant()}:{Namespace}/{Name}";

    /// <summary><c>[kind:][namespace/]name</c>; null for what is none.</summary>
    public static EntityReference? TryParse(string text, string defaultKind, string defaultNamespace)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var kind = colon > 0 ? text[..colon] : defaultKind;
        var rest = colon >= 0 ? text[(colon + 1)..] : text;
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var (space, name) = slash >= 0 ? (rest[..slash], rest[(slash + 1)..]) : (defaultNamespace, rest);
        return kind.Length > 0 && space.Length > 0 && name.Length > 0 && !name.Contains('/', StringComparison.Ordinal) && !name.Contains(':', StringComparison.Ordinal)
            ? new EntityReference(kind, space, name)
            : null;
    }
}

/// <param name="Type">As Backstage calls it: <c>ownedBy</c>, <c>partOf</c>, <c>dependsOn</c>, <c>providesApi</c>, <c>consumesApi</c>, <c>memberOf</c>, <c>childOf</c>, <c>hasMember</c>, <c>parentOf</c>, <c>dependencyOf</c>.</param>
public readonly record struct EntityRelation(string Type, EntityReference Target);

/// <summary>An entity of a software catalog.</summary>
/// <param name="Content">The whole document as it stands in the file.</param>
/// <param name="Span">Where it begins.</param>
public sealed record CatalogEntity(EntityReference Reference, IReadOnlyList<EntityRelation> Relations, ObjectValue Content, TextSpan Span);

/// <summary>Where a catalog goes on: a file of the same repository, or an address.</summary>
/// <param name="Type"><c>file</c>, <c>url</c>; empty where the file does not say.</param>
public readonly record struct CatalogLocation(string Type, string Target, TextSpan Span);
