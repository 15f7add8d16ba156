using Turnpike.Formats;
using Turnpike.Values;

namespace Turnpike.Inventory.Joining;

/// <summary>
/// Tells what of a manifest is otherwise in a cluster, as <c>kubectl diff</c> would: what applying it again would change. What
/// the manifest does not speak of (defaults, what controllers fill in, containers and variables that others added) is no drift.
/// </summary>
/// <remarks>
/// Members of lists are found by the merge keys of the API's own kinds:
/// https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy. All other lists are compared as a whole.
/// </remarks>
internal sealed class ManifestRules
{
    private const int MaxFound = 200;

    // Lists whose members others may add to, and what tells one member from another.
    private static readonly Dictionary<string, string[]> s_mergeKeys = new(StringComparer.Ordinal)
    {
        ["containers"] = ["name"],
        ["initContainers"] = ["name"],
        ["volumes"] = ["name"],
        ["env"] = ["name"],
        ["imagePullSecrets"] = ["name"],
        ["secrets"] = ["name"],
        ["webhooks"] = ["name"],
        ["volumeMounts"] = ["mountPath"],
        ["volumeDevices"] = ["devicePath"],
        ["hostAliases"] = ["ip"],
        ["topologySpreadConstraints"] = ["topologyKey", "whenUnsatisfiable"],
    };

    private readonly List<DriftedAttribute> _found = [];
    private readonly bool _isOtherVersion;

    private ManifestRules(bool isOtherVersion) => _isOtherVersion = isOtherVersion;

    public static IReadOnlyList<DriftedAttribute> Compare(ObjectValue declared, ObjectValue live)
    {
        // An API may call a field otherwise in another version.
        var rules = new ManifestRules(!Equals(declared.Get("apiVersion"), live.Get("apiVersion")));
        var kind = declared.TextAt("kind");
        foreach (var key in declared.Keys)
        {
            if (key is StringValue { Value: var name } && !IsLeftOut(kind, name, declared))
            {
                rules.CompareMember(declared.Get(name)!, live.Get(name), ValuePath.Of(name), kind);
            }
        }

        foreach (var name in (string[])["labels", "annotations"])
        {
            if (declared.At("metadata", name) is { } said)
            {
                rules.CompareMember(said, live.At("metadata", name), ValuePath.Of("metadata", name), kind);
            }
        }

        return rules._found;
    }

    // What a Secret holds is never read, and the rules of a ClusterRole that gathers others are those of the others.
    private static bool IsLeftOut(string? kind, string name, ObjectValue declared) =>
        name is "apiVersion" or "kind" or "metadata" or "status"
        || (kind == "Secret" && name is "data" or "stringData")
        || (kind == "ClusterRole" && name == "rules" && declared.Get("aggregationRule") is ObjectValue);

    private void CompareMember(Value declared, Value? live, ValuePath path, string? kind)
    {
        if (_found.Count >= MaxFound || IsOpen(declared) || (live is not null && IsOpen(live)))
        {
            return;
        }

        switch (declared, live)
        {
            case (NullValue, _):
                return;

            // Whoever issues the certificates of a webhook writes this.
            case (StringValue, _) when path[^1] is StringValue { Value: "caBundle" }:
                return;
            case (_, null or NullValue):
                if (!_isOtherVersion && !Normal.IsUnset(declared))
                {
                    _found.Add(new(path, declared, null));
                }

                return;
            case (ObjectValue before, ObjectValue after):
                foreach (var key in before.Keys)
                {
                    if (key is StringValue { Value: var name })
                    {
                        CompareMember(before.Get(name)!, after.Get(name), path.Append(name), kind);
                    }
                }

                return;
            case (ArrayValue before, ArrayValue after) when MergeKeysOf(path, kind) is { } keys:
                CompareKeyed(before, after, path, keys, kind);
                return;
            case (ArrayValue before, ArrayValue after) when before.Count == after.Count:
                for (var i = 0; i < before.Count; i++)
                {
                    CompareMember(before[i], after[i], path.Append(i), kind);
                }

                return;
            default:
                if (!Normal.AreSame(declared, live) && !(path[0] is StringValue { Value: "spec" } && Quantity.AreSame(declared, live)))
                {
                    _found.Add(new(path, declared, live));
                }

                return;
        }
    }

    private void CompareKeyed(ArrayValue before, ArrayValue after, ValuePath path, string[] keys, string? kind)
    {
        for (var i = 0; i < before.Count; i++)
        {
            var item = before[i];
            var same = after.Items.ToArray().FirstOrDefault(other => keys.All(k => KeyOf(item, k) is { } said && said.Equals(KeyOf(other, k))));
            CompareMember(item, same, path.Append(i), kind);
        }
    }

    private static Value? KeyOf(Value item, string key) => item.At(key) ?? (key == "protocol" ? Value.Of("TCP") : null);

    private static string[]? MergeKeysOf(ValuePath path, string? kind) => path[^1] is not StringValue { Value: var name } ? null
        : name != "ports" ? s_mergeKeys.GetValueOrDefault(name)
        : kind == "Service" ? ["port", "protocol"]
        : path.Contains(Value.Of("containers")) || path.Contains(Value.Of("initContainers")) ? ["containerPort", "protocol"]
        : null;

    private static bool IsOpen(Value value) => value is UnknownValue or PossibleValue;
}
