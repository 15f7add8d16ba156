using Turnpike.Formats.Kubernetes;
using Turnpike.Values;

namespace Turnpike.Formats.Withholding;

/// <summary>The zones of Kubernetes objects: what Secrets hold, and what repeats it elsewhere.</summary>
internal static class ManifestZones
{
    public static ObjectValue Map(ObjectValue list, ZoneVisit visit) => (ObjectValue)MapDocument(list, "", "", visit);

    /// <param name="apiVersion">What an item takes from its list.</param>
    private static Value MapDocument(Value document, string apiVersion, string kind, ZoneVisit visit)
    {
        if (document is not ObjectValue item)
        {
            return document;
        }

        apiVersion = ManifestObjects.TextAt(item, "apiVersion") ?? apiVersion;
        kind = ManifestObjects.TextAt(item, "kind") ?? kind;
        return ManifestObjects.ItemsOf(item, apiVersion, kind) is var (own, inner)
            ? Zones.Members(item, (name, value) => name == "items" ? Zones.Items(value, i => MapDocument(i, own, inner, visit)) : value)
            : MapObject(apiVersion == "v1" && kind == "Secret" ? SecretMarks.Mark(item) : item, visit);
    }

    private static Value MapObject(ObjectValue item, ZoneVisit visit) => Zones.Members(item, (name, value) => name switch
    {
        "apiVersion" or "kind" => value,
        "metadata" => Zones.Members(value, (key, inner) => key is "name" or "generateName" or "namespace" ? inner : visit(inner, null)),
        _ => visit(value, null),
    });
}
