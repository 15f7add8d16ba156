namespace Turnpike.Formats;

/// <summary>What a YAML file may cost. Past a limit the reader stops with a diagnostic that names it.</summary>
public sealed record YamlLimits
{
    public static YamlLimits Default { get; } = new();

    /// <summary>Bytes of the file.</summary>
    public int MaxBytes { get; init; } = 256 << 20;

    /// <summary>Nesting of sequences and mappings.</summary>
    public int MaxDepth { get; init; } = 128;

    /// <summary>Documents in one file.</summary>
    public int MaxDocuments { get; init; } = 100_000;

    /// <summary>Nodes that the aliases of one file may stand for together, each counted as often as it is used.</summary>
    public int MaxAliasedNodes { get; init; } = 1_000_000;

    /// <summary>Characters of one number.</summary>
    public int MaxNumberLength { get; init; } = 4096;
}
