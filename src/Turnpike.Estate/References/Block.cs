using Turnpike.Estate.Configuration;
using Turnpike.Estate.Identity;
using Turnpike.Values;

namespace Turnpike.Estate.References;

/// <summary>
/// A resource block in one instance of its module, with its instances. References are worked out for a block, not for
/// each of its instances, so that <c>count = 10000</c> costs one.
/// </summary>
internal sealed class Block(ModulePath module, string localAddress, ConfiguredResource? configuration)
{
    private readonly List<Resource> _instances = [];
    private Dictionary<Value, Resource>? _byKey;
    private IReadOnlyList<BlockReference>? _references;

    public ModulePath Module { get; } = module;

    /// <summary>Within the module: <c>aws_x.y</c>.</summary>
    public string LocalAddress { get; } = localAddress;

    /// <summary>Null where it is no longer configured, or the plan has no configuration.</summary>
    public ConfiguredResource? Configuration { get; } = configuration;

    public IReadOnlyList<Resource> Instances => _instances;

    /// <summary>Whether there may be further instances whose keys are not known yet.</summary>
    public bool IsOpen { get; private set; }

    public bool IsRepeated => _instances.Count != 1 || _instances[0].Address.Index is not null;

    public void Add(Resource instance)
    {
        _instances.Add(instance);
        IsOpen |= instance.Address.Index is UnknownValue;
    }

    public Resource? Instance(Value? key)
    {
        if (_instances.Count == 1)
        {
            return Equals(_instances[0].Address.Index, key) ? _instances[0] : null;
        }

        if (key is null)
        {
            return null;
        }

        if (_byKey is null)
        {
            var byKey = new Dictionary<Value, Resource>(_instances.Count);
            foreach (var instance in _instances)
            {
                if (instance.Address.Index is { } index)
                {
                    byKey.TryAdd(index, instance);
                }
            }

            _byKey = byKey;
        }

        return _byKey.GetValueOrDefault(key);
    }

    public IReadOnlyList<BlockReference> References(ReferenceResolver resolver) => _references ??= resolver.ReferencesOf(this);
}

/// <summary>What one argument of a block refers to.</summary>
internal readonly record struct BlockReference(ValuePath Path, Reach Reach);

/// <summary>What an expression refers to, directly or through variables and outputs.</summary>
/// <param name="IsOpen">It also refers to something a plan does not follow: a local value, an output of an unknown name.</param>
internal sealed record Reach(IReadOnlyList<Reached> Targets, bool IsOpen)
{
    public static Reach Nothing { get; } = new([], false);

    public static Reach Open { get; } = new([], true);
}

internal enum KeyMatch : byte
{
    /// <summary>Every instance, or the only one.</summary>
    All,

    /// <summary>The instance of the given key.</summary>
    Exact,

    /// <summary>The instance whose key is that of the instance that asks.</summary>
    Own,

    /// <summary>One or more of the instances, nobody knows which.</summary>
    Some,
}

internal readonly record struct Reached(Block Block, KeyMatch Match, Value? Key, string? Attribute);
