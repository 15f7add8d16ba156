using Turnpike.Rego.Syntax;

namespace Turnpike.Rego.Parsing;

/// <summary>How a text is to be read, and how much of it.</summary>
public sealed record RegoParserOptions
{
    public static RegoParserOptions Default { get; } = new();

    public RegoVersion Version { get; init; } = RegoVersion.V1;

    /// <summary>How deep terms and bodies may nest.</summary>
    public int MaxDepth { get; init; } = 500;

    /// <summary>The longest text, in bytes.</summary>
    public int MaxLength { get; init; } = 64 * 1024 * 1024;
}
