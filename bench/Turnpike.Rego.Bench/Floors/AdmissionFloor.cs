using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Turnpike.Values;

namespace Turnpike.Rego.Bench.Floors;

internal sealed partial class AdmissionFloor(AdmissionFloor.Review review)
{
    private static readonly string[] s_registries = ["registry.example.com/", "mirror.example.com/"];
    private static readonly string[] s_labels = ["app.kubernetes.io/name", "owner", "environment", "cost-centre"];
    private static readonly string[] s_kinds = ["cpu", "memory"];

    public Value Evaluate()
    {
        var request = review.Request;
        var violations = new HashSet<string>();
        var pod = request.Object.Spec.Template.Spec;
        foreach (var container in (pod.Containers ?? []).Concat(pod.InitContainers ?? []))
        {
            JudgeImage(container, violations);
            JudgeSecurity(container, pod, violations);
            JudgeResources(container, violations);
        }

        JudgePod(pod, violations);
        JudgeMetadata(request.Object, violations);
        var sorted = violations.Order(StringComparer.Ordinal).ToArray();
        return Value.Object(
            ("uid", Value.Of(request.Uid)),
            ("allowed", Value.Of(violations.Count == 0)),
            ("messages", Value.Array([.. sorted.Select(Value.Of)])),
            ("kind", Value.Of(request.Kind.Kind)));
    }

    private static void JudgeImage(Container c, HashSet<string> violations)
    {
        Add(violations, !Array.Exists(s_registries, prefix => c.Image.StartsWith(prefix, StringComparison.Ordinal)), $"{c.Name}: registry is not allowed ({c.Image})");
        Add(violations, c.Image.EndsWith(":latest", StringComparison.Ordinal), $"{c.Name}: tag latest");
        Add(violations, !c.Image.Contains(':', StringComparison.Ordinal), $"{c.Name}: no tag");
        Add(violations, (c.ImagePullPolicy ?? "IfNotPresent") != "Always" && c.Image.EndsWith(":latest", StringComparison.Ordinal), $"{c.Name}: pull policy");
    }

    private static void JudgeSecurity(Container c, PodSpec pod, HashSet<string> violations)
    {
        var security = c.SecurityContext;
        Add(violations, security?.Privileged == true, $"{c.Name}: privileged");
        Add(violations, security?.AllowPrivilegeEscalation != false, $"{c.Name}: may escalate");
        Add(violations, security?.ReadOnlyRootFilesystem != true, $"{c.Name}: writable root");
        Add(violations, security?.RunAsNonRoot != true && pod.SecurityContext?.RunAsNonRoot != true, $"{c.Name}: runs as root");
        foreach (var capability in security?.Capabilities?.Add ?? [])
        {
            Add(violations, capability is not ("NET_BIND_SERVICE" or "CHOWN"), $"{c.Name}: adds {capability}");
        }
    }

    private static void JudgeResources(Container c, HashSet<string> violations)
    {
        foreach (var kind in s_kinds)
        {
            Add(violations, c.Resources?.Limits?.ContainsKey(kind) != true, $"{c.Name}: no {kind} limit");
            Add(violations, c.Resources?.Requests?.ContainsKey(kind) != true, $"{c.Name}: no {kind} request");
        }

        var memory = c.Resources?.Limits?.GetValueOrDefault("memory");
        Add(violations, memory is not null && Bytes(memory) > 4294967296, $"{c.Name}: memory limit {memory} is above 4Gi");
    }

    private static void JudgePod(PodSpec pod, HashSet<string> violations)
    {
        Add(violations, pod.HostNetwork, "host namespace hostNetwork");
        Add(violations, pod.HostPID, "host namespace hostPID");
        Add(violations, pod.HostIPC, "host namespace hostIPC");
        foreach (var container in pod.Containers ?? [])
        {
            Add(violations, container.ReadinessProbe is null, $"{container.Name}: no readiness probe");
        }

        foreach (var volume in pod.Volumes ?? [])
        {
            Add(violations, volume.HostPath is not null, $"host path {volume.HostPath?.Path}");
        }
    }

    private static void JudgeMetadata(Manifest manifest, HashSet<string> violations)
    {
        var labels = manifest.Metadata.Labels;
        foreach (var label in s_labels)
        {
            Add(violations, !labels.ContainsKey(label), $"label {label} is missing");
        }

        Add(violations, labels.TryGetValue("owner", out var owner) && !Owner().IsMatch(owner), "owner is not a team");
        Add(violations, labels.GetValueOrDefault("environment") is not ("dev" or "test" or "prod"), "environment is not known");
        Add(violations, manifest.Metadata.Namespace == "default", "default namespace");
        Add(violations, labels.GetValueOrDefault("environment") == "prod" && manifest.Spec.Replicas < 2, "fewer than 2 replicas in prod");
    }

    private static void Add(HashSet<string> violations, bool isViolated, string message)
    {
        if (isViolated)
        {
            violations.Add(message);
        }
    }

    private static long Bytes(string text)
    {
        var (digits, unit) = text switch
        {
            [.. var d, 'G', 'i'] => (d, 1L << 30),
            [.. var d, 'M', 'i'] => (d, 1L << 20),
            [.. var d, 'K', 'i'] => (d, 1L << 10),
            _ => (text, 1L),
        };
        return long.Parse(digits, CultureInfo.InvariantCulture) * unit;
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{1,30}$")]
    private static partial Regex Owner();

    internal sealed record Review(Request Request);

    internal sealed record Request(string Uid, GroupKind Kind, Manifest Object);

    internal sealed record GroupKind(string Kind);

    internal sealed record Manifest(Metadata Metadata, Spec Spec);

    internal sealed record Metadata(string Name, string Namespace, Dictionary<string, string> Labels);

    internal sealed record Spec(int? Replicas, Template Template);

    internal sealed record Template(PodSpec Spec);

    internal sealed record PodSpec(Security? SecurityContext, Container[]? Containers, Container[]? InitContainers, Volume[]? Volumes, bool HostNetwork, bool HostPID, bool HostIPC);

    internal sealed record Volume(HostPath? HostPath);

    internal sealed record HostPath(string Path);

    internal sealed record Container(string Name, string Image, string? ImagePullPolicy, Security? SecurityContext, Resources? Resources, JsonElement? ReadinessProbe);

    internal sealed record Resources(Dictionary<string, string>? Limits, Dictionary<string, string>? Requests);

    internal sealed record Security(bool? Privileged, bool? AllowPrivilegeEscalation, bool? ReadOnlyRootFilesystem, bool? RunAsNonRoot, Capabilities? Capabilities);

    internal sealed record Capabilities(string[]? Add);
}
