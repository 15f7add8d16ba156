using System.Diagnostics;

namespace Turnpike.Connectors.Tests;

/// <summary>Real programs that tests use where they are installed.</summary>
internal static class Programs
{
    /// <summary>Runs one to its end; skips the test where it is not installed.</summary>
    public static async Task<string> RunAsync(string folder, string program, string[] arguments, params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await errors} {await output}");
            return await output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{program} is not installed.");
            return "";
        }
    }

    /// <summary>A folder with a root module that needs no provider, applied in the default workspace and one named <c>blue</c>.</summary>
    public static async Task ApplyAsync(string folder, string backend, params (string Name, string? Value)[] environment)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Join(folder, "main.tf"), $$"""
            terraform {
              {{backend}}
            }

            resource "terraform_data" "one" {
              input = "from ${terraform.workspace}"
            }
            """, TestContext.Current.CancellationToken);
        await RunAsync(folder, "terraform", ["init", "-input=false", "-no-color"], environment);
        await RunAsync(folder, "terraform", ["apply", "-auto-approve", "-input=false", "-no-color"], environment);
        if (!backend.Contains("\"http\"", StringComparison.Ordinal))
        {
            await RunAsync(folder, "terraform", ["workspace", "new", "blue", "-no-color"], environment);
            await RunAsync(folder, "terraform", ["apply", "-auto-approve", "-input=false", "-no-color"], environment);
        }
    }

    public static async Task<string> GitAsync(string folder, params string[] arguments) => (await RunAsync(
        folder, "git", arguments, ("GIT_AUTHOR_NAME", "t"), ("GIT_AUTHOR_EMAIL", "t@example.com"), ("GIT_COMMITTER_NAME", "t"), ("GIT_COMMITTER_EMAIL", "t@example.com"), ("GIT_CONFIG_GLOBAL", "/dev/null"))).Trim();
}
