using Turnpike.Estate;
using Turnpike.Hcl.Terraform.Expansion;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformCode;

/// <summary>Where the attributes of a root's resources are written. Safe for several threads.</summary>
public sealed class CodePlaces
{
    private readonly Dictionary<string, ResourceInstance> _byAddress;
    private readonly Dictionary<string, ResourceInstance> _byBlock;
    private readonly Lock _lock = new();

    public CodePlaces(ExpandedRoot root)
    {
        _byAddress = new Dictionary<string, ResourceInstance>(root.Instances.Count, StringComparer.Ordinal);
        _byBlock = new Dictionary<string, ResourceInstance>(StringComparer.Ordinal);
        foreach (var instance in root.Instances)
        {
            _byAddress.TryAdd(instance.Address.Text, instance);
            _byBlock.TryAdd(instance.Address.ConfigurationText, instance);
        }
    }

    /// <summary>Whether the code has the block of a resource.</summary>
    /// <param name="configurationText">The address without instance keys.</param>
    public bool Holds(string configurationText) => _byBlock.ContainsKey(configurationText);

    /// <summary>The place of an attribute of the instance, else of one like it; null where the code does not have its block.</summary>
    public DocumentPlace? Find(string address, string configurationText, ValuePath path) =>
        _byAddress.TryGetValue(address, out var instance) || _byBlock.TryGetValue(configurationText, out instance) ? PlaceOf(instance, path) : null;

    public DocumentPlace PlaceOf(ResourceInstance instance, ValuePath path)
    {
        lock (_lock)
        {
            var place = instance.PlaceOf(path);
            return new DocumentPlace(place.Source, place.Span, CallsOf(instance));
        }
    }

    private static CallPlace[] CallsOf(ResourceInstance instance)
    {
        var calls = new CallPlace[instance.Calls.Count];
        var module = instance.Address.Module;
        for (var i = calls.Length - 1; i >= 0 && !module.IsRoot; i--, module = module.Parent!)
        {
            calls[i] = new CallPlace(module.Text, instance.Calls[i].Source, instance.Calls[i].Span);
        }

        return calls;
    }
}

/// <summary>Finds the code that a plan was made of.</summary>
public abstract class CodeOfPlan
{
    /// <param name="variables">The plan's values of the root variables, by name.</param>
    /// <param name="blocks">The addresses, without instance keys, of the resources that the plan speaks of.</param>
    public abstract CodePlaces? Find(ObjectValue variables, IReadOnlySet<string> blocks);
}
