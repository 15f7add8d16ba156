using Turnpike.Estate.Joins;
using Turnpike.Values;

namespace Turnpike.Estate.References;

/// <summary>References between Kubernetes objects: by name within a namespace, and by label selectors.</summary>
internal sealed class KubernetesIndex
{
    private const string Rbac = "rbac.authorization.k8s.io/";

    private readonly Lazy<Dictionary<(string Type, string Namespace, string Name), List<Resource>>> _byName;
    private readonly Lazy<LabelIndex> _labels;

    public KubernetesIndex(IReadOnlyList<Resource> resources)
    {
        _byName = new(() => IndexNames(resources));
        _labels = new(() => new LabelIndex(resources.Where(static r => r.Address.IsKubernetes)));
    }

    /// <summary>The edges of an object at or below a path.</summary>
    public void AddEdges(Resource resource, ValuePath path, List<Edge> edges)
    {
        var found = new List<Edge>();
        AddNamed(resource, ValuePath.Root, KubernetesNames.ByType.GetValueOrDefault(resource.Type) ?? [], found);
        if (KubernetesNames.PodOf(resource) is { } pod)
        {
            AddNamed(resource, pod.Append("spec"), KubernetesNames.InPod, found);
        }

        AddName(resource, ValuePath.Of("metadata", "namespace"), "Namespace", "", found);
        AddBinding(resource, found);
        AddScaleTarget(resource, found);
        AddSelected(resource, found);
        foreach (var edge in found)
        {
            if (edge.Path.StartsWith(path) || path.StartsWith(edge.Path))
            {
                edges.Add(edge);
            }
        }
    }

    private void AddNamed(Resource from, ValuePath root, IReadOnlyList<KubernetesNames.Named> names, List<Edge> edges)
    {
        var value = root.Resolve(from.Attributes);
        foreach (var named in names)
        {
            Each(value, named.At, 0, root, (path, _) => AddName(from, path, named.Type, named.IsCluster ? "" : Namespace(from), edges));
        }
    }

    private void AddBinding(Resource from, List<Edge> edges)
    {
        if (from.Type is not (Rbac + "RoleBinding" or Rbac + "ClusterRoleBinding") || from.Attributes is not ObjectValue binding)
        {
            return;
        }

        var role = ValuePath.Of("roleRef", "name");
        var isCluster = Text(binding, ValuePath.Of("roleRef", "kind")) == "ClusterRole";
        AddName(from, role, Rbac + (isCluster ? "ClusterRole" : "Role"), isCluster ? "" : Namespace(from), edges);
        var subjects = (binding.Get("subjects") as ArrayValue)?.Count ?? 0;
        for (var i = 0; i < subjects; i++)
        {
            var subject = ValuePath.Of("subjects").Append(i);
            if (Text(binding, subject.Append("kind")) == KubernetesNames.ServiceAccount)
            {
                AddName(from, subject.Append("name"), KubernetesNames.ServiceAccount, Text(binding, subject.Append("namespace")) ?? Namespace(from), edges);
            }
        }
    }

    private void AddScaleTarget(Resource from, List<Edge> edges)
    {
        var target = ValuePath.Of("spec", "scaleTargetRef");
        if (Text(from.Attributes, target.Append("kind")) is { } kind)
        {
            var version = Text(from.Attributes, target.Append("apiVersion")) ?? "";
            var group = version.Contains('/', StringComparison.Ordinal) ? version[..(version.IndexOf('/', StringComparison.Ordinal) + 1)] : "";
            AddName(from, target.Append("name"), group + kind, Namespace(from), edges);
        }
    }

    private void AddSelected(Resource from, List<Edge> edges)
    {
        var (path, selector) = from.Type switch
        {
            // A service's selector is plain labels, and one without selects nothing.
            KubernetesNames.Service => (ValuePath.Of("spec", "selector"), PlainLabels(ValuePath.Of("spec", "selector").Resolve(from.Attributes))),
            "networking.k8s.io/NetworkPolicy" => Selector(from, "podSelector"),
            "policy/PodDisruptionBudget" => Selector(from, "selector"),
            _ => (ValuePath.Root, null),
        };
        if (selector is not null)
        {
            foreach (var to in IdentifierIndex.Near([.. _labels.Value.Select(Namespace(from), selector)], from))
            {
                edges.Add(new Edge(from, path, to, null, EdgeKind.Selector, true));
            }
        }
    }

    private static (ValuePath, ObjectValue?) Selector(Resource from, string name) =>
        (ValuePath.Of("spec", name), ValuePath.Of("spec", name).Resolve(from.Attributes) as ObjectValue);

    private static ObjectValue? PlainLabels(Value? labels) => labels is ObjectValue { Count: > 0 } ? Value.Object(("matchLabels", labels)) : null;

    private void AddName(Resource from, ValuePath path, string type, string @namespace, List<Edge> edges)
    {
        if (Text(from.Attributes, path) is { } name && _byName.Value.TryGetValue((type, @namespace, name), out var named)
            && IdentifierIndex.Near(named, from)[0] is var to && !ReferenceEquals(to, from))
        {
            edges.Add(new Edge(from, path, to, null, EdgeKind.ObjectName, true));
        }
    }

    private static void Each(Value? value, ValuePath pattern, int at, ValuePath path, Action<ValuePath, Value> found)
    {
        if (value is null)
        {
            return;
        }

        if (at == pattern.Count)
        {
            found(path, value);
        }
        else if (!pattern[at].Equals(AttributePath.Every))
        {
            Each((value as ObjectValue)?.Get(pattern[at]), pattern, at + 1, path.Append(pattern[at]), found);
        }
        else if (value is ArrayValue items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                Each(items[i], pattern, at + 1, path.Append(i), found);
            }
        }
    }

    private static string Namespace(Resource resource) => resource.Address.Namespace ?? "";

    private static string? Text(Value? value, ValuePath path) => (path.Resolve(value) as StringValue)?.Value;

    private static Dictionary<(string, string, string), List<Resource>> IndexNames(IReadOnlyList<Resource> resources)
    {
        var index = new Dictionary<(string, string, string), List<Resource>>();
        foreach (var resource in resources)
        {
            if (resource.Address.IsKubernetes)
            {
                var name = (resource.Type, Namespace(resource), resource.Address.Name);
                (index.TryGetValue(name, out var named) ? named : index[name] = []).Add(resource);
            }
        }

        return index;
    }
}
