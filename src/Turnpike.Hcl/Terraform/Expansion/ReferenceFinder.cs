using Turnpike.Hcl.Terraform.Addresses;
using Turnpike.Hcl.Terraform.Decoding;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>The references of one resource instance, attribute by attribute.</summary>
internal static class ReferenceFinder
{
    // Of a resource with more instances than this, a reference to all of them is one to an unknown key.
    private const int MaxEach = 16;

    private static readonly UnknownValue s_anyKey = new("key", UnknownOrigin.Reference);

    public static IReadOnlyList<ResourceReference> Of(InstanceState state)
    {
        var found = new List<ResourceReference>();
        if (state.Decoded is not { } decoded)
        {
            return found;
        }

        var context = ReferenceContext.Of(state);

        // Whoever judges asks from several threads, and what many refer to is followed once for all of a root.
        lock (context.Module.Root.Reached)
        {
            Visit(decoded, ValuePath.Root, context, found);
            var targets = new ReachedSet();
            foreach (var traversal in state.Group.Declaration.DependsOn)
            {
                new ReferenceWalk(context, targets).Follow(traversal, []);
            }

            Add(ValuePath.Root, targets, found);
            return found;
        }
    }

    private static void Visit(DecodedBlock block, ValuePath path, ReferenceContext context, List<ResourceReference> found)
    {
        context = context with { Scope = block.Scope, Iterator = block.Iterator };
        foreach (var attribute in block.Attributes)
        {
            var targets = new ReachedSet();
            new ReferenceWalk(context, targets).Visit(attribute.Expression);
            Add(path.Append(attribute.Name), targets, found);
        }

        foreach (var (name, forEach) in block.UnknownBlocks ?? [])
        {
            var targets = new ReachedSet();
            new ReferenceWalk(context, targets).Visit(forEach);
            Add(path.Append(name), targets, found);
        }

        foreach (var (name, blocks) in block.Blocks ?? [])
        {
            var value = (block.Value.Value as ObjectValue)?.Get(name);
            for (var i = 0; i < blocks.Count; i++)
            {
                var inner = path.Append(name);
                Visit(blocks[i], value is ArrayValue or SetValue ? inner.Append(i) : blocks[i].Label is { } label ? inner.Append(label) : inner, context, found);
            }
        }
    }

    private static void Add(ValuePath path, ReachedSet targets, List<ResourceReference> found)
    {
        foreach (var (group, key, rest) in targets)
        {
            if (key is not null || group.Repetition.Kind == RepetitionKind.Single)
            {
                found.Add(new ResourceReference(path, Address(group, key), rest));
            }
            else if (group.Repetition.IsKnown && group.Instances.Count <= MaxEach)
            {
                foreach (var instance in group.Instances)
                {
                    found.Add(new ResourceReference(path, instance.Address, rest));
                }
            }
            else
            {
                found.Add(new ResourceReference(path, Address(group, s_anyKey), rest));
            }
        }
    }

    private static ResourceInstanceAddress Address(ResourceGroup group, Value? key) =>
        new(group.Module.Address, group.Declaration.Mode, group.Declaration.Type, group.Declaration.Name, key);
}
