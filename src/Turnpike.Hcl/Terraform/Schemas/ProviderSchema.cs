using Turnpike.Text;

namespace Turnpike.Hcl.Terraform.Schemas;

/// <summary>What a provider's resources look like. Each type is read when it is first asked for.</summary>
public sealed class ProviderSchema
{
    private ProviderSchema(string provider, string? version)
    {
        Provider = provider;
        Version = version;
    }

    /// <summary>Such as <c>registry.terraform.io/hashicorp/aws</c>.</summary>
    public string Provider { get; }

    public string? Version { get; }

    /// <summary>Reads the compact form (docs/formats/provider-schema.md). Null if <paramref name="diagnostics"/> got an error.</summary>
    public static ProviderSchema? ReadCompact(SourceText source, DiagnosticBag diagnostics) => null;

    /// <summary>Reads every provider of <c>terraform providers schema -json</c>; empty if <paramref name="diagnostics"/> got an error.</summary>
    public static IReadOnlyList<ProviderSchema> ReadTerraform(SourceText source, DiagnosticBag diagnostics) => [];
}
