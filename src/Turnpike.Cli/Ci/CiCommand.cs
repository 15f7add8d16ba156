using System.CommandLine;
using Turnpike.Cli.Client;
using Turnpike.Cli.Policies;
using Turnpike.Cli.Terraform;
using Turnpike.Gate.Rules;
using Turnpike.Values.Json;

namespace Turnpike.Cli.Ci;

/// <summary>Declares <c>turnpike ci</c>.</summary>
internal sealed class CiCommand
{
    public const string Examples = """
        Examples:
          turnpike ci                                    plans below this folder, else its code
          turnpike ci plan.json --scope shop/production
          turnpike ci --reports out/ --require-server

        A server is asked where TURNPIKE_SERVER and TURNPIKE_TOKEN name one: it judges on the whole estate and keeps the
        outcome. Where it cannot be reached, or none is named, the same is judged here, and the report says so.
        docs/guides/ci.md has recipes for GitHub Actions, GitLab CI, Jenkins and Azure Pipelines.

        Exit codes:
          0  pass        nothing that this change brings stands against it, or who may has approved it
          1  fail        this change introduces or worsens a finding at or above --fail-on
          2  undecided   no such finding, but some answers depend on values not known before apply
          3  bad input   a file or a setting is at fault, or the server refused: no verdict to rely on
        """;

    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Plans (terraform show -json), Terraform code, Kubernetes manifests, folders of them; else this folder.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly PolicyOptions _policies = new();
    private readonly CodeOptions _code = new();
    private readonly ServerCommand _server = new();
    private readonly Option<string?> _scope = new("--scope") { Description = "The repository and root that it belongs to; else the pipeline's repository and the folder of each plan.", HelpName = "NAME" };
    private readonly Option<string?> _base = new("--base") { Description = "The commit that the change is compared with where there is no plan; else that of the pull request. \"none\" counts everything as new.", HelpName = "REF" };
    private readonly Option<string?> _reports = new("--reports") { Description = "A folder to write every form of the report into: Markdown, JSON, SARIF, JUnit, GitLab's Code Quality.", HelpName = "DIR" };
    private readonly Option<bool> _requireServer = new("--require-server") { Description = "Without the server there is no verdict: exit with 3 where it cannot be reached." };
    private readonly Option<string> _failOn = new Option<string>("--fail-on") { Description = "Where it is judged here: the least severity that fails: low, medium, high or critical.", HelpName = "SEVERITY", DefaultValueFactory = static _ => "medium" }.AcceptOnlyFromAmong("low", "medium", "high", "critical");
    private readonly Option<string[]> _waivers = new("--waivers") { Description = "Where it is judged here: what you have decided to live with.", HelpName = "FILE" };
    private readonly Option<string> _maxInputBytes = Numbers.Option("--max-input-bytes", JsonLimits.Default.MaxBytes, "BYTES", "The largest file to read.", 1, Array.MaxLength);

    public Command Make(Screen screen, Option<bool> noColour)
    {
        var command = new Command("ci", "The gate in a pipeline: judge what a pull request changes, on the server's estate where it can be reached.")
        {
            _paths, _scope, _base, _reports, _requireServer, _failOn, _waivers,
        };
        _policies.AddTo(command);
        _code.AddTo(command);
        _server.AddTo(command);
        command.Add(_maxInputBytes);
        command.SetAction((result, _) => ServerCommand.RunAsync(result, screen, noColour, cancellation => new CiRun(Read(result), screen).RunAsync(cancellation)));
        return command;
    }

    private CiChoice Read(ParseResult result) => new()
    {
        Paths = result.GetValue(_paths) is { Length: > 0 } given ? given : ["."],
        Scope = result.GetValue(_scope),
        Base = result.GetValue(_base),
        Reports = result.GetValue(_reports),
        RequiresServer = result.GetValue(_requireServer),
        Policies = _policies.Read(result),
        Code = _code.Read(result),
        FailOn = SeverityNames.Parse(result.GetValue(_failOn)) ?? Severity.Medium,
        Waivers = result.GetValue(_waivers) ?? [],
        MaxInputBytes = (int)Numbers.In(result, _maxInputBytes),
        Server = () => _server.Choice(result),
    };
}

/// <summary>What the user asked <c>turnpike ci</c> for.</summary>
internal sealed record CiChoice
{
    public required IReadOnlyList<string> Paths { get; init; }

    public string? Scope { get; init; }

    public string? Base { get; init; }

    public string? Reports { get; init; }

    public bool RequiresServer { get; init; }

    public required PolicyChoice Policies { get; init; }

    public required CodeChoice Code { get; init; }

    public Severity FailOn { get; init; }

    public IReadOnlyList<string> Waivers { get; init; } = [];

    public int MaxInputBytes { get; init; }

    /// <summary>Throws a <see cref="RefusedException"/> where none is named, or one that cannot be meant.</summary>
    public required Func<ServerChoice> Server { get; init; }
}
