using System.CommandLine;
using System.CommandLine.Parsing;
using Turnpike.Cli.Client;
using Turnpike.Cli.Terraform;
using Turnpike.Values.Json;

namespace Turnpike.Cli.Changes;

/// <summary>Declares <c>turnpike push</c>.</summary>
internal sealed class PushCommand
{
    public const string Examples = """
        Examples:
          terraform show -json tfplan | turnpike push - --scope prod/network
          turnpike push plan.json --scope prod/network --title "open the vendor's access"
          turnpike push plan.json --scope prod/network --format markdown > comment.md
          terraform state pull | turnpike push - --scope prod/network        after apply: what is there now
          turnpike push manifests/ --scope cluster/prod
          turnpike push infra/prod --scope prod/network                      code, judged before it is planned
          trivy image -f json web:1.4 | turnpike push - --scope ci/web --name trivy-web.json

        Exit codes, by the verdict on the plans, as `turnpike check` has them:
          0  pass, or only states and manifests were sent
          1  fail
          2  undecided
          3  bad input, or the server refused: nothing was kept of what is said so
        """;

    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Plans (terraform show -json), states, Kubernetes manifests, reports of scanners and bills of materials, folders of them or of Terraform code, or - for standard input. What a file is, is told by its content: plans and code become changes and are judged, the others tell what is there.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> _scope = new("--scope") { Description = "The repository and root, or the cluster, that it belongs to.", HelpName = "NAME", Required = true };
    private readonly Option<string?> _name = new("--name") { Description = "What to call standard input, or the one file; else as it is called here.", HelpName = "NAME" };
    private readonly Option<string?> _title = new("--title") { Description = "What the change is for; else the pull request's title, where the pipeline knows one.", HelpName = "TEXT" };
    private readonly Option<string?> _url = new("--url") { Description = "Of the pull request or run; else as the pipeline has it.", HelpName = "URL" };
    private readonly Option<string?> _commit = new("--commit") { Description = "Else as the pipeline has it.", HelpName = "SHA" };
    private readonly Option<string?> _branch = new("--branch") { Description = "Else as the pipeline has it.", HelpName = "NAME" };
    private readonly Option<string?> _author = new("--author") { Description = "Who wrote it, as Git has it: NAME <ADDRESS>; else as the pipeline has it. Whoever that is does not approve it.", HelpName = "AUTHOR" };
    private readonly Option<string?> _change = new("--change") { Description = "The change whose outcome a state or manifest shows.", HelpName = "CHANGE" };
    private readonly Option<string> _format = new Option<string>("--format", "-f") { Description = "The form of the report on a plan: text, json, sarif, junit, markdown, github, gitlab or azure.", HelpName = "FORMAT", DefaultValueFactory = static _ => "text" }.AcceptOnlyFromAmong([.. Gate.Reports.ReportFormatNames.All]);
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Write the report to a file, whole or not at all.", HelpName = "FILE" };
    private readonly Option<bool> _declared = new("--declared") { Description = "Take the code as what there is, for a root whose state nobody pushes; it is not judged as a change." };
    private readonly CodeOptions _code = new();
    private readonly Option<bool> _all = new("--all") { Description = "Print every finding as text; else the 50 that matter most." };
    private readonly Option<string> _maxInputBytes = Numbers.Option("--max-input-bytes", JsonLimits.Default.MaxBytes, "BYTES", "The largest file to read.", 1, Array.MaxLength);
    private readonly ServerCommand _server = new();

    public Command Make(Screen screen, Option<bool> noColour)
    {
        var command = new Command("push", "Send plans, code, states, manifests and reports of scanners to a server, and have plans and code judged on the whole estate.")
        {
            _paths, _scope, _name, _title, _url, _commit, _branch, _author, _change, _format, _output, _all, _declared, _maxInputBytes,
        };
        _code.AddTo(command);
        command.Validators.Add(RequirePath);
        return _server.Make(command, screen, noColour, (result, client, cancellation) => new PushRun(Read(result), client, screen).RunAsync(cancellation));
    }

    private void RequirePath(CommandResult result)
    {
        if (result.GetResult(_paths) is not { Tokens.Count: > 0 })
        {
            result.AddError("no file or folder to push was given");
        }
    }

    private PushChoice Read(ParseResult result)
    {
        var pipeline = Pipeline.Read();
        return new PushChoice(
            result.GetValue(_paths) ?? [],
            result.GetRequiredValue(_scope),
            result.GetValue(_name),
            pipeline with
            {
                Title = result.GetValue(_title) ?? pipeline.Title,
                Url = result.GetValue(_url) ?? pipeline.Url,
                Commit = result.GetValue(_commit) ?? pipeline.Commit,
                Branch = result.GetValue(_branch) ?? pipeline.Branch,
                Author = result.GetValue(_author) ?? pipeline.Author,
            },
            result.GetValue(_change),
            result.GetRequiredValue(_format),
            result.GetValue(_output),
            result.GetValue(_all),
            (int)Numbers.In(result, _maxInputBytes),
            result.GetValue(_declared),
            _code.Read(result));
    }
}

/// <summary>What the user asked <c>turnpike push</c> for.</summary>
internal sealed record PushChoice(
    IReadOnlyList<string> Paths,
    string Scope,
    string? Name,
    Pipeline Origin,
    string? Change,
    string Format,
    string? Output,
    bool IsAll,
    int MaxInputBytes,
    bool IsDeclared,
    CodeChoice Code);
