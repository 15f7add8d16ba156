using System.Diagnostics;
using System.Text.Json;
using Turnpike.Tests;

namespace Turnpike.Cli.Tests;

/// <summary>The gate in a pipeline, where no server is at hand.</summary>
public sealed class CiTests : IDisposable
{
    private const string Before = """
        resource "aws_security_group" "api" {
          name   = "api"
          vpc_id = "vpc-1"
          ingress {
            from_port   = 22
            to_port     = 22
            protocol    = "tcp"
            cidr_blocks = ["0.0.0.0/0"]
          }
        }

        """;

    private const string AnotherPort = """
        resource "aws_security_group" "jump" {
          name   = "jump"
          vpc_id = "vpc-1"
          ingress {
            from_port   = 22
            to_port     = 22
            protocol    = "tcp"
            cidr_blocks = ["0.0.0.0/0"]
          }
        }

        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Only_what_the_branch_brings_blocks_and_at_its_line()
    {
        Commit("network/main.tf", Before, "main");
        _folder.Write("network/main.tf", Before.Replace("\"api\"\n  vpc", "\"api\"\n  tags = { owner = \"platform\" }\n  vpc", StringComparison.Ordinal));
        var tagged = Ci(("GITHUB_ACTIONS", "true"), ("GITHUB_REPOSITORY", "kestrel/infra"));
        Assert.True(tagged.ExitCode == 0, tagged.Output + tagged.Error);
        Assert.Contains("there before", tagged.Output, StringComparison.Ordinal);
        Assert.Contains("judged without the server's estate: no server was named", tagged.Error, StringComparison.Ordinal);

        _folder.Write("network/main.tf", Before + AnotherPort);
        var opened = Ci(("GITHUB_ACTIONS", "true"), ("GITHUB_REPOSITORY", "kestrel/infra"));
        Assert.Equal(1, opened.ExitCode);
        var errors = opened.Output.Split('\n').Where(static l => l.StartsWith("::error", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(errors);
        Assert.All(errors, static e => Assert.Contains("aws_security_group.jump", e, StringComparison.Ordinal));
        Assert.Contains(errors, static e => e.Contains("file=network/main.tf,line=18,", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_the_commit_to_compare_with_everything_counts_and_that_is_said()
    {
        Commit("network/main.tf", Before, "main");
        var outcome = Run("ci", "network", "--scope", "kestrel/infra", "--base", "origin/gone");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("CLI019", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void GitHub_is_told_by_summary_and_outputs_and_files_hold_every_form()
    {
        CopySample();
        var (summary, output) = (Path.Combine(_folder.Path, "summary.md"), Path.Combine(_folder.Path, "output.txt"));
        var outcome = Run(
            [("GITHUB_ACTIONS", "true"), ("GITHUB_REPOSITORY", "kestrel/infra"), ("GITHUB_STEP_SUMMARY", summary), ("GITHUB_OUTPUT", output)],
            "ci", "plans/plan.json", "--reports", "out");

        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("<!-- turnpike:check -->", File.ReadAllText(summary), StringComparison.Ordinal);
        Assert.Equal("verdict=fail\n", File.ReadAllText(output));
        Assert.Equal(
            ["turnpike.code-quality.json", "turnpike.json", "turnpike.junit.xml", "turnpike.md", "turnpike.sarif"],
            Directory.GetFiles(Path.Combine(_folder.Path, "out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        using var quality = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder.Path, "out", "turnpike.code-quality.json")));
        Assert.All(quality.RootElement.EnumerateArray(), static i => Assert.NotEmpty(i.GetProperty("fingerprint").GetString()!));
    }

    [Fact]
    public void Azure_is_told_by_logging_commands()
    {
        CopySample();
        var outcome = Run([("TF_BUILD", "True"), ("BUILD_REPOSITORY_NAME", "infra")], "ci", "plans/plan.json", "--reports", "out");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("##vso[task.logissue type=error;", outcome.Output, StringComparison.Ordinal);
        Assert.Contains($"##vso[task.uploadsummary]{Path.Combine(_folder.Path, "out", "turnpike.md")}", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_is_needed_and_away_is_no_verdict()
    {
        CopySample();
        var away = Run([("TURNPIKE_SERVER", "http://127.0.0.1:9"), ("TURNPIKE_TOKEN", "x")], "ci", "plans/plan.json", "--scope", "s", "--require-server");
        Assert.Equal(3, away.ExitCode);
        Assert.Contains("API004", away.Error, StringComparison.Ordinal);

        var here = Run([("TURNPIKE_SERVER", "http://127.0.0.1:9"), ("TURNPIKE_TOKEN", "x")], "ci", "plans/plan.json", "--scope", "s");
        Assert.Equal(1, here.ExitCode);
        Assert.Contains("judged without the server's estate: http://127.0.0.1:9 cannot be reached", here.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GitHub Actions", "GITHUB_ACTIONS=true GITHUB_REPOSITORY=kestrel/infra", "::error file=terraform/parcels-prod/main.tf,line=")]
    [InlineData("GitLab CI", "GITLAB_CI=true CI_PROJECT_PATH=kestrel/infra", "FAIL")]
    [InlineData("Jenkins", "JENKINS_URL=http://localhost GIT_URL=https://git.example.com/kestrel/infra.git", "FAIL")]
    [InlineData("Azure Pipelines", "TF_BUILD=True BUILD_REPOSITORY_NAME=infra", "sourcepath=terraform/parcels-prod/main.tf;linenumber=")]
    public async Task The_guides_recipes_run(string recipe, string environment, string expected)
    {
        CopySample();
        var script = Recipe(recipe);
        Assert.Contains("turnpike ci", script, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "run.sh"), script, TestContext.Current.CancellationToken);
        var variables = environment.Split(' ').Select(static v => v.Split('=', 2)).Select(static v => (v[0], v[1])).ToArray();

        using var process = Process.Start(Start("bash", variables, "-e", "run.sh"))!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 1, $"{process.ExitCode}\n{output}\n{await error}");
        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(_folder.Path, "turnpike-reports"), "*.sarif"));
    }

    public void Dispose() => _folder.Dispose();

    // What a runner would hand to its shell, of a recipe in the guide.
    private static string Recipe(string name)
    {
        var guide = File.ReadAllText(Path.Combine(Vectors.RepositoryRoot, "docs", "guides", "ci.md"));
        var block = guide.Split("## " + name + "\n")[1].Split("```")[1];
        block = block[block.IndexOf('\n', StringComparison.Ordinal)..];
        return name switch
        {
            "GitHub Actions" => Steps(block, "jobs", "gate", "steps", "run"),
            "Azure Pipelines" => Steps(block, "steps", "script"),
            "GitLab CI" => string.Join('\n', Yaml(block)["turnpike"]["script"].AsList().Select(static s => s.Text)),
            _ => string.Join('\n', block.Split("sh '").Skip(1).Select(static s => $"(\n{s.Trim('\'').Split('\'')[0]}\n)")),
        };
    }

    private static string Steps(string block, params string[] path)
    {
        var at = Yaml(block);
        foreach (var key in path[..^1])
        {
            at = at[key];
        }

        // Each step starts in the folder of the checkout.
        return string.Join('\n', at.AsList().Where(s => s.Has(path[^1])).Select(s => $"(\n{s[path[^1]].Text}\n)"));
    }

    private static Node Yaml(string text)
    {
        var stream = new YamlDotNet.RepresentationModel.YamlStream();
        stream.Load(new StringReader(text));
        return new Node(stream.Documents[0].RootNode);
    }

    private readonly record struct Node(YamlDotNet.RepresentationModel.YamlNode Of)
    {
        public string Text => ((YamlDotNet.RepresentationModel.YamlScalarNode)Of).Value!;

        public Node this[string key] => new(((YamlDotNet.RepresentationModel.YamlMappingNode)Of)[key]);

        public bool Has(string key) => ((YamlDotNet.RepresentationModel.YamlMappingNode)Of).Children.ContainsKey(key);

        public IEnumerable<Node> AsList() => ((YamlDotNet.RepresentationModel.YamlSequenceNode)Of).Select(static n => new Node(n));
    }

    // A repository with the sample's code, its plan, and a terraform that made it.
    private void CopySample()
    {
        var sample = Path.Combine(Vectors.RepositoryRoot, "samples", "kestrel");
        var plan = _folder.Write("plans/plan.json", File.ReadAllText(Path.Combine(sample, "plans", "parcels-prod.json")));
        _folder.Write("terraform/parcels-prod/main.tf", File.ReadAllText(Path.Combine(sample, "terraform", "parcels-prod", "main.tf")));
        var terraform = _folder.Write("bin/terraform", $"#!/bin/sh\nif [ \"$1\" = show ]; then cat '{plan}'; fi\n");
        using var process = Process.Start(Start("chmod", [], "+x", terraform))!;
        process.WaitForExit();
    }

    private void Commit(string name, string content, string branch)
    {
        _folder.Write(name, content);
        Git("init", "-q", "-b", branch);
        Git("add", ".");
        Git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-q", "-m", "before");
    }

    private void Git(params string[] arguments)
    {
        using var process = Process.Start(Start("git", [], arguments))!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private CommandOutcome Ci(params (string, string)[] environment) => Run(environment, "ci", "network", "--base", "main");

    private CommandOutcome Run(params string[] arguments) => Run([], arguments);

    private CommandOutcome Run((string Name, string Value)[] environment, params string[] arguments) => Command.Run(
        new CommandSetting { Folder = _folder.Path, Environment = environment.Append(("XDG_CONFIG_HOME", _folder.Path)).ToDictionary(static e => e.Item1, static e => e.Item2) },
        arguments);

    private ProcessStartInfo Start(string command, (string Name, string Value)[] environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { WorkingDirectory = _folder.Path, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{Path.Combine(_folder.Path, "bin")}:{Path.GetDirectoryName(Command.Path)}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["XDG_CONFIG_HOME"] = _folder.Path;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
