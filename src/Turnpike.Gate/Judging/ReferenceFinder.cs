using Turnpike.Estate.Changes;
using Turnpike.Estate.Configuration;
using Turnpike.Estate.Identity;
using Turnpike.Values;

namespace Turnpike.Gate.Judging;

/// <summary>Finds what the configuration of an attribute refers to, as written there.</summary>
internal sealed class ReferenceFinder
{
    private readonly Dictionary<ResourceChange, ConfiguredModule> _roots = new(ReferenceEqualityComparer.Instance);

    public ReferenceFinder(IReadOnlyList<PlannedChanges> plans)
    {
        foreach (var plan in plans)
        {
            if (plan.Configuration is { } root)
            {
                foreach (var change in plan.Changes)
                {
                    _roots[change] = root;
                }
            }
        }
    }

    /// <summary>The first reference of the expression at a path or around it, such as <c>aws_kms_key.main.arn</c>; null if there is none.</summary>
    public string? Find(ResourceChange change, ValuePath path)
    {
        if (BlockOf(change) is not { } resource)
        {
            return null;
        }

        var expression = resource.Expressions;
        for (var i = 0; ; i++)
        {
            if ((expression as ObjectValue)?.Get("references") is ArrayValue { Count: > 0 } references)
            {
                return (references[0] as StringValue)?.Value;
            }

            if (i == path.Count)
            {
                return null;
            }

            // A block written once stands without the list that its values have.
            if (expression is ObjectValue && path[i] is NumberValue)
            {
                continue;
            }

            expression = new ValuePath(path[i]).Resolve(expression) ?? Value.Null;
        }
    }

    /// <summary>The block that a change comes from; null where the plan does not hold it.</summary>
    public ConfiguredResource? BlockOf(ResourceChange change) =>
        _roots.TryGetValue(change, out var root) ? ModuleOf(root, change.Address.Module)?.Resources.GetValueOrDefault(change.Address.LocalText) : null;

    private static ConfiguredModule? ModuleOf(ConfiguredModule root, ModulePath path)
    {
        if (path.Parent is null)
        {
            return root;
        }

        return ModuleOf(root, path.Parent) is { } parent && parent.Calls.TryGetValue(path.Name, out var call) ? call.Module : null;
    }
}
