namespace Turnpike.Hcl.Terraform;

/// <summary>How much a hostile tree may cost. Each limit that is hit is a diagnostic that names it.</summary>
public sealed record TerraformLimits
{
    public static TerraformLimits Default { get; } = new();

    /// <summary>Bytes of one file of configuration.</summary>
    public int MaxFileBytes { get; init; } = 16 << 20;

    /// <summary>Files of configuration in the whole tree.</summary>
    public int MaxFiles { get; init; } = 50_000;

    /// <summary>Folders that a search for roots looks into.</summary>
    public int MaxFolders { get; init; } = 100_000;

    /// <summary>How deep modules may call one another.</summary>
    public int MaxModuleDepth { get; init; } = 32;

    /// <summary>Instances of modules in one root.</summary>
    public int MaxModuleInstances { get; init; } = 20_000;

    /// <summary>Instances of resources in one root.</summary>
    public int MaxResourceInstances { get; init; } = 100_000;

    /// <summary>Instances of one resource or module call, and blocks of one <c>dynamic</c>.</summary>
    public int MaxRepetition { get; init; } = 20_000;
}
