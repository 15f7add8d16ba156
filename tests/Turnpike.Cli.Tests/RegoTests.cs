namespace Turnpike.Cli.Tests;

public sealed class RegoTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public RegoTests()
    {
        _folder.Write("authz/policy.rego", "package authz\n\ndefault allow := false\n\nallow if input.user in data.authz.admins\n");
        _folder.Write("authz/data.json", """{"admins": ["ada"]}""");
        _folder.Write("input.json", """{"user": "ada"}""");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("pretty", "data.authz.allow", "true\n")]
    [InlineData("raw", "data.authz.admins[_]", "ada\n")]
    [InlineData("values", "data.authz.allow", "[\n  [\n    true\n  ]\n]\n")]
    [InlineData("bindings", "x := data.authz.allow", "[\n  {\n    \"x\": true\n  }\n]\n")]
    [InlineData("pretty", "data.nothing", "undefined\n")]
    [InlineData("json", "data.nothing", "{}\n")]
    public void Eval_answers_in_the_form_asked_for(string format, string query, string expected)
    {
        // The data of authz/data.json lies at data.authz, its folder.
        _folder.Write("all/authz/x.rego", "package unused\n");
        var outcome = Run("eval", "-d", ".", "-i", "input.json", "--format", format, query);

        Assert.Equal((0, expected, ""), (outcome.ExitCode, outcome.Output, outcome.Error));
    }

    [Theory]
    [InlineData(1, "--fail", "data.nothing")]
    [InlineData(0, "--fail", "data.authz.allow")]
    [InlineData(1, "--fail-defined", "data.authz.allow")]
    [InlineData(3, "--strict-builtin-errors", "1 / 0")]
    [InlineData(3, "--fail", "data.authz.")]
    public void Eval_says_by_its_exit_code_what_was_asked(int expected, string option, string query) =>
        Assert.Equal(expected, Run("eval", "-d", "authz", option, query).ExitCode);

    [Fact]
    public void Test_shows_the_values_of_what_failed_and_counts()
    {
        _folder.Write("authz/policy_test.rego", """
            package authz_test

            test_good if data.authz.allow with input.user as "ada"

            test_bad if {
                n := count(data.authz.admins)
                n == 2
            }

            todo_test_more if true
            """);

        var outcome = Run("test", ".");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("does not hold: n == 2\n    n is 1\n", outcome.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n1 passed, 1 failed, 1 skipped\n", outcome.Output, StringComparison.Ordinal);
        Assert.Equal("1 passed, 0 failed\n", Run("test", ".", "--run", "test_good").Output);
        Assert.Contains("\"not_covered\"", Run("test", ".", "--coverage").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_reports_every_error_with_its_place()
    {
        _folder.Write("bad.rego", "package bad\n\np if counts(input.x) == 1\n\nq if r\n");

        var outcome = Run("check", "bad.rego");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("bad.rego:3:", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("bad.rego:5:", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("1 policies, 2 errors\n", outcome.Output);
    }

    [Fact]
    public void Fmt_lists_shows_and_writes_what_changes()
    {
        var path = _folder.Write("ugly.rego", "package   ugly\np  :=  1\n");

        Assert.Equal((1, "ugly.rego\n"), (Run("fmt", "-l", "--fail", "ugly.rego") is var listed ? listed.ExitCode : 0, listed.Output));
        Assert.Contains("\n+package ugly\n", Run("fmt", "-d", "ugly.rego").Output, StringComparison.Ordinal);
        Assert.Equal(0, Run("fmt", "-w", "ugly.rego").ExitCode);
        Assert.Equal("package ugly\n\np := 1\n", File.ReadAllText(path));
    }

    [Fact]
    public void Deps_inspect_and_bench_answer()
    {
        Assert.Contains("data.authz.admins", Run("deps", "-d", "authz", "data.authz.allow").Output, StringComparison.Ordinal);
        Assert.Contains("data.authz\n", Run("inspect", "authz").Output, StringComparison.Ordinal);
        Assert.Contains("ns/op", Run("bench", "-d", "authz", "-i", "input.json", "--time", "10ms", "data.authz.allow").Output, StringComparison.Ordinal);
    }

    private CommandOutcome Run(params string[] arguments) => Command.Run(new CommandSetting { Folder = _folder.Path }, ["rego", .. arguments]);
}
