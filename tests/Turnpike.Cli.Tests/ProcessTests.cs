using System.Diagnostics;
using Turnpike.Tests;

namespace Turnpike.Cli.Tests;

/// <summary>What surrounds the process: signals, pipes, a full disk.</summary>
public class ProcessTests
{
    [Fact]
    public void An_interrupt_ends_it_even_while_it_waits_for_input()
    {
        using var process = Command.Start(new CommandSetting(), "check", "-");
        Thread.Sleep(500);
        Process.Start("/bin/kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();

        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(20)));
        Assert.Equal(130, process.ExitCode);
    }

    [Fact]
    public void A_reader_that_leaves_early_is_no_fault()
    {
        var (exitCode, output, error) = Shell("turnpike rules --format json | head -n 1; echo ${PIPESTATUS[0]}");
        Assert.Equal((0, "{\n0\n", ""), (exitCode, output, error));
    }

    [Fact]
    public void A_full_disk_behind_standard_output_is_said()
    {
        var (exitCode, _, error) = Shell("turnpike rules --format json > /dev/full");
        Assert.Equal(3, exitCode);
        Assert.Contains("cannot be written to standard output: no space left on the device", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Piped_output_is_plain_whatever_the_environment_says()
    {
        var outcome = Command.Run(new CommandSetting { Environment = new Dictionary<string, string> { ["TERM"] = "xterm-256color" } }, "rules");
        Assert.DoesNotContain('\u001b', outcome.Output);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("NO_COLOR=1", false)]
    [InlineData("TERM=dumb", false)]
    public void A_terminal_gets_colour_unless_it_is_declined(string setting, bool isColoured)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "script, which makes a terminal, is not there");
        var (_, output, _) = Shell($"TERM=xterm {setting} script -qec 'turnpike rules' /dev/null");
        Assert.Equal(isColoured, output.Contains("\u001b[", StringComparison.Ordinal));
    }

    [Fact]
    public void Colour_can_be_turned_off_on_a_terminal()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "script, which makes a terminal, is not there");
        var (_, output, _) = Shell("TERM=xterm script -qec 'turnpike rules --no-color' /dev/null");
        Assert.DoesNotContain("\u001b[", output, StringComparison.Ordinal);
    }

    private static (int ExitCode, string Output, string Error) Shell(string script)
    {
        var start = new ProcessStartInfo("/bin/bash", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Vectors.RepositoryRoot };
        start.Environment["PATH"] = Path.GetDirectoryName(Command.Path) + ":" + Environment.GetEnvironmentVariable("PATH");
        start.Environment.Remove("NO_COLOR");
        using var bash = Process.Start(start)!;
        var output = bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = bash.StandardError.ReadToEnd();
        bash.WaitForExit();
        return (bash.ExitCode, output.GetAwaiter().GetResult(), error);
    }
}
