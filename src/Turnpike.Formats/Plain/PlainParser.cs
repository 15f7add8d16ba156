namespace Turnpike.Formats.Plain;

/// <summary>How to read a file that is judged as it stands, by policies that know its form.</summary>
public enum PlainParser
{
    Json,
    Yaml,
    Dockerfile,
}

public static class PlainParserNames
{
    public static IReadOnlyList<string> All { get; } = ["json", "yaml", "dockerfile"];

    public static PlainParser? Parse(string? name) => name switch
    {
        "json" => PlainParser.Json,
        "yaml" => PlainParser.Yaml,
        "dockerfile" or "docker" => PlainParser.Dockerfile,
        _ => null,
    };

    /// <summary>What a file's name says; null where it says nothing that is read here.</summary>
    public static PlainParser? OfFile(string path)
    {
        var name = Path.GetFileName(path);
        return Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".json" => PlainParser.Json,
            ".yaml" or ".yml" => PlainParser.Yaml,
            ".dockerfile" => PlainParser.Dockerfile,
            _ => name.StartsWith("Dockerfile", StringComparison.Ordinal) || name.StartsWith("Containerfile", StringComparison.Ordinal) ? PlainParser.Dockerfile : null,
        };
    }
}
