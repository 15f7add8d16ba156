using System.Diagnostics;
using Turnpike.Tests;

namespace Turnpike.EndToEnd.Tests;

/// <summary>The command as it is delivered: published, unless a newer one was only built.</summary>
internal static class Installed
{
    public static string Command { get; } = Newest(
        Path.Combine(Vectors.RepositoryRoot, "artifacts", "publish", "Turnpike.Cli", "release"),
        Path.Combine(Vectors.RepositoryRoot, "artifacts", "bin", "Turnpike.Cli", new DirectoryInfo(AppContext.BaseDirectory).Name));

    /// <summary>A process that inherits nothing that could make the tests differ from machine to machine.</summary>
    /// <param name="before">What bash does before it becomes the command.</param>
    public static ProcessStartInfo Start(string folder, IEnumerable<string> arguments, string? before)
    {
        var start = new ProcessStartInfo(before is null ? Command : "bash", before is null ? arguments : ["-c", before + "; exec \"$0\" \"$@\"", Command, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsOfAPipeline).ToList())
        {
            start.Environment.Remove(name);
        }

        return start;
    }

    private static bool IsOfAPipeline(string name) =>
        name.StartsWith("TURNPIKE_", StringComparison.Ordinal) || name.StartsWith("GITHUB_", StringComparison.Ordinal) || name.StartsWith("CI_", StringComparison.Ordinal)
        || name is "GITLAB_CI" or "TF_BUILD" or "JENKINS_URL" or "NO_COLOR" or "COLUMNS" || name.EndsWith("_proxy", StringComparison.OrdinalIgnoreCase);

    private static string Newest(params string[] folders) =>
        Path.Combine(folders.Where(f => File.Exists(Path.Combine(f, "turnpike.dll"))).MaxBy(f => File.GetLastWriteTimeUtc(Path.Combine(f, "turnpike.dll")))
            ?? throw new FileNotFoundException("The command was not built."), "turnpike");
}
