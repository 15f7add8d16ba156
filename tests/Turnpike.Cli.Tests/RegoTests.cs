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
    [InlineData("values", "data.authz.allow", "[\n  true\n]\n")]
    [InlineData("bindings", "x := data.authz.allow", "{\n  \"x\": true\n}\n")]
    [InlineData("pretty", "data.nothing", "undefined\n")]
    [InlineData("json", "data.nothing", "{}\n")]
    [InlineData("discard", "data.authz.allow", "")]
    [InlineData("values", "data.authz.admins[_]; 1 == 2", "")]
    [InlineData("values", "1 == 2", "[\n  false\n]\n")]
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
    public void Eval_json_has_text_and_place_of_each_expression()
    {
        using var document = System.Text.Json.JsonDocument.Parse(Run("eval", "x := 1;  y := x + 1").Output);
        var second = document.RootElement.GetProperty("result")[0].GetProperty("expressions")[1];
        Assert.Equal("y := x + 1", second.GetProperty("text").GetString());
        Assert.Equal(10, second.GetProperty("location").GetProperty("col").GetInt32());
    }

    [Fact]
    public void Print_and_notes_go_to_standard_error()
    {
        var outcome = Run("eval", "--explain", "notes", "--format", "raw", "print(\"seen\", {1, 2}); trace(\"noted\")");
        Assert.Equal("note: noted\nseen {1, 2}\n", outcome.Error);
        Assert.Equal("", Run("eval", "--format", "discard", "trace(\"noted\")").Error);
    }

    [Theory]
    [InlineData("http.send({\"method\": \"GET\", \"url\": \"http://127.0.0.1:1/\", \"raise_error\": false}).status_code", "http.send", "0\n")]
    [InlineData("net.lookup_ip_addr(\"127.0.0.1\")", "net.lookup_ip_addr", "[\"127.0.0.1\"]\n")]
    [InlineData("is_string(opa.runtime().env.PATH)", "opa.runtime", "true\n")]
    public void The_outside_is_allowed_by_name(string query, string function, string expected)
    {
        var refused = Run("eval", "--strict-builtin-errors", "--format", "raw", query);
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("--allow", refused.Error, StringComparison.Ordinal);
        Assert.Equal(expected, Run("eval", "--allow", function, "--format", "raw", query).Output);
    }

    [Fact]
    public void Schemas_are_held_against_policies()
    {
        _folder.Write("schemas/in.json", """{"type": "object", "properties": {"user": {"type": "string"}}}""");
        _folder.Write("s/p.rego", "# METADATA\n# scope: package\n# schemas:\n#   - input: schema.in\npackage p\n\nx if input.usr == 1\n");

        Assert.Contains("undefined ref: input.usr", Run("check", "s", "--schema", "schemas").Error, StringComparison.Ordinal);
        Assert.Contains("undefined ref: input.usr", Run("eval", "--schema", "schemas/in.json", "input.usr").Error + Run("check", "s", "-s", "schemas").Error, StringComparison.Ordinal);
        Assert.Equal(0, Run("check", "s").ExitCode);
    }

    [Theory]
    [InlineData("See `turnpike rego eval --help`.", "eval", "--nosuchthing", "1")]
    [InlineData("partial evaluation is not offered", "eval", "--partial", "1")]
    [InlineData("Did you mean `turnpike rego test`?", "tests")]
    public void Faults_of_usage_name_the_whole_command(string expected, params string[] arguments)
    {
        var outcome = Run(arguments);
        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_of_nested_commands_are_completed()
    {
        Assert.Contains("inspect\n", Command.Run("[suggest:14]", "turnpike rego ").Output, StringComparison.Ordinal);
        Assert.Contains("--strict-builtin-errors\n", Command.Run("[suggest:22]", "turnpike rego eval --s").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_ignored_is_not_loaded()
    {
        _folder.Write("i/p.rego", "package p\n\nx := 1\n");
        _folder.Write("i/.hidden/bad.rego", "no policy");
        _folder.Write("i/sub/bad_test.rego", "no policy");

        Assert.Equal(3, Run("eval", "-d", "i", "-f", "raw", "data.p.x").ExitCode);
        Assert.Equal("1\n", Run("eval", "-d", "i", "--ignore", ".*", "--ignore", "*_test.rego", "-f", "raw", "data.p.x").Output);
    }

    [Fact]
    public void Test_writes_json()
    {
        _folder.Write("t/p_test.rego", "package p_test\n\ntest_a if true\n\ntest_b if 1 == 2\n");
        var outcome = Run("test", "t", "--format", "json");
        using var document = System.Text.Json.JsonDocument.Parse(outcome.Output);
        Assert.Equal("test_b", document.RootElement[1].GetProperty("name").GetString());
        Assert.True(document.RootElement[1].GetProperty("fail").GetBoolean());
        Assert.Equal(2, outcome.ExitCode);
    }

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
