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

        if (resource.References is not null)
        {
            AddExact(resource, path, edges);
            return edges;
        }

        var root = rootOf(resource);
        var block = root.HasConfiguration ? root.Blocks.BlockOf(resource) : null;
        List<Edge>? possible = null;
        if (block is not null)
        {
            AddConfigured(resource, path, root.ReferencesOf(block), edges, ref possible);
        }

        var arguments = block?.Configuration?.Expressions as ObjectValue;
        AddIdentified(new Asker(resource, arguments), path, path.Resolve(resource.Attributes), edges);

        // Which instance it is, a known id says better than a reference to the block as a whole.
        if (possible is not null && !edges.Exists(static e => e.Kind == EdgeKind.Identifier && e.IsCertain))
        {
            edges.AddRange(possible);
        }

        if (arguments is null && path.Count > 0 && edges.Count == 0 && path.Resolve(resource.Attributes) is UnknownValue { Origin: UnknownOrigin.Withheld })
        {
            OpenReason ??= $"{resource.Address}: {path} is withheld";
        }

        // A plan's configuration leaves out dynamic blocks.
        if (arguments is not null && path.Count > 0 && OpenReason is null && arguments.Get(path[0]) is null && HoldsReference(path.Resolve(resource.Attributes)))
        {
            OpenReason = $"{resource.Address}: the configuration does not say what {path} is made of";
        }

        return edges;
    }

    /// <summary>What the ids, ARNs and names in its known attributes identify.</summary>
    public List<Edge> Identified(Resource resource)
    {
        var edges = new List<Edge>();
        AddIdentified(new Asker(resource, null), ValuePath.Root, resource.Attributes, edges);
        return edges;
    }

    private void AddExact(Resource resource, ValuePath path, List<Edge> edges)
    {
        var blocks = rootOf(resource).Blocks;
        var isCovered = false;
        foreach (var reference in resource.References!())
        {
            if (!Overlap(reference.Path, path))
            {
                continue;
            }

            isCovered = true;
            if (blocks.Find(reference.Target.Module, reference.Target.LocalText) is not { } block)
            {
                continue;
            }

            foreach (var to in Instances(reference, block))
            {
                Add(edges, new Edge(resource, reference.Path, to, reference.Attribute, EdgeKind.Expression, reference.IsCertain));
            }

            if (block.IsOpen && reference.Target.Index is UnknownValue)
            {
                OpenReason ??= $"the instances of {block.LocalAddress} are not known yet";
            }
        }

        var value = path.Resolve(resource.Attributes);
        AddIdentified(new Asker(resource, null), path, value, edges);
        if (!isCovered && path.Count > 0 && HoldsReference(value))
        {
            OpenReason ??= $"{resource.Address}: {path} depends on a value that the code does not give";
        }
    }

    public static IReadOnlyList<Resource> Instances(ExactReference reference, Block block) =>
        reference.Target.Index is UnknownValue ? block.Instances
        : block.Instance(reference.Target.Index) is { } exact ? [exact]
        : [];

    /// <param name="Arguments">What its configuration sets; null where there is none.</param>
    private readonly record struct Asker(Resource Resource, ObjectValue? Arguments);

    private void AddConfigured(Resource resource, ValuePath path, IReadOnlyList<BlockReference> references, List<Edge> edges, ref List<Edge>? possible)
    {
        foreach (var (at, reach) in references)
        {
            if (!Overlap(at, path) || !HoldsFor(resource, at))
            {
                continue;
            }

            if (reach.IsOpen && !IsGround(resource, at))
            {
                OpenReason ??= $"{resource.Address}: {at} depends on a value that the plan does not follow";
            }

            foreach (var target in reach.Targets)
            {
                AddTargets(resource, at, target, edges, ref possible);
            }
        }
    }

    private void AddTargets(Resource from, ValuePath path, Reached target, List<Edge> edges, ref List<Edge>? uncertain)
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

        foreach (var to in possible)
        {
            Add(uncertain ??= [], new Edge(from, path, to, target.Attribute, EdgeKind.Expression, false));
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

    private void AddIdentified(Asker asker, ValuePath path, Value? value, List<Edge> edges)
    {
        switch (value)
        {
            case StringValue { Value: { Length: > 1 } text } when Attribute(path) is { } attribute:
                AddIdentified(asker.Resource, path, identifiers.Find(asker.Resource, attribute, text), edges);
                break;
            case UnknownValue { Origin: UnknownOrigin.Withheld } withheld when Attribute(path) is { } attribute:
                AddIdentified(asker.Resource, path, identifiers.Find(asker.Resource, attribute, withheld.Id), edges);
                break;
            case ObjectValue o:
                for (var i = 0; i < o.Count; i++)
                {
                    if ((o.Values[i].Kind is ValueKind.String or ValueKind.Object or ValueKind.Array || o.Values[i] is UnknownValue { Origin: UnknownOrigin.Withheld }) && !(path.Count == 0 && SaysWhoItIs(o.Keys[i], o.Values[i], asker)))
                    {
                        AddIdentified(asker, path.Append(o.Keys[i]), o.Values[i], edges);
                    }
                }

                break;
            case ArrayValue a:
                for (var i = 0; i < a.Count; i++)
                {
                    AddIdentified(asker, path.Append(i), a[i], edges);
                }

                break;
        }
    }

    private static void AddIdentified(Resource from, ValuePath path, IReadOnlyList<Resource> found, List<Edge> edges)
    {
        // Several things may share a name; the configuration may have said which of them it is.
        if (found.Count > 1 && edges.Exists(e => e.IsCertain && e.Kind == EdgeKind.Expression && found.Contains(e.To) && Overlap(e.Path, path)))
        {
            return;
        }

        foreach (var to in found)
        {
            Add(edges, new Edge(from, path, to, null, EdgeKind.Identifier, found.Count == 1));
        }
    }

    // Labels, and what a resource is called itself: whatever text the provider computes rather than the configuration sets.
    private static bool SaysWhoItIs(Value key, Value value, Asker asker) =>
        key is StringValue { Value: "id" or "arn" or "self_link" or "name" or "tags" or "tags_all" or "labels" or "description" }
        || (asker.Arguments is not null && value.Kind == ValueKind.String && asker.Arguments.Get(key) is null);

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

    public static bool HoldsReference(Value? value) => value switch
    {
        null or { IsGround: true } => false,
        UnknownValue u => u.Origin is UnknownOrigin.Reference or UnknownOrigin.Withheld,
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
