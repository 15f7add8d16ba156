using Turnpike.Gate.Rules;
using Turnpike.Text;

namespace Turnpike.Gate.Tests;

/// <summary>The repository's own packs, and the vectors beside it.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    private static readonly string s_vectors = Environment.GetEnvironmentVariable("TURNPIKE_VECTORS") ?? Path.Combine(FindRoot(), "..", "shared", "vectors");

    public static string Packs => Path.Combine(Root, "packs");

    public static bool HasVectors => Directory.Exists(s_vectors);

    /// <summary>Skips the running test where the vectors are not there, unless this is the build server.</summary>
    public static string Vectors
    {
        get
        {
            Assert.False(!HasVectors && Environment.GetEnvironmentVariable("CI") == "true", "the vectors are missing: set TURNPIKE_VECTORS");
            Assert.SkipUnless(HasVectors, "the vectors are missing: set TURNPIKE_VECTORS");
            return s_vectors;
        }
    }

    public static RulePack ReadPack(string name)
    {
        var folder = Path.Combine(Packs, name);
        var files = Directory.EnumerateFiles(folder, "*.rego", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        return new RulePack(name, [.. files.Select(static file => new SourceText(Path.GetRelativePath(Root, file), File.ReadAllBytes(file)))]);
    }

    public static IReadOnlyList<SourceText> ProviderData() =>
        Directory.Exists(Path.Combine(Packs, "data"))
            ? [.. Directory.EnumerateFiles(Path.Combine(Packs, "data"), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(static file => new SourceText(Path.GetRelativePath(Root, file), File.ReadAllBytes(file)))]
            : [];

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Turnpike.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("There is no Turnpike.slnx above the tests.");
        }

        return folder;
    }
}
