using System.Collections.Frozen;

namespace Turnpike.Connectors.Kubernetes.Reading;

/// <summary>
/// What of an object's status is kept, by type: what tells of versions, addresses and ends, and moves only when something
/// was done. The rest (heartbeats, counts, conditions) moves by itself and is left out.
/// </summary>
internal static class KeptStatus
{
    private static readonly FrozenDictionary<string, string[]> s_members = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Node"] = ["addresses", "capacity", "nodeInfo"],
        ["Namespace"] = ["phase"],
        ["Service"] = ["loadBalancer"],
        ["PersistentVolume"] = ["phase"],
        ["PersistentVolumeClaim"] = ["phase", "capacity"],
        ["networking.k8s.io/Ingress"] = ["loadBalancer"],
        ["gateway.networking.k8s.io/Gateway"] = ["addresses"],
        ["apiextensions.k8s.io/CustomResourceDefinition"] = ["storedVersions"],
        ["operators.coreos.com/ClusterServiceVersion"] = ["phase"],
        ["cert-manager.io/Certificate"] = ["notBefore", "notAfter", "renewalTime"],
        ["snapshot.storage.k8s.io/VolumeSnapshot"] = ["readyToUse", "creationTime", "restoreSize"],
        ["velero.io/Backup"] = ["phase", "startTimestamp", "completionTimestamp", "expiration"],
        ["velero.io/BackupStorageLocation"] = ["phase"],
        ["cluster.x-k8s.io/Machine"] = ["phase", "addresses"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>None where nothing is kept.</summary>
    public static IReadOnlyList<string> Of(string type) => s_members.GetValueOrDefault(type, []);
}
