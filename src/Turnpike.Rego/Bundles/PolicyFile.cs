using Turnpike.Text;

namespace Turnpike.Rego.Bundles;

/// <summary>A policy or data file.</summary>
/// <param name="Source">Its text, called as people call it.</param>
/// <param name="Path">Its parts below the folder or bundle that was loaded, the file's name last.</param>
public sealed record PolicyFile(SourceText Source, IReadOnlyList<string> Path)
{
    public string Name => Path[^1];

    /// <summary>The folders above it, which say where below <c>data</c> its content belongs.</summary>
    public IEnumerable<string> Folders => Path.Take(Path.Count - 1);

    public bool IsPolicy => Name.EndsWith(".rego", StringComparison.Ordinal);

    public bool IsJson => Name.EndsWith(".json", StringComparison.Ordinal);

    public bool IsYaml => Name.EndsWith(".yaml", StringComparison.Ordinal) || Name.EndsWith(".yml", StringComparison.Ordinal);

    /// <summary>A bundle's data lies only in files of this name; a plain folder's in all JSON and YAML files.</summary>
    public bool IsBundleData => Name is "data.json" or "data.yaml" or "data.yml";
}
