using Turnpike.Estate.Configuration;
using Turnpike.Estate.Identity;

namespace Turnpike.Estate.References;

/// <summary>The blocks and module instances of one root, by address.</summary>
internal sealed class BlockTable
{
    private readonly Dictionary<(string Module, string Local), Block> _blocks = [];
    private readonly Dictionary<string, ConfiguredModule?> _modules = [];
    private readonly Dictionary<(string Parent, string Call), List<ModulePath>> _instances = [];
    private readonly HashSet<string> _seenModules = [];

    public BlockTable(ConfiguredModule? configuration, IReadOnlyList<Resource> resources)
    {
        Configuration = configuration;
        foreach (var resource in resources)
        {
            if (resource.Deposed is null && !resource.Address.IsKubernetes)
            {
                Add(resource);
            }
        }
    }

    public ConfiguredModule? Configuration { get; }

    public IEnumerable<Block> All => _blocks.Values;

    public Block? Find(ModulePath module, string localAddress) => _blocks.GetValueOrDefault((module.Text, localAddress));

    public Block? BlockOf(Resource resource) => Find(resource.Address.Module, resource.Address.LocalText);

    /// <summary>The configuration of the module that an instance is one of; null where the plan does not hold it.</summary>
    public ConfiguredModule? ModuleAt(ModulePath instance)
    {
        if (instance.IsRoot)
        {
            return Configuration;
        }

        if (!_modules.TryGetValue(instance.Text, out var module))
        {
            module = ModuleAt(instance.Parent!)?.Calls.GetValueOrDefault(instance.Name)?.Module;
            _modules[instance.Text] = module;
        }

        return module;
    }

    /// <summary>The instances of a module call that hold at least one resource.</summary>
    public IReadOnlyList<ModulePath> InstancesOf(ModulePath parent, string call) =>
        _instances.TryGetValue((parent.Text, call), out var instances) ? instances : [];

    private void Add(Resource resource)
    {
        var address = resource.Address;
        var local = address.LocalText;
        var key = (address.Module.Text, local);
        if (!_blocks.TryGetValue(key, out var block))
        {
            AddModule(address.Module);
            block = new Block(address.Module, local, ModuleAt(address.Module)?.Resources.GetValueOrDefault(local));
            _blocks.Add(key, block);
        }

        block.Add(resource);
    }

    private void AddModule(ModulePath module)
    {
        for (; !module.IsRoot && _seenModules.Add(module.Text); module = module.Parent!)
        {
            var key = (module.Parent!.Text, module.Name);
            if (!_instances.TryGetValue(key, out var instances))
            {
                _instances.Add(key, instances = []);
            }

            instances.Add(module);
        }
    }
}
