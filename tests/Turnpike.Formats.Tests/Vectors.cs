using System.Runtime.CompilerServices;

namespace Turnpike.Formats.Tests;

/// <summary>The public test vectors: TURNPIKE_VECTORS, else ../shared/vectors from the repository. Absent, their tests are skipped, except in CI.</summary>
internal static class Vectors
{
    private static readonly string s_root = Environment.GetEnvironmentVariable("TURNPIKE_VECTORS") ?? Path.GetFullPath(Path.Combine(RepositoryRoot(), "..", "shared", "vectors"));

    public static bool Exist => Directory.Exists(s_root);

    public static IEnumerable<string> Plans() => Files("plans", "*.json").Concat(Files("terraform/roots", "plan*.json"));

    public static IEnumerable<string> States() => Files("terraform/roots", "state*.json");

    /// <param name="name">Relative to the vectors' folder.</param>
    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(s_root, name));

    /// <summary>Data for a theory; one empty row, which skips, where there are no vectors.</summary>
    public static TheoryData<string> Rows(IEnumerable<string> files)
    {
        var rows = new TheoryData<string>();
        foreach (var file in Exist ? files : [""])
        {
            rows.Add(file);
        }

        return rows;
    }

    public static void Require()
    {
        if (!Exist)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"the test vectors are not at {s_root}");
            Assert.Skip("no test vectors");
        }
    }

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(s_root, folder), pattern, SearchOption.AllDirectories)
            .Where(static p => !p.Contains("/code", StringComparison.Ordinal))
            .Select(static p => Path.GetRelativePath(s_root, p))
            .Order(StringComparer.Ordinal);

    private static string RepositoryRoot([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
