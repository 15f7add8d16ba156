using System.Diagnostics;
using System.Text;

namespace Turnpike.EndToEnd.Tests;

/// <summary>Somebody's machine: a folder, a configuration of their own, an environment.</summary>
internal sealed class Workplace(string folder)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(2);

    public string Folder { get; } = Directory.CreateDirectory(folder).FullName;

    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>What bash does before it becomes the command: limits, signals. Null to start it at once.</summary>
    public string? Before { get; set; }

    public string File(string name) => Path.Combine(Folder, name);

    public Task<Said> TurnpikeAsync(params string[] arguments) => TurnpikeAsync(null, arguments);

    public async Task<Said> TurnpikeAsync(byte[]? input, params string[] arguments)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.StandardInput.BaseStream.WriteAsync(input ?? [], cancellation);
        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(s_longest);
        await process.WaitForExitAsync(limit.Token);
        return new Said(string.Join(' ', arguments), process.ExitCode, await output, await error);
    }

    public Process Start(params string[] arguments)
    {
        var start = Installed.Start(Folder, arguments, Before);
        start.StandardOutputEncoding = start.StandardErrorEncoding = Encoding.UTF8;
        start.Environment["HOME"] = Folder;
        start.Environment["XDG_CONFIG_HOME"] = Path.Combine(Folder, ".config");
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}

/// <summary>What the command said and how it ended.</summary>
internal sealed record Said(string Command, int ExitCode, string Output, string Error)
{
    /// <summary>The same, once it is known to have ended so.</summary>
    public Said Ends(int exitCode)
    {
        Assert.True(exitCode == ExitCode, $"turnpike {Command} ended with {ExitCode}, not {exitCode}:\n{Output}\n{Error}");
        return this;
    }

    public Said Says(string text)
    {
        Assert.Contains(text, Output, StringComparison.Ordinal);
        return this;
    }
}
