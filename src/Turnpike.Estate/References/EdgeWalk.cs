using Turnpike.Values;

namespace Turnpike.Estate.References;

/// <summary>
/// The edges that start at one resource: what its block's expressions refer to, and what the ids, ARNs and names in its
/// known attributes identify.
/// </summary>
internal sealed class EdgeWalk(Func<Resource, EstateRoot> rootOf, IdentifierIndex identifiers, KubernetesIndex kubernetes, bool isBefore)
{
    /// <summary>Whether, at or below the path, something is referred to that cannot be followed.</summary>
    public string? OpenReason { get; private set; }

    public List<Edge> From(Resource resource, ValuePath path)
    {
        var edges = new List<Edge>();
        OpenReason = null;
        if (resource.Address.IsKubernetes)
        {
            kubernetes.AddEdges(resource, path, edges);
            return edges;
        }

        AddIdentified(resource, path, path.Resolve(resource.Attributes), edges);
        var isCovered = AddConfigured(resource, path, edges);
        if (!isCovered && OpenReason is null && path.Count > 0 && HoldsReference(path.Resolve(resource.Attributes)))
        {
            OpenReason = $"{resource.Address}: the configuration does not say what {path} is made of";
        }

        return edges;
    }

    /// <summary>Whether the configuration has an expression at the path.</summary>
    private bool AddConfigured(Resource resource, ValuePath path, List<Edge> edges)
    {
        var root = rootOf(resource);
        if (!root.HasConfiguration || root.Blocks.BlockOf(resource) is not { } block)
        {
            return false;
        }

        var isCovered = false;
        var identified = edges.Count;
        foreach (var (at, reach) in root.ReferencesOf(block))
        {
            if (!Overlap(at, path) || !HoldsFor(resource, at))
            {
                continue;
            }

            isCovered = true;
            var isGround = IsGround(resource, at);
            if (reach.IsOpen && !isGround)
            {
                OpenReason ??= $"{resource.Address}: {at} depends on a value that the plan does not follow";
            }

            foreach (var target in reach.Targets)
            {
                AddTargets(resource, at, target, isGround && identified > 0, edges);
            }
        }

        return isCovered;
    }

    private void AddTargets(Resource from, ValuePath path, Reached target, bool isIdentified, List<Edge> edges)
    {
        var (certain, possible) = Instances(target, from.Address.Index);
        if (target.Block.IsOpen)
        {
            OpenReason ??= $"the instances of {target.Block.LocalAddress} are not known yet";
        }

        foreach (var to in certain)
        {
            Add(edges, new Edge(from, path, to, target.Attribute, EdgeKind.Expression, true));
        }

        // A known id says which instance it is; the block as a whole adds nothing to that.
        if (!isIdentified)
        {
            foreach (var to in possible)
            {
                Add(edges, new Edge(from, path, to, target.Attribute, EdgeKind.Expression, false));
            }
        }
    }

    public static (IReadOnlyList<Resource> Certain, IReadOnlyList<Resource> Possible) Instances(Reached target, Value? ownKey)
    {
        var block = target.Block;
        return target.Match switch
        {
            KeyMatch.All => (block.Instances, []),
            KeyMatch.Exact => (block.Instance(target.Key) is { } exact ? [exact] : [], []),
            KeyMatch.Own when block.Instance(ownKey) is { } own => ([own], []),
            _ => ([], block.Instances),
        };
    }

    private void AddIdentified(Resource resource, ValuePath path, Value? value, List<Edge> edges)
    {
        switch (value)
        {
            case StringValue { Value: { Length: > 1 } text } when Attribute(path) is { } attribute:
                var found = identifiers.Find(resource, attribute, text);
                foreach (var to in found)
                {
                    Add(edges, new Edge(resource, path, to, null, EdgeKind.Identifier, found.Count == 1));
                }

                break;
            case ObjectValue o:
                for (var i = 0; i < o.Count; i++)
                {
                    if (o.Values[i].Kind is ValueKind.String or ValueKind.Object or ValueKind.Array && !(path.Count == 0 && SaysWhoItIs(o.Keys[i])))
                    {
                        AddIdentified(resource, path.Append(o.Keys[i]), o.Values[i], edges);
                    }
                }

                break;
            case ArrayValue a:
                for (var i = 0; i < a.Count; i++)
                {
                    AddIdentified(resource, path.Append(i), a[i], edges);
                }

                break;
        }
    }

    // Labels, and a resource's names for itself.
    private static bool SaysWhoItIs(Value key) =>
        key is StringValue { Value: "id" or "arn" or "self_link" or "name" or "tags" or "tags_all" or "labels" or "description" };

    private static string? Attribute(ValuePath path)
    {
        for (var i = path.Count - 1; i >= 0; i--)
        {
            if (path[i] is StringValue key)
            {
                return key.Value;
            }
        }

        return null;
    }

    // Configuration is of the code as it will be; it speaks for the past only where nothing changed.
    private bool HoldsFor(Resource resource, ValuePath path)
    {
        if (!isBefore || resource.Change is not { } change || change.Actions.IsNoOp)
        {
            return true;
        }

        var top = path.Take(1);
        return top.Resolve(change.Before) is { IsGround: true } before && before.Equals(top.Resolve(change.After));
    }

    private static bool IsGround(Resource resource, ValuePath path) => path.Take(1).Resolve(resource.Attributes) is not { IsGround: false };

    // Blocks of a set are in another order in the configuration than in the plan, so any place may be any other.
    private static bool Overlap(ValuePath left, ValuePath right)
    {
        var common = Math.Min(left.Count, right.Count);
        for (var i = 0; i < common; i++)
        {
            if (!left[i].Equals(right[i]) && (left[i].Kind != ValueKind.Number || right[i].Kind == ValueKind.String))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HoldsReference(Value? value) => value switch
    {
        null or { IsGround: true } => false,
        UnknownValue u => u.Origin == UnknownOrigin.Reference,
        ObjectValue o => AnyHoldsReference(o.Values),
        ArrayValue a => AnyHoldsReference(a.Items),
        SetValue s => AnyHoldsReference(s.Unordered),
        _ => false,
    };

    private static bool AnyHoldsReference(ReadOnlySpan<Value> items)
    {
        foreach (var item in items)
        {
            if (HoldsReference(item))
            {
                return true;
            }
        }

        return false;
    }

    private static void Add(List<Edge> edges, Edge edge)
    {
        if (!ReferenceEquals(edge.From, edge.To))
        {
            edges.Add(edge);
        }
    }
}
