namespace Turnpike.Hcl.Terraform.Addresses;

/// <summary>What kind of object a block declares.</summary>
public enum TerraformMode
{
    Managed,
    Data,

    /// <summary>Opened for a run and never kept; it has no place in a plan.</summary>
    Ephemeral,
}
