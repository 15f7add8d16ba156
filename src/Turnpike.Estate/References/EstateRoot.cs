using Turnpike.Estate.Configuration;

namespace Turnpike.Estate.References;

/// <summary>The resources of one root or one source, with the configuration that declares them where there is one.</summary>
internal sealed class EstateRoot(
    IReadOnlyList<Resource> resources,
    ConfiguredModule? configuration,
    IReadOnlyDictionary<string, string>? providerConstraints,
    bool missesModule = false)
{
    private readonly Lock _lock = new();
    private BlockTable? _blocks;
    private ReferenceResolver? _resolver;
    private bool? _missesModule;

    public IReadOnlyList<Resource> Resources { get; } = resources;

    public IReadOnlyDictionary<string, string> ProviderConstraints { get; } = providerConstraints ?? new Dictionary<string, string>();

    /// <summary>It lies around what is judged: no plan that is judged speaks of it.</summary>
    public bool IsSurrounding { get; init; }

    public bool HasConfiguration => configuration is not null;

    public BlockTable Blocks
    {
        get
        {
            lock (_lock)
            {
                return _blocks ??= new BlockTable(configuration, Resources);
            }
        }
    }

    /// <summary>A called module is not at hand, so there may be resources that nobody sees.</summary>
    public bool MissesModule => _missesModule ??= missesModule || (configuration is not null && Misses(configuration, 0));

    public IReadOnlyList<BlockReference> ReferencesOf(Block block)
    {
        var blocks = Blocks;
        lock (_lock)
        {
            return block.References(_resolver ??= new ReferenceResolver(blocks));
        }
    }

    private static bool Misses(ConfiguredModule module, int depth)
    {
        foreach (var call in module.Calls.Values)
        {
            if (call.Module is null || depth > 64 || Misses(call.Module, depth + 1))
            {
                return true;
            }
        }

        return false;
    }
}
