using Turnpike.Values;

namespace Turnpike.Estate.References;

/// <summary>
/// The other direction for one type: which of its resources refer to a given one. Built once a type. References of
/// expressions are kept by block, so that many instances referring to many cost no product.
/// </summary>
internal sealed class ReferrerIndex
{
    private readonly Dictionary<Block, List<(Block From, Reached Target)>> _byBlock = [];
    private readonly Dictionary<Resource, List<Resource>> _byIdentifier = [];
    private readonly List<(string Attribute, string Reason)> _open = [];

    public ReferrerIndex(IReadOnlyList<Resource> resources, EdgeWalk walk, Func<Resource, EstateRoot> rootOf)
    {
        var seen = new HashSet<Block>();
        foreach (var resource in resources)
        {
            foreach (var edge in resource.References is null ? walk.From(resource, ValuePath.Root) : walk.Identified(resource))
            {
                // Expression edges of Terraform are kept by block, below.
                if (edge.Kind != EdgeKind.Expression)
                {
                    Add(_byIdentifier, edge.To, resource);
                }
            }

            if (resource.References is not null)
            {
                AddExact(rootOf(resource).Blocks, resource);
            }
            else if (!resource.Address.IsKubernetes && rootOf(resource) is var root && root.Blocks.BlockOf(resource) is { } block)
            {
                AddOpen(root, block, resource);
                if (seen.Add(block))
                {
                    AddBlock(root, block);
                }
            }
        }
    }

    /// <param name="links">The attributes through which the type refers to the target's; null where that is not known, so any may.</param>
    public Lookup Find(Resource target, Block? block, IReadOnlySet<string>? links)
    {
        var certain = new List<Resource>();
        var possible = new List<Resource>();
        if (_byIdentifier.TryGetValue(target, out var identified))
        {
            certain.AddRange(identified);
        }

        if (block is not null && _byBlock.TryGetValue(block, out var references))
        {
            foreach (var (from, reached) in references)
            {
                AddReferrers(from, reached, target, certain, possible);
            }
        }

        possible.RemoveAll(certain.Contains);
        return new Lookup([.. certain.Distinct()], [.. possible.Distinct()], OpenReason(links));
    }

    private static void AddReferrers(Block from, Reached reached, Resource target, List<Resource> certain, List<Resource> possible)
    {
        switch (reached.Match)
        {
            case KeyMatch.All:
                certain.AddRange(from.Instances);
                break;
            case KeyMatch.Exact:
                if (Equals(reached.Key, target.Address.Index))
                {
                    certain.AddRange(from.Instances);
                }

                break;
            case KeyMatch.Own:
                AddOwn(from, reached.Block, target, certain, possible);
                break;
            default:
                possible.AddRange(from.Instances);
                break;
        }
    }

    private static void AddOwn(Block from, Block to, Resource target, List<Resource> certain, List<Resource> possible)
    {
        if (from.Instance(target.Address.Index) is { } own)
        {
            certain.Add(own);
        }

        foreach (var instance in from.Instances)
        {
            if (to.Instance(instance.Address.Index) is null)
            {
                possible.Add(instance);
            }
        }
    }

    private string? OpenReason(IReadOnlySet<string>? links)
    {
        foreach (var (attribute, reason) in _open)
        {
            if (links is null || attribute.Length == 0 || links.Contains(attribute))
            {
                return reason;
            }
        }

        return null;
    }

    private void AddBlock(EstateRoot root, Block block)
    {
        if (block.IsOpen)
        {
            _open.Add(("", $"the instances of {block.LocalAddress} are not known yet"));
        }

        foreach (var (_, reach) in root.ReferencesOf(block))
        {
            foreach (var target in reach.Targets)
            {
                AddTarget(block, target);
            }
        }
    }

    private void AddOpen(EstateRoot root, Block block, Resource resource)
    {
        foreach (var (path, reach) in root.ReferencesOf(block))
        {
            if (reach.IsOpen && path.Count > 0 && path[0] is StringValue { Value: var attribute }
                && (resource.Attributes as ObjectValue)?.Get(path[0]) is { IsGround: false }
                && !_open.Exists(o => o.Attribute == attribute))
            {
                _open.Add((attribute, $"{resource.Address}: {path} depends on a value that the plan does not follow"));
            }
        }
    }

    // A reference to all instances of a block is kept by block, so that many referring to many cost no product.
    private void AddExact(BlockTable blocks, Resource resource)
    {
        var covered = new HashSet<Value>();
        foreach (var reference in resource.References!())
        {
            if (reference.Path.Count > 0)
            {
                covered.Add(reference.Path[0]);
            }

            if (blocks.Find(reference.Target.Module, reference.Target.LocalText) is not { } to)
            {
                continue;
            }

            if (reference.Target.Index is UnknownValue)
            {
                AddTarget(blocks.BlockOf(resource)!, new Reached(to, reference.IsCertain ? KeyMatch.All : KeyMatch.Some, null, reference.Attribute));
            }
            else if (to.Instance(reference.Target.Index) is { } exact && !ReferenceEquals(exact, resource))
            {
                Add(_byIdentifier, exact, resource);
            }
        }

        AddUncovered(resource, covered);
        if (resource.Address.Index is UnknownValue && !_open.Exists(static o => o.Attribute.Length == 0))
        {
            _open.Add(("", $"the instances of {resource.Address.ConfigurationText} are not known yet"));
        }
    }

    private void AddUncovered(Resource resource, HashSet<Value> covered)
    {
        if (resource.Attributes is not ObjectValue { IsGround: false } attributes)
        {
            return;
        }

        for (var i = 0; i < attributes.Count; i++)
        {
            if (!attributes.Values[i].IsGround && attributes.Keys[i] is StringValue { Value: var attribute } && !covered.Contains(attributes.Keys[i])
                && !_open.Exists(o => o.Attribute == attribute) && EdgeWalk.HoldsReference(attributes.Values[i]))
            {
                _open.Add((attribute, $"{resource.Address}: {attribute} depends on a value that the code does not give"));
            }
        }
    }

    private void AddTarget(Block from, Reached target)
    {
        if (!_byBlock.TryGetValue(target.Block, out var list))
        {
            _byBlock.Add(target.Block, list = []);
        }

        if (!list.Contains((from, target)))
        {
            list.Add((from, target));
        }
    }

    private static void Add(Dictionary<Resource, List<Resource>> index, Resource to, Resource from)
    {
        if (!index.TryGetValue(to, out var list))
        {
            index.Add(to, list = []);
        }

        if (list.Count == 0 || !ReferenceEquals(list[^1], from))
        {
            list.Add(from);
        }
    }
}
