using System.Diagnostics;

namespace Turnpike.Cli.Tests;

public class CompletionTests
{
    // What bash does when a word is completed, then what it would offer, one a line.
    private const string Complete = """
        source <(turnpike completion bash)
        COMP_LINE="$1"
        COMP_POINT=${#1}
        read -ra COMP_WORDS <<<"$1"
        if [[ $1 == *" " ]]; then COMP_WORDS+=(""); fi
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _turnpike
        printf '%s\n' "${COMPREPLY[@]}"
        """;

    [Theory]
    [InlineData("turnpike ", "applied approve assess backup catalog changes check ci comment completion components connect connections disconnect doctor estate exceptions explain ledger login logout pack push rego reject restore rules scans serve show sync terraform token user vulnerabilities waive withdraw")]
    [InlineData("turnpike ex", "exceptions explain")]
    [InlineData("turnpike check --f", "--fail-on --format")]
    [InlineData("turnpike check plan.json --format ", "azure github gitlab json junit markdown sarif text")]
    [InlineData("turnpike explain k8s-privileg", "k8s-privilege-escalation k8s-privileged")]
    [InlineData("turnpike check sam", "")]
    public void Bash_is_offered_what_may_follow(string line, string expected)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "bash is not there");
        var start = new ProcessStartInfo("/bin/bash", ["-c", Complete, "bash", line]) { RedirectStandardOutput = true };
        start.Environment["PATH"] = Path.GetDirectoryName(Command.Path) + ":" + Environment.GetEnvironmentVariable("PATH");
        using var bash = Process.Start(start)!;

        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), bash.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public void Each_shell_has_a_script_that_asks_the_command(string shell)
    {
        var outcome = Command.Run("completion", shell);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("[suggest:", outcome.Output, StringComparison.Ordinal);
    }
}
