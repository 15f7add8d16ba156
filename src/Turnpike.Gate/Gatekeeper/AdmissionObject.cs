using Turnpike.Values;

namespace Turnpike.Gate.Gatekeeper;

/// <summary>An object of a review, in the words of a constraint's match.</summary>
internal sealed class AdmissionObject
{
    // Written without a namespace these still end up in one: kubectl's, or that of the release.
    private static readonly HashSet<string> s_namespaced =
    [
        "/Pod", "/Service", "/ConfigMap", "/Secret", "/ServiceAccount", "/PersistentVolumeClaim", "/ReplicationController",
        "/ResourceQuota", "/LimitRange", "/Endpoints", "apps/Deployment", "apps/StatefulSet", "apps/DaemonSet", "apps/ReplicaSet",
        "batch/Job", "batch/CronJob", "networking.k8s.io/Ingress", "networking.k8s.io/NetworkPolicy", "policy/PodDisruptionBudget",
        "rbac.authorization.k8s.io/Role", "rbac.authorization.k8s.io/RoleBinding", "autoscaling/HorizontalPodAutoscaler",
    ];

    public AdmissionObject(ObjectValue value)
    {
        Value = value;
        var apiVersion = PolicyObject.TextOf(value.Get("apiVersion"));
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        ApiVersion = apiVersion;
        Group = slash < 0 ? "" : apiVersion[..slash];
        Version = apiVersion[(slash + 1)..];
        Kind = PolicyObject.TextOf(value.Get("kind"));
        var metadata = value.Get("metadata") as ObjectValue;
        Name = PolicyObject.TextOf(metadata?.Get("name")) is { Length: > 0 } name ? name : PolicyObject.TextOf(metadata?.Get("generateName"));
        Namespace = PolicyObject.TextOf(metadata?.Get("namespace"));
        Labels = LabelsOf(value);
    }

    public ObjectValue Value { get; }

    public string ApiVersion { get; }

    public string Group { get; }

    public string Version { get; }

    public string Kind { get; }

    public string Name { get; }

    /// <summary>Empty where none is written.</summary>
    public string Namespace { get; }

    public ObjectValue Labels { get; }

    public bool IsNamespace => Kind == "Namespace" && Group.Length == 0;

    /// <summary>Of a kind that lives in a namespace, though it may name none.</summary>
    public bool IsSurelyNamespaced => s_namespaced.Contains($"{Group}/{Kind}");

    public static ObjectValue LabelsOf(ObjectValue value) =>
        (value.Get("metadata") as ObjectValue)?.Get("labels") as ObjectValue ?? ObjectValue.Empty;
}
