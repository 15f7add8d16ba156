using Turnpike.Values;

namespace Turnpike.Estate.References;

/// <summary>The objects that are or make pods, by namespace and label, so that a selector looks only at what has its first label.</summary>
internal sealed class LabelIndex
{
    private readonly Dictionary<(string Namespace, string Key, Value Value), List<Resource>> _byLabel = [];
    private readonly Dictionary<string, List<Resource>> _byNamespace = [];
    private readonly Dictionary<Resource, ObjectValue> _labels = [];

    public LabelIndex(IEnumerable<Resource> objects)
    {
        foreach (var resource in objects)
        {
            if (KubernetesNames.PodOf(resource) is { } pod)
            {
                var labels = pod.Append("metadata").Append("labels").Resolve(resource.Attributes) as ObjectValue ?? ObjectValue.Empty;
                Add(resource, labels);
            }
        }
    }

    /// <param name="selector">With <c>matchLabels</c> and <c>matchExpressions</c>; empty, it selects all.</param>
    public IEnumerable<Resource> Select(string @namespace, ObjectValue selector)
    {
        var labels = selector.Get("matchLabels") as ObjectValue;
        foreach (var candidate in Candidates(@namespace, labels))
        {
            if (Matches(_labels[candidate], labels, selector.Get("matchExpressions") as ArrayValue))
            {
                yield return candidate;
            }
        }
    }

    private List<Resource> Candidates(string @namespace, ObjectValue? labels) =>
        labels is { Count: > 0 } && labels.Keys[0] is StringValue { Value: var key }
            ? _byLabel.GetValueOrDefault((@namespace, key, labels.Values[0])) ?? []
            : _byNamespace.GetValueOrDefault(@namespace) ?? [];

    private static bool Matches(ObjectValue labels, ObjectValue? wanted, ArrayValue? expressions)
    {
        for (var i = 0; i < (wanted?.Count ?? 0); i++)
        {
            if (!wanted!.Values[i].Equals(labels.Get(wanted.Keys[i])))
            {
                return false;
            }
        }

        foreach (var expression in expressions is null ? [] : expressions.Items)
        {
            if (expression is ObjectValue o && !Matches(labels, o))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Matches(ObjectValue labels, ObjectValue expression)
    {
        var value = expression.Get("key") is { } key ? labels.Get(key) : null;
        var isListed = value is not null && expression.Get("values") is ArrayValue values && values.Items.Contains(value);
        return (expression.Get("operator") as StringValue)?.Value switch
        {
            "In" => isListed,
            "NotIn" => !isListed,
            "Exists" => value is not null,
            "DoesNotExist" => value is null,
            _ => false,
        };
    }

    private void Add(Resource resource, ObjectValue labels)
    {
        var space = resource.Address.Namespace ?? "";
        _labels[resource] = labels;
        (_byNamespace.TryGetValue(space, out var all) ? all : _byNamespace[space] = []).Add(resource);
        for (var i = 0; i < labels.Count; i++)
        {
            if (labels.Keys[i] is StringValue { Value: var key })
            {
                var label = (space, key, labels.Values[i]);
                (_byLabel.TryGetValue(label, out var list) ? list : _byLabel[label] = []).Add(resource);
            }
        }
    }
}
