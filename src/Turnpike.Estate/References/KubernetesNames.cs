using Turnpike.Estate.Joins;
using Turnpike.Values;

namespace Turnpike.Estate.References;

/// <summary>Where Kubernetes objects name other objects.</summary>
internal static class KubernetesNames
{
    public const string Service = "Service";
    public const string ServiceAccount = "ServiceAccount";

    /// <param name="At">From the object, or from the pod's specification.</param>
    /// <param name="IsCluster">What is named has no namespace.</param>
    public readonly record struct Named(ValuePath At, string Type, bool IsCluster);

    private static readonly ValuePath s_podSpec = ValuePath.Of("spec");
    private static readonly ValuePath s_template = ValuePath.Of("spec", "template");
    private static readonly ValuePath s_jobTemplate = ValuePath.Of("spec", "jobTemplate", "spec", "template");

    public static IReadOnlyList<Named> InPod { get; } =
    [
        At("serviceAccountName", ServiceAccount),
        At("imagePullSecrets[*].name", "Secret"),
        At("volumes[*].configMap.name", "ConfigMap"),
        At("volumes[*].secret.secretName", "Secret"),
        At("volumes[*].persistentVolumeClaim.claimName", "PersistentVolumeClaim"),
        At("volumes[*].projected.sources[*].configMap.name", "ConfigMap"),
        At("volumes[*].projected.sources[*].secret.name", "Secret"),
        At("priorityClassName", "scheduling.k8s.io/PriorityClass", isCluster: true),
        At("runtimeClassName", "node.k8s.io/RuntimeClass", isCluster: true),
        .. InContainers("containers"),
        .. InContainers("initContainers"),
        .. InContainers("ephemeralContainers"),
    ];

    /// <summary>By the type of the object that names.</summary>
    public static IReadOnlyDictionary<string, Named[]> ByType { get; } = new Dictionary<string, Named[]>
    {
        ["networking.k8s.io/Ingress"] =
        [
            At("spec.rules[*].http.paths[*].backend.service.name", Service),
            At("spec.rules[*].http.paths[*].backend.serviceName", Service),
            At("spec.defaultBackend.service.name", Service),
            At("spec.tls[*].secretName", "Secret"),
            At("spec.ingressClassName", "networking.k8s.io/IngressClass", isCluster: true),
        ],
        ["gateway.networking.k8s.io/HTTPRoute"] =
        [
            At("spec.rules[*].backendRefs[*].name", Service),
            At("spec.parentRefs[*].name", "gateway.networking.k8s.io/Gateway"),
        ],
        ["apps/StatefulSet"] = [At("spec.serviceName", Service)],
        ["PersistentVolumeClaim"] =
        [
            At("spec.storageClassName", "storage.k8s.io/StorageClass", isCluster: true),
            At("spec.volumeName", "PersistentVolume", isCluster: true),
        ],
        ["ServiceAccount"] = [At("secrets[*].name", "Secret"), At("imagePullSecrets[*].name", "Secret")],
    };

    /// <summary>The pod that an object is or makes: its metadata and specification; null if it makes none.</summary>
    public static ValuePath? PodOf(Resource resource)
    {
        if (resource.Type == "Pod")
        {
            return ValuePath.Root;
        }

        foreach (var path in (ReadOnlySpan<ValuePath>)[s_template, s_jobTemplate])
        {
            if (path.Concat(s_podSpec).Resolve(resource.Attributes) is ObjectValue)
            {
                return path;
            }
        }

        return null;
    }

    private static Named[] InContainers(string list) =>
    [
        At(list + "[*].envFrom[*].configMapRef.name", "ConfigMap"),
        At(list + "[*].envFrom[*].secretRef.name", "Secret"),
        At(list + "[*].env[*].valueFrom.configMapKeyRef.name", "ConfigMap"),
        At(list + "[*].env[*].valueFrom.secretKeyRef.name", "Secret"),
    ];

    private static Named At(string path, string type, bool isCluster = false) =>
        AttributePath.TryParse(path, out var at) ? new Named(at, type, isCluster) : throw new ArgumentException(path, nameof(path));
}
