using Turnpike.Estate.Identity;
using Turnpike.Hcl.Terraform.Addresses;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformCode;

/// <summary>Addresses of the code in the estate's terms. Module paths are shared, since many resources lie in one.</summary>
internal sealed class CodeAddresses
{
    private readonly Dictionary<ModuleInstanceAddress, ModulePath> _modules = new() { [ModuleInstanceAddress.Root] = ModulePath.Root };

    public ResourceAddress Of(ResourceInstanceAddress address) => ResourceAddress.OfTrusted(
        address.Text,
        Of(address.Module),
        address.Mode == TerraformMode.Data ? ResourceMode.Data : ResourceMode.Managed,
        address.Type,
        address.Name,
        KeyOf(address.Key));

    public ModulePath Of(ModuleInstanceAddress module)
    {
        lock (_modules)
        {
            return Find(module);
        }
    }

    private ModulePath Find(ModuleInstanceAddress module)
    {
        if (!_modules.TryGetValue(module, out var path))
        {
            _modules.Add(module, path = Find(module.Parent!).Child(module.Name, KeyOf(module.Key)));
        }

        return path;
    }

    private static Value? KeyOf(Value? key) => key is UnknownValue ? ResourceAddress.UnknownKey : key;
}
