using System.Collections.Frozen;
using Turnpike.Connectors.Kubernetes.Discovery;
using Turnpike.Values;

namespace Turnpike.Connectors.Kubernetes.Reading;

/// <summary>Objects as the estate keeps them: without what moves by itself, and of a Secret without what it holds.</summary>
internal static class ObjectForm
{
    private static readonly FrozenSet<string> s_metadata =
        FrozenSet.Create(StringComparer.Ordinal, "name", "namespace", "uid", "labels", "annotations", "creationTimestamp", "deletionTimestamp", "ownerReferences", "finalizers", "generateName");

    // Copies of the whole object (a Secret's among them), and what controllers write all the time.
    private static readonly FrozenSet<string> s_droppedAnnotations = FrozenSet.Create(
        StringComparer.Ordinal,
        "kubectl.kubernetes.io/last-applied-configuration",
        "control-plane.alpha.kubernetes.io/leader",
        "endpoints.kubernetes.io/last-change-trigger-time",
        "autoscaling.alpha.kubernetes.io/conditions",
        "autoscaling.alpha.kubernetes.io/current-metrics",
        "deployment.kubernetes.io/desired-replicas",
        "deployment.kubernetes.io/max-replicas",
        "node.alpha.kubernetes.io/ttl",
        "volumes.kubernetes.io/controller-managed-attach-detach",
        "csi.volume.kubernetes.io/nodeid",
        "cert-manager.io/next-private-key-secret-name");

    private static readonly FrozenSet<string> s_secretMembers = FrozenSet.Create(StringComparer.Ordinal, "type", "immutable");

    /// <summary>A v1 List in the order of namespaces and names; the same bytes for the same objects, whatever order they came in.</summary>
    public static byte[] List(ApiKind kind, IReadOnlyList<ObjectValue> objects) => ListOf(objects.Select(o => Keep(kind, o)));

    public static byte[] ListOf(IEnumerable<ObjectValue> objects) => JsonText.Canonical(Value.Object(
        ("apiVersion", Value.Of("v1")),
        ("kind", Value.Of("List")),
        ("items", ArrayValue.Create([.. objects
            .OrderBy(static o => o.TextAt("metadata", "namespace") ?? "", StringComparer.Ordinal)
            .ThenBy(static o => o.TextAt("metadata", "name") ?? "", StringComparer.Ordinal)]))));

    private static ObjectValue Keep(ApiKind kind, ObjectValue item)
    {
        var kept = new ObjectBuilder(item.Count + 2);
        foreach (var (name, value) in item.EntriesAt())
        {
            if (name is not ("metadata" or "status") && (!KindLister.IsMetadataOnly(kind) || s_secretMembers.Contains(name)))
            {
                kept.Set(name, value);
            }
        }

        kept.Set("apiVersion", Value.Of(kind.ApiVersion));
        kept.Set("kind", Value.Of(kind.Kind));
        kept.Set("metadata", Metadata(item));
        if (Status(kind, item) is { } status)
        {
            kept.Set("status", status);
        }

        return kept.ToValue();
    }

    private static ObjectValue Metadata(ObjectValue item)
    {
        var kept = new ObjectBuilder();
        foreach (var (name, value) in item.EntriesAt("metadata"))
        {
            if (name == "annotations")
            {
                var annotations = new ObjectBuilder();
                foreach (var (key, text) in value.EntriesAt().Where(static e => !s_droppedAnnotations.Contains(e.Key)))
                {
                    annotations.Set(key, text);
                }

                if (annotations.Count > 0)
                {
                    kept.Set(name, annotations.ToValue());
                }
            }
            else if (s_metadata.Contains(name))
            {
                kept.Set(name, value);
            }
        }

        return kept.ToValue();
    }

    private static ObjectValue? Status(ApiKind kind, ObjectValue item)
    {
        if (item.At("status") is not ObjectValue status)
        {
            return null;
        }

        var kept = kind.Type == "Pod" ? PodImages(status) : status.Only(KeptStatus.Of(kind.Type));
        return kept.Count > 0 ? kept : null;
    }

    // Which images really run, by digest.
    private static ObjectValue PodImages(ObjectValue status)
    {
        var kept = new ObjectBuilder();
        foreach (var list in (string[])["initContainerStatuses", "containerStatuses"])
        {
            var containers = status.ItemsAt(list).OfType<ObjectValue>().Select(static c => (Value)c.Only(["name", "image", "imageID"])).ToArray();
            if (containers.Length > 0)
            {
                kept.Set(list, ArrayValue.Create(containers));
            }
        }

        return kept.ToValue();
    }
}
