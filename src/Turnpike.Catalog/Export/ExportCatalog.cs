using System.Security.Cryptography;
using System.Text;
using Turnpike.Catalog.Model;
using Turnpike.Formats.Backstage;
using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Ownership;
using Turnpike.Inventory.Entities;
using Turnpike.Values;

namespace Turnpike.Catalog.Export;

/// <summary>The catalog as files of Backstage.</summary>
public static class ExportCatalog
{
    private const int MaxName = 63;
    private const int HashLength = 8;

    /// <summary>Every entity as it was written.</summary>
    /// <param name="kind">Only of this kind; null for all.</param>
    public static IEnumerable<ObjectValue> Entities(CatalogModel catalog, string? kind) =>
        catalog.Items.Where(i => kind is null || string.Equals(i.Kind, kind, StringComparison.OrdinalIgnoreCase)).Select(static i => i.Written());

    /// <summary>
    /// An entity for each owned database, bucket, queue, cache and topic that the catalog does not have, with its owner, and
    /// as what the service depends on that it belongs to.
    /// </summary>
    public static IEnumerable<ObjectValue> Resources(CatalogModel catalog)
    {
        var names = catalog.Items.Where(static i => i.Kind == "Resource").Select(static i => i.Reference.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var resource in catalog.Ownership.Estate.Resources().Where(static r => BackingTypes.KindOf(r.Row.Type) is not null))
        {
            var members = catalog.Ownership.Facts!.Members.Of(resource);
            if (members.All(static m => m.Entity.Reference.Kind != "Resource") && catalog.Ownership.Answer(resource, OwnershipQuestion.Owner) is { } owner && NameOf(owner.Value) is { } named)
            {
                yield return Of(catalog, resource, named, members, names);
            }
        }
    }

    private static ObjectValue Of(CatalogModel catalog, JoinedResource resource, string owner, IReadOnlyList<Membership> members, HashSet<string> names)
    {
        var title = resource.Observed?.Name ?? resource.Row.Name ?? resource.Row.Id ?? resource.Row.Key.Address;
        var metadata = (ObjectValue)Value.Object(
            ("name", Value.Of(Unique(title, resource.Row.Key.ToString(), names))),
            ("title", Value.Of(title)),
            ("annotations", Annotations(resource)));
        var spec = (ObjectValue)Value.Object(("type", Value.Of(BackingTypes.KindOf(resource.Row.Type)!)), ("owner", Value.Of(owner)));
        if (members.FirstOrDefault(static m => m.Entity.Reference.Kind == "Component") is { Entity: { } service })
        {
            spec = spec.With("dependencyOf", ArrayValue.Create([Value.Of(service.Reference.ToString())]));
            spec = catalog.Find(service.Reference)?.Entity.Text("system") is { } system ? spec.With("system", Value.Of(system)) : spec;
        }

        return (ObjectValue)Value.Object(("apiVersion", Value.Of("backstage.io/v1alpha1")), ("kind", Value.Of("Resource")), ("metadata", metadata), ("spec", spec));
    }

    private static ObjectValue Annotations(JoinedResource resource)
    {
        var annotations = (ObjectValue)Value.Object(("turnpike/key", Value.Of(resource.Row.Key.ToString())));
        return (resource.Observed?.Arn ?? resource.Row.Arn) is { } arn ? annotations.With("turnpike/arn", Value.Of(arn)) : annotations;
    }

    // What Backstage takes for a name, the same each time, and nobody else's.
    private static string Unique(string title, string key, HashSet<string> names)
    {
        var name = NameOf(title) ?? "resource";
        if (name.Length == MaxName || !names.Add(name))
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..HashLength];
            name = $"{name[..Math.Min(name.Length, MaxName - HashLength - 1)].TrimEnd('-', '_', '.')}-{hash}";
            names.Add(name);
        }

        return name;
    }

    private static string? NameOf(string text)
    {
        var name = new StringBuilder();
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                name.Append(c);
            }
            else if (name.Length > 0 && char.IsAsciiLetterOrDigit(name[^1]))
            {
                name.Append(c is '-' or '_' or '.' ? c : '-');
            }
        }

        var cut = name.ToString(0, Math.Min(name.Length, MaxName)).TrimEnd('-', '_', '.');
        return EntityCheck.IsName(cut) ? cut : null;
    }
}
