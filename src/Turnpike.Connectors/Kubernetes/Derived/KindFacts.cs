using Turnpike.Connectors.Kubernetes.Discovery;
using Turnpike.Values;

namespace Turnpike.Connectors.Kubernetes.Derived;

/// <summary>
/// What the objects of a kind tell about the cluster as a whole, taken before the noise is dropped. It holds no secret and
/// is kept between syncs, so that a kind that did not change need not be listed for it.
/// </summary>
internal static class KindFacts
{
    private const int MaxNames = 20;

    public static ObjectValue Of(ApiKind kind, IReadOnlyList<ObjectValue> objects)
    {
        var facts = new ObjectBuilder();
        Add(facts, "removed", RemovedUses(kind, objects));
        switch (kind.Type)
        {
            case "Pod":
                Add(facts, "containers", objects.SelectMany(Containers));
                break;
            case "apps/ReplicaSet" or "batch/Job":
                Add(facts, "owners", objects.Select(o => Owner(kind, o)).OfType<ObjectValue>());
                break;
            case "Node":
                Add(facts, "nodes", objects.Select(Node));
                break;
            case "Secret" or "ConfigMap":
                Add(facts, "releases", objects.Select(o => Release(kind, o)).OfType<ObjectValue>());
                break;
            case "operators.coreos.com/ClusterServiceVersion":
                Add(facts, "operators", objects.Where(static o => !o.At("metadata", "labels").EntriesNamed("olm.copiedFrom")).Select(Operator));
                break;
            case "apiextensions.k8s.io/CustomResourceDefinition":
                Add(facts, "definitions", objects.Select(Definition));
                break;
        }

        return facts.ToValue();
    }

    private static bool EntriesNamed(this Value? labels, string name) => labels.At(name) is not null;

    private static void Add(ObjectBuilder facts, string name, IEnumerable<ObjectValue> items)
    {
        var all = items.ToArray<Value>();
        if (all.Length > 0)
        {
            facts.Set(name, ArrayValue.Create(all));
        }
    }

    // Who last wrote an object, and in which version, stands in its managedFields.
    private static IEnumerable<ObjectValue> RemovedUses(ApiKind kind, IReadOnlyList<ObjectValue> objects)
    {
        var uses = from item in objects
                   from field in item.ItemsAt("metadata", "managedFields")
                   let api = field.TextAt("apiVersion")
                   where api is not null && RemovedApis.Find(api, kind.Kind) is not null
                   select (Api: api, Manager: field.TextAt("manager") ?? "", Name: NameOf(item));
        var written = uses.Concat(RemovedApis.Find(kind.ApiVersion, kind.Kind) is null ? [] : objects.Select(o => (Api: kind.ApiVersion, Manager: "", Name: NameOf(o))));
        return written.GroupBy(static u => u.Api, StringComparer.Ordinal).OrderBy(static g => g.Key, StringComparer.Ordinal).Select(g =>
        {
            var names = g.Select(static u => u.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            return (ObjectValue)Value.Object(
                ("api", Value.Of(g.Key)),
                ("kind", Value.Of(kind.Kind)),
                ("count", Value.Of(names.Count)),
                ("managers", g.Select(static u => u.Manager).Where(static m => m.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValue()),
                ("objects", names.Take(MaxNames).ToValue()));
        });
    }

    private static string NameOf(Value item) =>
        item.TextAt("metadata", "namespace") is { } space ? space + "/" + item.TextAt("metadata", "name") : item.TextAt("metadata", "name") ?? "";

    private static IEnumerable<ObjectValue> Containers(ObjectValue pod)
    {
        var owner = pod.ItemsAt("metadata", "ownerReferences").FirstOrDefault(static o => o.IsTrueAt("controller"));
        foreach (var list in (string[])["initContainerStatuses", "containerStatuses"])
        {
            foreach (var container in pod.ItemsAt("status", list))
            {
                if (container.TextAt("imageID") is { Length: > 0 } id)
                {
                    yield return (ObjectValue)Value.Object(
                        ("namespace", Value.Of(pod.TextAt("metadata", "namespace") ?? "")),
                        ("owner_kind", Value.Of(owner.TextAt("kind") ?? "Pod")),
                        ("owner", Value.Of(owner.TextAt("name") ?? pod.TextAt("metadata", "name") ?? "")),
                        ("image", Value.Of(container.TextAt("image") ?? "")),
                        ("id", Value.Of(id)));
                }
            }
        }
    }

    private static ObjectValue? Owner(ApiKind kind, ObjectValue item) =>
        item.ItemsAt("metadata", "ownerReferences").FirstOrDefault(static o => o.IsTrueAt("controller")) is { } owner
            ? (ObjectValue)Value.Object(
                ("namespace", Value.Of(item.TextAt("metadata", "namespace") ?? "")),
                ("kind", Value.Of(kind.Kind)),
                ("name", Value.Of(item.TextAt("metadata", "name") ?? "")),
                ("owner_kind", Value.Of(owner.TextAt("kind") ?? "")),
                ("owner", Value.Of(owner.TextAt("name") ?? "")))
            : null;

    private static ObjectValue Node(ObjectValue node)
    {
        var labels = node.At("metadata", "labels");
        var facts = new ObjectBuilder();
        facts.Set("name", Value.Of(node.TextAt("metadata", "name") ?? ""));
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)[
            ("kubelet_version", node.TextAt("status", "nodeInfo", "kubeletVersion")),
            ("container_runtime", node.TextAt("status", "nodeInfo", "containerRuntimeVersion")),
            ("os_image", node.TextAt("status", "nodeInfo", "osImage")),
            ("kernel_version", node.TextAt("status", "nodeInfo", "kernelVersion")),
            ("architecture", node.TextAt("status", "nodeInfo", "architecture")),
            ("zone", labels.TextAt("topology.kubernetes.io/zone")),
            ("instance_type", labels.TextAt("node.kubernetes.io/instance-type")),
            ("provider_id", node.TextAt("spec", "providerID"))])
        {
            if (value is not null)
            {
                facts.Set(name, Value.Of(value));
            }
        }

        return facts.ToValue();
    }

    // Helm writes what a release is into labels; its payload is not needed, and is not asked for.
    private static ObjectValue? Release(ApiKind kind, ObjectValue item)
    {
        var labels = item.At("metadata", "labels");
        if (labels.TextAt("owner") is not ("helm" or "HELM") && labels.TextAt("OWNER") is not ("TILLER" or "helm"))
        {
            return null;
        }

        var name = labels.TextAt("name") ?? labels.TextAt("NAME");
        var version = labels.TextAt("version") ?? labels.TextAt("VERSION");
        return name is null || version is null || !long.TryParse(version, System.Globalization.CultureInfo.InvariantCulture, out var revision) ? null : (ObjectValue)Value.Object(
            ("namespace", Value.Of(item.TextAt("metadata", "namespace") ?? "")),
            ("name", Value.Of(name)),
            ("revision", Value.Of(revision)),
            ("status", Value.Of((labels.TextAt("status") ?? labels.TextAt("STATUS") ?? "").ToLowerInvariant())),
            ("kept_in", Value.Of(kind.Kind)));
    }

    private static ObjectValue Operator(ObjectValue version) => (ObjectValue)Value.Object(
        ("namespace", Value.Of(version.TextAt("metadata", "namespace") ?? "")),
        ("name", Value.Of(version.TextAt("metadata", "name") ?? "")),
        ("version", Value.Of(version.TextAt("spec", "version") ?? "")),
        ("phase", Value.Of(version.TextAt("status", "phase") ?? "")),
        ("definitions", version.ItemsAt("spec", "customresourcedefinitions", "owned").Select(static d => d.TextAt("name")).OfType<string>().Order(StringComparer.Ordinal).ToValue()));

    private static ObjectValue Definition(ObjectValue definition) => (ObjectValue)Value.Object(
        ("name", Value.Of(definition.TextAt("metadata", "name") ?? "")),
        ("group", Value.Of(definition.TextAt("spec", "group") ?? "")),
        ("kind", Value.Of(definition.TextAt("spec", "names", "kind") ?? "")),
        ("version", Value.Of(definition.TextAt("metadata", "labels", "app.kubernetes.io/version") ?? "")),
        ("part_of", Value.Of(definition.TextAt("metadata", "labels", "app.kubernetes.io/part-of") ?? definition.TextAt("metadata", "labels", "app.kubernetes.io/name") ?? "")));
}
