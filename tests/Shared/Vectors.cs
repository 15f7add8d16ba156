namespace Turnpike.Tests;

/// <summary>Data of other projects that these tests check against: TURNPIKE_VECTORS, else ../shared/vectors from the repository's root.</summary>
internal static class Vectors
{
    /// <summary>Skips the test where the vectors are not there; on a build server that is a failure.</summary>
    public static string Path(string relative)
    {
        var root = Environment.GetEnvironmentVariable("TURNPIKE_VECTORS") ?? System.IO.Path.Combine(RepositoryRoot, "..", "shared", "vectors");
        var path = System.IO.Path.Combine(root, relative);
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"{path} is not there, and CI=true.");
            Assert.Skip($"The vectors are not there: {relative}.");
        }

        return path;
    }

    public static string RepositoryRoot { get; } = FindRoot();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Turnpike.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("Turnpike.slnx is in no folder above the tests.");
    }
}
