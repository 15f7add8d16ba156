using Turnpike.Estate.Configuration;
using Turnpike.Estate.Identity;
using Turnpike.Values;

namespace Turnpike.Estate.References;

/// <summary>
/// Follows a configuration's references to resource blocks: through the arguments of module calls down to variables, and
/// through outputs up to callers. Each variable and output of each module instance is followed once.
/// </summary>
internal sealed class ReferenceResolver
{
    // A chain through more modules than this is left open rather than followed: the stack is finite and input hostile.
    private const int MaxDepth = 150;

    private readonly BlockTable _blocks;
    private readonly Dictionary<(string Module, string Name), Reach> _variables = [];
    private readonly Dictionary<(string Module, string Name), Reach> _outputs = [];
    private int _depth;

    public ReferenceResolver(BlockTable blocks) => _blocks = blocks;

    public IReadOnlyList<BlockReference> ReferencesOf(Block block)
    {
        if (block.Configuration is not { } configuration)
        {
            return [];
        }

        var result = new List<BlockReference>();
        var frame = new Frame(block.Module, null, configuration.ForEach, block.IsRepeated);
        foreach (var (path, expression) in ExpressionWalk.Leaves(configuration.Expressions))
        {
            var reach = Resolve(expression, frame);
            if (reach.Targets.Count > 0 || reach.IsOpen)
            {
                result.Add(new BlockReference(path, reach));
            }
        }

        return result;
    }

    /// <summary>Where an expression stands: its module instance, and what <c>each</c> and <c>count</c> mean there.</summary>
    /// <param name="OwnKey">The key of the module instance for arguments of a call; null in a resource block, where each instance has its own.</param>
    private readonly record struct Frame(ModulePath Module, Value? OwnKey, Value? ForEach, bool IsRepeated);

    private Reach Resolve(Value expression, Frame frame)
    {
        if ((expression as ObjectValue)?.Get("references") is not ArrayValue references)
        {
            return Reach.Nothing;
        }

        if (_depth >= MaxDepth)
        {
            return Reach.Open;
        }

        _depth++;
        var collected = new ReachBuilder();
        string? previous = null;
        foreach (var item in references.Items)
        {
            if (item is StringValue { Value: var text })
            {
                // Each reference is followed by its own prefixes, down to the resource.
                if (previous is null || !IsPrefix(text, previous))
                {
                    Add(ReferenceText.Parse(text), frame, collected);
                }

                previous = text;
            }
        }

        _depth--;
        return collected.ToReach(frame.OwnKey, frame.IsRepeated);
    }

    private static bool IsPrefix(string text, string longer) =>
        longer.Length > text.Length && longer[text.Length] is '.' or '[' && longer.StartsWith(text, StringComparison.Ordinal);

    private void Add(ReferenceText reference, Frame frame, ReachBuilder collected)
    {
        switch (reference.Kind)
        {
            case ReferenceKind.Resource:
                AddResource(reference, frame, collected);
                break;
            case ReferenceKind.Variable:
                collected.AddIndirect(Variable(frame.Module, reference.Name));
                break;
            case ReferenceKind.ModuleOutput:
                AddOutput(reference, frame, collected);
                break;
            case ReferenceKind.OwnKey:
                collected.UsesOwnKey = true;
                break;
            case ReferenceKind.EachValue:
                AddEachValue(frame, collected);
                break;
            case ReferenceKind.Local:
                collected.IsOpen = true;
                break;
        }
    }

    private void AddResource(ReferenceText reference, Frame frame, ReachBuilder collected)
    {
        if (_blocks.Find(frame.Module, reference.Name) is { } block)
        {
            collected.Add(block, reference.Key, reference.Attribute);
        }
        else if (frame.Module.IsRoot && _blocks.Configuration?.Resources.ContainsKey(reference.Name) == false)
        {
            // Refers to what the configuration does not hold: cannot be followed.
            collected.IsOpen = true;
        }
    }

    private void AddEachValue(Frame frame, ReachBuilder collected)
    {
        if (frame.ForEach is null)
        {
            collected.IsOpen = true;
            return;
        }

        collected.UsesOwnKey = true;
        collected.AddIndirect(Resolve(frame.ForEach, frame with { ForEach = null }));
    }

    private Reach Variable(ModulePath module, string name)
    {
        if (module.IsRoot)
        {
            // The caller of the root is a person: a plain value.
            return Reach.Nothing;
        }

        if (_variables.TryGetValue((module.Text, name), out var known))
        {
            return known;
        }

        // A hostile cycle meets this instead of recursing.
        _variables[(module.Text, name)] = Reach.Open;
        var parent = module.Parent!;
        var reach = Reach.Nothing;
        if (_blocks.ModuleAt(parent)?.Calls.GetValueOrDefault(module.Name) is { } call)
        {
            reach = (call.Arguments as ObjectValue)?.Get(name) is { } argument
                ? ResolveArgument(argument, new Frame(parent, module.Key, call.ForEach, module.Key is not null))
                : Reach.Nothing;
        }

        return _variables[(module.Text, name)] = reach;
    }

    private Reach ResolveArgument(Value argument, Frame frame)
    {
        var collected = new ReachBuilder();
        foreach (var (_, expression) in ExpressionWalk.Leaves(argument))
        {
            collected.AddIndirect(Resolve(expression, frame));
        }

        return collected.ToReach(frame.OwnKey, frame.IsRepeated);
    }

    private void AddOutput(ReferenceText reference, Frame frame, ReachBuilder collected)
    {
        if (_blocks.ModuleAt(frame.Module)?.Calls.GetValueOrDefault(reference.Name) is not { Module: { } called } call)
        {
            collected.IsOpen = true;
            return;
        }

        if (reference.Attribute is not null)
        {
            collected.AddIndirect(Output(frame.Module.Child(reference.Name, reference.Key), called, reference.Attribute));
            return;
        }

        // Indexed by something computed, so that the output's name is not said: any of them, of any instance.
        collected.IsOpen |= call.Count is null && call.ForEach is null;
        foreach (var instance in _blocks.InstancesOf(frame.Module, reference.Name))
        {
            if (frame.OwnKey is not null && instance.Key is not null && !instance.Key.Equals(frame.OwnKey))
            {
                continue;
            }

            foreach (var output in called.Outputs.Keys)
            {
                collected.AddIndirect(Output(instance, called, output), isVague: true);
            }
        }
    }

    private Reach Output(ModulePath instance, ConfiguredModule called, string name)
    {
        if (!called.Outputs.TryGetValue(name, out var expression))
        {
            return Reach.Open;
        }

        if (_outputs.TryGetValue((instance.Text, name), out var known))
        {
            return known;
        }

        _outputs[(instance.Text, name)] = Reach.Open;
        return _outputs[(instance.Text, name)] = Resolve(expression, new Frame(instance, null, null, false));
    }
}
