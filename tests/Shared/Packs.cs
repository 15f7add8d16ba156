using Turnpike.Hcl.Terraform.Schemas;
using Turnpike.Text;

namespace Turnpike.Tests;

/// <summary>The data that come with Turnpike.</summary>
internal static class Packs
{
    private static readonly Lazy<ProviderSchemas> s_schemas = new(static () => ProviderSchemas.Builtin.With(ProviderSchema.ReadCompact(Data("aws.schema").Single(), [])!));

    /// <summary>With that of AWS. Read once.</summary>
    public static ProviderSchemas Schemas => s_schemas.Value;

    /// <summary>Files of <c>packs/data</c> in the order of their paths, called by these from the repository's root.</summary>
    public static IReadOnlyList<SourceText> Data(string pattern) => [.. Directory.EnumerateFiles(Path.Combine(Vectors.RepositoryRoot, "packs", "data"), pattern, SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(static f => new SourceText(Path.GetRelativePath(Vectors.RepositoryRoot, f), File.ReadAllBytes(f)))];
}
