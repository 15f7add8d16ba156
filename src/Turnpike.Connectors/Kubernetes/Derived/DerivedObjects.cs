using Turnpike.Values;

namespace Turnpike.Connectors.Kubernetes.Derived;

/// <summary>
/// What a cluster tells about itself beyond its objects, as objects of the group <c>turnpike</c>: the cluster, its Helm
/// releases, operators, running images by digest, and uses of API versions that Kubernetes has removed.
/// </summary>
internal static class DerivedObjects
{
    private const string Version = "turnpike/v1";

    public static ObjectValue Cluster(string name, Value? version, IEnumerable<string> served, IEnumerable<ObjectValue> facts) => Make("Cluster", null, name, Value.Object(
        ("version", Value.Of(version.TextAt("gitVersion") ?? "")),
        ("platform", Value.Of(version.TextAt("platform") ?? "")),
        ("api_versions", served.ToValue()),
        ("nodes", ArrayValue.Create([.. All(facts, "nodes").OrderBy(static n => n.TextAt("name"), StringComparer.Ordinal)]))));

    /// <summary>Each release once, as of its latest revision.</summary>
    public static IEnumerable<ObjectValue> HelmReleases(IEnumerable<ObjectValue> facts) =>
        from release in All(facts, "releases")
        group release by (Namespace: release.TextAt("namespace")!, Name: release.TextAt("name")!) into revisions
        let latest = revisions.MaxBy(static r => (NumberValue)r.At("revision")!)
        select Make("HelmRelease", revisions.Key.Namespace, revisions.Key.Name, ((ObjectValue)latest).Only(["revision", "status", "kept_in"]));

    /// <summary>Each operator that the lifecycle manager installed, and each group of custom kinds that none of them owns.</summary>
    public static IEnumerable<ObjectValue> Operators(IEnumerable<ObjectValue> facts)
    {
        var owned = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in All(facts, "operators"))
        {
            owned.UnionWith(item.ItemsAt("definitions").OfType<StringValue>().Select(static d => d.Value));
            yield return Make("Operator", item.TextAt("namespace"), item.TextAt("name")!, ((ObjectValue)item).Only(["version", "phase", "definitions"]));
        }

        foreach (var group in All(facts, "definitions").Where(d => !owned.Contains(d.TextAt("name")!)).GroupBy(static d => d.TextAt("group")!, StringComparer.Ordinal))
        {
            yield return Make("Operator", null, group.Key, Value.Object(
                ("version", Value.Of(group.Select(static d => d.TextAt("version")!).Max(StringComparer.Ordinal) ?? "")),
                ("part_of", Value.Of(group.Select(static d => d.TextAt("part_of")!).Max(StringComparer.Ordinal) ?? "")),
                ("definitions", group.Select(static d => d.TextAt("name")!).Order(StringComparer.Ordinal).ToValue())));
        }
    }

    /// <summary>Each image that runs, by its digest where the runtime tells one, with the workloads that run it.</summary>
    public static IEnumerable<ObjectValue> Images(IReadOnlyList<ObjectValue> facts)
    {
        var owners = All(facts, "owners").ToLookup(static o => (o.TextAt("namespace"), o.TextAt("kind"), o.TextAt("name")));
        foreach (var image in All(facts, "containers").GroupBy(static c => DigestOf(c.TextAt("id")!), StringComparer.Ordinal))
        {
            yield return Make("Image", null, image.Key, Value.Object(
                ("references", image.Select(static c => c.TextAt("image")!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValue()),
                ("repositories", image.Select(static c => RepositoryOf(c.TextAt("id")!)).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValue()),
                ("used_by", image.Select(c => Workload(c, owners)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValue())));
        }
    }

    public static IEnumerable<ObjectValue> RemovedUses(IEnumerable<ObjectValue> facts, IReadOnlyDictionary<string, string> warnings)
    {
        foreach (var use in All(facts, "removed"))
        {
            var api = RemovedApis.Find(use.TextAt("api")!, use.TextAt("kind")!)!;
            yield return Make("RemovedApiUse", null, api.ApiVersion + "/" + api.Kind, ((ObjectValue)use).Only(["count", "managers", "objects"])
                .With("removed_in", Value.Of(api.In)).With("use", Value.Of(api.Use)));
        }

        foreach (var (path, text) in warnings)
        {
            yield return Make("ApiWarning", null, path.TrimStart('/'), Value.Object(("message", Value.Of(text))));
        }
    }

    // docker-pullable://registry.example.com/web@sha256:…, registry.example.com/web@sha256:…, or sha256:… alone.
    private static string DigestOf(string id)
    {
        var at = id.LastIndexOf("sha256:", StringComparison.Ordinal);
        return at < 0 ? id : id[at..];
    }

    private static string? RepositoryOf(string id)
    {
        var scheme = id.IndexOf("://", StringComparison.Ordinal);
        var name = scheme < 0 ? id : id[(scheme + 3)..];
        var at = name.IndexOf('@', StringComparison.Ordinal);
        return at > 0 ? name[..at] : null;
    }

    private static string Workload(Value container, ILookup<(string?, string?, string?), Value> owners)
    {
        var space = container.TextAt("namespace");
        var (kind, name) = (container.TextAt("owner_kind"), container.TextAt("owner"));

        // Pod, ReplicaSet, Deployment; Pod, Job, CronJob.
        if (owners[(space, kind, name)].FirstOrDefault() is { } owner)
        {
            (kind, name) = (owner.TextAt("owner_kind"), owner.TextAt("owner"));
        }

        return $"{space}/{kind}/{name}";
    }

    private static IEnumerable<Value> All(IEnumerable<ObjectValue> facts, string name) => facts.SelectMany(f => f.ItemsAt(name));

    private static ObjectValue Make(string kind, string? space, string name, Value spec)
    {
        var metadata = (ObjectValue)Value.Object(("name", Value.Of(name)));
        return (ObjectValue)Value.Object(
            ("apiVersion", Value.Of(Version)),
            ("kind", Value.Of(kind)),
            ("metadata", space is { Length: > 0 } ? metadata.With("namespace", Value.Of(space)) : metadata),
            ("spec", spec));
    }
}
