using Turnpike.Catalog.Parts;
using Turnpike.Formats.Backstage;
using Turnpike.Web.Elements;

namespace Turnpike.Web.Catalog;

/// <summary>How entities are called and reached on pages.</summary>
public static class CatalogWords
{
    public static string AddressOf(EntityReference reference) => Address.Of("/catalog/entity", ("ref", reference.ToString()));

    public static string TeamAddress(string name) => Address.Under("/catalog/teams", name);

    /// <summary>Without the namespace, where it is the usual one.</summary>
    public static string Short(EntityReference reference) => reference.Namespace == EntityReference.DefaultNamespace ? reference.Name : $"{reference.Namespace}/{reference.Name}";

    internal static (string Text, string Tone, string Sign) Of(DependencyKnown known) => known switch
    {
        DependencyKnown.Both => ("Declared and seen", "pass", "pass"),
        DependencyKnown.Declared => ("Declared, not seen", "unknown", "unknown"),
        _ => ("Seen, not declared", "warn", "warn"),
    };

    internal static string Relation(string type) => type switch
    {
        "ownedBy" => "owned by",
        "ownerOf" => "owns",
        "partOf" => "part of",
        "hasPart" => "has part",
        "providesApi" => "provides API",
        "apiProvidedBy" => "provided by",
        "consumesApi" => "consumes API",
        "apiConsumedBy" => "consumed by",
        "dependsOn" => "depends on",
        "dependencyOf" => "needed by",
        "parentOf" => "parent of",
        "childOf" => "child of",
        "memberOf" => "member of",
        "hasMember" => "has member",
        _ => type,
    };

    /// <summary>One that everybody knows; any other is text of somebody's own.</summary>
    internal static bool IsUsual(string lifecycle) => lifecycle is "production" or "experimental" or "deprecated";

    internal static string ToneOf(string? lifecycle) => lifecycle switch { "production" => "pass", "deprecated" => "warn", _ => "" };
}
