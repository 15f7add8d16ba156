using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Addresses;
using Turnpike.Text;

namespace Turnpike.Hcl.Terraform.Configuration;

/// <summary>The declarations of one folder of code. Shared by every call of the module.</summary>
internal sealed partial class ModuleModel(string folder)
{
    public string Folder { get; } = folder;

    public List<HclFile> Files { get; } = [];

    public Dictionary<string, VariableDeclaration> Variables { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LocalDeclaration> Locals { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, OutputDeclaration> Outputs { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ModuleCallDeclaration> Calls { get; } = new(StringComparer.Ordinal);

    /// <summary>By their address within the module.</summary>
    public Dictionary<string, ResourceDeclaration> Resources { get; } = new(StringComparer.Ordinal);

    /// <summary>By name, or name and alias.</summary>
    public Dictionary<string, ProviderDeclaration> Providers { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, RequiredProvider> RequiredProviders { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, CheckDeclaration> Checks { get; } = new(StringComparer.Ordinal);

    public List<StateChangeDeclaration> Imports { get; } = [];

    public List<StateChangeDeclaration> Moves { get; } = [];

    public List<StateChangeDeclaration> Removals { get; } = [];

    /// <summary>What is wrong with its text, apart from what it refers to.</summary>
    public DiagnosticBag Diagnostics { get; } = [];

    /// <summary>Some file could not be read or parsed in full: what is not declared here may be declared all the same.</summary>
    public bool IsPartial { get; set; }

    public ResourceDeclaration? Resource(TerraformMode mode, string type, string name) =>
        Resources.GetValueOrDefault(ResourceInstanceAddress.Prefix(mode) + type + "." + name);

    /// <summary>The full address of the provider that a name in this module stands for.</summary>
    public string ProviderAddress(string localName) =>
        RequiredProviders.TryGetValue(localName, out var required) ? required.Source
        : localName == "terraform" ? "terraform.io/builtin/terraform"
        : "registry.terraform.io/hashicorp/" + localName;
}
