using System.Diagnostics;
using Turnpike.Tests;

namespace Turnpike.Cli.Tests;

/// <summary>Runs the built command as its users do: a process with arguments, two output streams and an exit code.</summary>
internal static class Command
{
    public static string Path { get; } = System.IO.Path.Combine(
        Vectors.RepositoryRoot, "artifacts", "bin", "Turnpike.Cli", new DirectoryInfo(AppContext.BaseDirectory).Name, "turnpike");

    public static CommandOutcome Run(params string[] arguments) => Run(new CommandSetting(), arguments);

    public static CommandOutcome Run(CommandSetting setting, params string[] arguments)
    {
        using var process = Start(setting, arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        if (setting.Input is not null)
        {
            process.StandardInput.BaseStream.Write(setting.Input);
        }

        process.StandardInput.Close();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(60)), "turnpike did not end within a minute");
        return new CommandOutcome(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    public static Process Start(CommandSetting setting, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path, arguments)
        {
            WorkingDirectory = setting.Folder ?? Vectors.RepositoryRoot,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("NO_COLOR");
        foreach (var (name, value) in setting.Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}

internal sealed record CommandSetting
{
    public byte[]? Input { get; init; }

    /// <summary>The repository's root unless given.</summary>
    public string? Folder { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}

internal sealed record CommandOutcome(int ExitCode, string Output, string Error);
