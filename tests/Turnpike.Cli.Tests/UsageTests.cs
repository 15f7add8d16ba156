using System.Text.Json;
using Turnpike.Tests;

namespace Turnpike.Cli.Tests;

public class UsageTests
{
    [Theory]
    [InlineData("no command was given")]
    [InlineData("there is no command chek", "chek", "plan.json")]
    [InlineData("turnpike check", "chek", "plan.json")]
    [InlineData("there is no option --formt", "check", "plan.json", "--formt", "json")]
    [InlineData("Did you mean --format?", "check", "plan.json", "--formt", "json")]
    [InlineData("'xml' not recognized", "check", "plan.json", "--format", "xml")]
    [InlineData("--timeout takes a whole number from 0 to 86400, not \"soon\"", "check", "plan.json", "--timeout", "soon")]
    [InlineData("no file or folder to check was given", "check")]
    [InlineData("one word too many", "explain", "a", "b")]
    public void Bad_usage_says_what_is_wrong_on_standard_error(string expected, params string[] arguments)
    {
        var outcome = Command.Run(arguments);

        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
        Assert.Equal("", outcome.Output);
    }

    [Theory]
    [InlineData("--format", "json", "--bogus")]
    [InlineData("--format=json", "x", "--timeout", "soon")]
    [InlineData("-f", "json")]
    public void Bad_usage_still_gives_json_to_who_asked_for_it(params string[] arguments)
    {
        var outcome = Command.Run(["check", .. arguments]);

        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal(3, outcome.ExitCode);
        Assert.Equal("unknown", json.RootElement.GetProperty("verdict").GetString());
        Assert.Equal("CLI001", Assert.Single(json.RootElement.GetProperty("errors").EnumerateArray()).GetProperty("code").GetString());
        Assert.NotEqual("", outcome.Error);
    }

    [Theory]
    [InlineData("turnpike")]
    [InlineData("check")]
    [InlineData("rules")]
    [InlineData("explain")]
    [InlineData("pack")]
    [InlineData("completion")]
    public void Help_is_as_committed(string command)
    {
        var outcome = command == "turnpike" ? Command.Run("--help") : Command.Run(command, "--help");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        GoldenFile.Check($"help-{command}.txt", outcome.Output);
    }

    [Fact]
    public void Version_is_one_line()
    {
        var outcome = Command.Run("--version");
        Assert.Matches("^turnpike [0-9]+\\.[0-9]+\\.[0-9]+[^\n]*\n$", outcome.Output);
        Assert.Equal(0, outcome.ExitCode);
    }
}
