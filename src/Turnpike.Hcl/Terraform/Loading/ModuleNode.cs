using Turnpike.Hcl.Terraform.Configuration;

namespace Turnpike.Hcl.Terraform.Loading;

/// <summary>A module at its place in the tree of calls of one root: a call's name path without instance keys.</summary>
/// <param name="model">Null where its code is missing.</param>
internal sealed class ModuleNode(ModuleNode? parent, ModuleCallDeclaration? call, ModuleModel? model)
{
    public ModuleNode? Parent { get; } = parent;

    public ModuleCallDeclaration? Call { get; } = call;

    public ModuleModel? Model { get; } = model;

    public int Depth { get; } = parent is null ? 0 : parent.Depth + 1;

    public Dictionary<string, ModuleNode> Children { get; } = new(StringComparer.Ordinal);

    /// <summary><c>module.a.module.b</c>; empty for the root.</summary>
    public string Address { get; } = parent is null ? "" : (parent.Address.Length == 0 ? "" : parent.Address + ".") + "module." + call!.Name;

    /// <summary><c>a.b</c>, as the module manifest has it.</summary>
    public string ManifestKey { get; } = parent is null ? "" : (parent.ManifestKey.Length == 0 ? "" : parent.ManifestKey + ".") + call!.Name;

    public string AddressOf(string local) => Address.Length == 0 ? local : Address + "." + local;
}
