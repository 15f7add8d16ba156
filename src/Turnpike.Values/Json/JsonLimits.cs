namespace Turnpike.Values.Json;

/// <summary>What a JSON document may cost. Past a limit the reader stops with a diagnostic that names it.</summary>
public sealed record JsonLimits
{
    public static JsonLimits Default { get; } = new();

    /// <summary>Nesting of arrays and objects. Terraform's deepest attributes nest about 20 levels.</summary>
    public int MaxDepth { get; init; } = 512;

    /// <summary>Characters of one number.</summary>
    public int MaxNumberLength { get; init; } = 4096;

    /// <summary>Bytes of the document.</summary>
    public int MaxBytes { get; init; } = 512 << 20;
}
