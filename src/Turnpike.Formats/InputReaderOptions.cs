using Turnpike.Values.Json;

namespace Turnpike.Formats;

/// <summary>How to read a file, and what it may cost.</summary>
public sealed record InputReaderOptions
{
    public static InputReaderOptions Default { get; } = new();

    /// <summary>The scope of the identities of what is read (repository and root); empty by default.</summary>
    public string Scope { get; init; } = "";

    /// <summary>The user named this very file, so one that is not recognised is an error; inside a folder it is passed over.</summary>
    public bool IsNamed { get; init; } = true;

    public JsonLimits Json { get; init; } = JsonLimits.Default;

    public YamlLimits Yaml { get; init; } = YamlLimits.Default;
}
