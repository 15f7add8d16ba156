namespace Turnpike.Formats.Observation;

/// <summary>The clouds that are observed.</summary>
public static class ObservedProvider
{
    public const string Aws = "aws";
    public const string Azure = "azure";
    public const string Google = "google";

    /// <summary>Terraform's address of the provider whose types a cloud's resources have; null for a cloud that is not known.</summary>
    public static string? AddressOf(string provider) => provider switch
    {
        Aws => "registry.terraform.io/hashicorp/aws",
        Azure => "registry.terraform.io/hashicorp/azurerm",
        Google => "registry.terraform.io/hashicorp/google",
        _ => null,
    };
}
