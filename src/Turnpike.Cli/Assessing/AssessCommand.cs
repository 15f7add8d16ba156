using System.CommandLine;
using Turnpike.Assessment.Profiles;
using Turnpike.Assessment.Results;
using Turnpike.Cli.Client;
using Turnpike.Cli.Policies;
using Turnpike.Cli.Terraform;

namespace Turnpike.Cli.Assessing;

/// <summary>Declares <c>turnpike assess</c>.</summary>
internal sealed class AssessCommand
{
    public const string Examples = """
        Examples:
          turnpike assess
          turnpike assess --format html --output assessment.html
          turnpike sync aws --to observed && turnpike assess observed
          turnpike assess observed terraform.tfstate infra/ --format json --output now.json
          turnpike assess observed --against last-month.json --only exposure --only code
          turnpike assess --profile strict --fail-on poor

        Without a path the server assesses its estate and keeps the result, so that the next one shows the trend. With paths
        no server is asked: documents of `turnpike sync --to`, states, plans (what was there before them), manifests and
        Terraform code are joined and assessed here.

        Exit codes: 0 done, 1 a measure is beyond what --fail-on or the profile allows, 3 a file, a profile or this command
        line is at fault.
        """;

    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Folders of `turnpike sync --to`, states, plans, manifests, code. None: the estate of the server.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> _format = new Option<string>("--format", "-f") { Description = "text, html (one file that prints well), markdown or json.", HelpName = "FORMAT", DefaultValueFactory = static _ => "text" }
        .AcceptOnlyFromAmong("text", "html", "markdown", "json");

    private readonly Option<string?> _output = new("--output", "-o") { Description = "Write the report to a file, whole or not at all.", HelpName = "FILE" };
    private readonly Option<string> _profile = new("--profile") { Description = "What is asked: starter, standard, strict, or a file of your own.", HelpName = "NAME|FILE", DefaultValueFactory = static _ => Profile.DefaultName };
    private readonly Option<string[]> _only = new("--only") { Description = "Only this section; may be repeated.", HelpName = "SECTION" };
    private readonly Option<string?> _against = new("--against") { Description = "The JSON of an earlier assessment, to say what changed since.", HelpName = "FILE" };
    private readonly Option<string?> _failOn = new Option<string?>("--fail-on") { Description = "Exit with 1 where a measure is graded so or worse: fair or poor; else as the profile says.", HelpName = "GRADE" }.AcceptOnlyFromAmong("fair", "poor");
    private readonly PolicyOptions _policies = new();
    private readonly CodeOptions _code = new();
    private readonly ServerCommand _server = new();

    public Command Make(Screen screen, Option<bool> noColour)
    {
        var command = new Command("assess", "The estate as it is: what is there, where the risks are, what could not be judged.") { _paths, _format, _output, _profile, _only, _against, _failOn };
        _policies.AddTo(command);
        _code.AddTo(command);
        _server.AddTo(command);
        command.SetAction((result, _) => ServerCommand.RunAsync(result, screen, noColour, cancellation => RunAsync(result, screen, cancellation)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, Screen screen, CancellationToken cancellation)
    {
        var paths = result.GetValue(_paths) ?? [];
        var choice = new AssessChoice(
            paths,
            result.GetValue(_format) ?? "text",
            result.GetValue(_output),
            result.GetValue(_profile) ?? Profile.DefaultName,
            result.GetValue(_only) ?? [],
            result.GetValue(_against),
            result.GetValue(_failOn) switch { "fair" => Grade.Fair, "poor" => Grade.Poor, _ => null });
        if (paths.Length > 0)
        {
            return await new LocalAssessment(choice, _policies.Read(result), _code.Read(result), screen).RunAsync(cancellation);
        }

        using var client = _server.Connect(result);
        return await new ServerAssessment(choice, client, screen).RunAsync(cancellation);
    }
}

/// <param name="Profile">The name of one that comes with Turnpike, or a file.</param>
/// <param name="Only">The ids of sections; none for all.</param>
internal sealed record AssessChoice(IReadOnlyList<string> Paths, string Format, string? Output, string Profile, IReadOnlyList<string> Only, string? Against, Grade? FailOn);
