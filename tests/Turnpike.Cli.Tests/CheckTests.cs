using System.Text;
using System.Text.Json;
using NJsonSchema;
using Turnpike.Tests;

namespace Turnpike.Cli.Tests;

/// <summary>The whole of <c>turnpike check</c>, on a plan and rules of its own so that changes to packs do not touch it.</summary>
public class CheckTests
{
    private const string Token = "token-in-a";

    private static readonly string s_folder = Path.Combine(Vectors.RepositoryRoot, "tests", "Turnpike.Cli.Tests", "Sample");

    [Theory]
    [InlineData("text", "txt")]
    [InlineData("json", "json")]
    [InlineData("sarif", "sarif")]
    [InlineData("junit", "xml")]
    [InlineData("markdown", "md")]
    [InlineData("github", "txt")]
    public void A_report_is_as_committed_and_holds_no_secret(string format, string extension)
    {
        var outcome = Check("plan.json", "--waivers", "waivers.yaml", "--format", format);

        Assert.Equal(1, outcome.ExitCode);
        Assert.DoesNotContain(Token, outcome.Output + outcome.Error, StringComparison.Ordinal);
        GoldenFile.Check($"check-{format}.{extension}", outcome.Output);
    }

    [Theory]
    [InlineData(1, "3 failed, 1 undecided")]
    [InlineData(0, "PASS", "--fail-on", "critical")]
    [InlineData(1, "1 there before", "--changed-only")]
    [InlineData(1, "1 waived", "--waivers", "waivers.yaml")]
    [InlineData(3, "there is no file or folder nothing.yaml", "--waivers", "nothing.yaml")]
    [InlineData(3, "there is no rule \"no-such-rule\"", "--params", "params.yaml")]
    [InlineData(3, "there is no pack basline", "--pack", "basline")]
    [InlineData(3, "Did you mean baseline?", "--pack", "basline")]
    public void The_exit_code_says_what_came_out(int exitCode, string expected, params string[] arguments)
    {
        var outcome = Check(["plan.json", .. arguments]);

        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Contains(expected, outcome.Output + outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_of_which_nothing_surely_fails_but_something_may_is_undecided()
    {
        var plan = File.ReadAllText(Path.Combine(s_folder, "plan.json")).Replace("public-read", "private", StringComparison.Ordinal).Replace("token-in-a-resource", new string('x', 50), StringComparison.Ordinal);
        var outcome = Command.Run(new CommandSetting { Folder = s_folder, Input = Encoding.UTF8.GetBytes(plan) }, "check", "-", "--pack", "none", "--policy", "policy");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("UNKNOWN", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_policies_without_any_is_bad_input()
    {
        using var folder = new TemporaryFolder();
        folder.Write("notes.txt", "none here");
        var outcome = Command.Run(new CommandSetting { Folder = s_folder }, "check", "plan.json", "--pack", "none", "--policy", folder.Path);

        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("no policy was found", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_policy_is_bad_input_with_its_place()
    {
        using var folder = new TemporaryFolder();
        folder.Write("broken.rego", "package main\n\ndeny contains msg if {\n");
        var outcome = Command.Run(new CommandSetting { Folder = s_folder }, "check", "plan.json", "--pack", "none", "--policy", folder.Path, "--format", "json");

        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal(3, outcome.ExitCode);
        Assert.NotEqual("pass", json.RootElement.GetProperty("verdict").GetString());
        Assert.EndsWith("broken.rego", json.RootElement.GetProperty("errors")[0].GetProperty("source").GetProperty("file").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"format_version\":\"1.2\",\"resource_changes\":[{")]
    [InlineData("\0\u0001\u0002 nothing known")]
    [InlineData("")]
    public void A_named_file_that_is_broken_or_not_known_is_bad_input(string content)
    {
        var outcome = Command.Run(new CommandSetting { Folder = s_folder, Input = Encoding.UTF8.GetBytes(content) }, "check", "-");

        Assert.Equal(3, outcome.ExitCode);
        Assert.StartsWith("error ", outcome.Error.Replace("-:", "error ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void The_sample_estate_fails_its_check_as_the_readme_says()
    {
        var outcome = Command.Run("check", "samples/kestrel", "--policy", "samples/kestrel/policy", "--waivers", "samples/kestrel/waivers.yaml");

        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("FAIL  ", outcome.Output.Split("\n\n")[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plans/aws-55-creates-tf0.12.json")]
    [InlineData("plans/azure-firewall.json")]
    [InlineData("plans/utf16.json")]
    public async Task Sarif_of_a_real_plan_is_valid_against_the_standards_schema(string plan)
    {
        var schema = await JsonSchema.FromFileAsync(Vectors.Path("schemas/sarif-schema-2.1.0.json"), TestContext.Current.CancellationToken);
        var outcome = Command.Run("check", Vectors.Path(plan), "--format", "sarif", "--fail-on", "low");

        Assert.InRange(outcome.ExitCode, 0, 2);
        Assert.Empty(schema.Validate(outcome.Output).Select(static e => e.ToString()));
    }

    private static CommandOutcome Check(params string[] arguments) =>
        Command.Run(new CommandSetting { Folder = s_folder }, ["check", "--pack", "none", "--policy", "policy", .. arguments]);
}
