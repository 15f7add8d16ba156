using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using Turnpike.Cli.Client;
using Turnpike.Cli.Policies;
using Turnpike.Cli.Terraform;
using Turnpike.Formats.Plain;
using Turnpike.Gate;
using Turnpike.Gate.Reports;
using Turnpike.Gate.Rules;
using Turnpike.Values.Json;

namespace Turnpike.Cli.Check;

/// <summary>Declares <c>turnpike check</c>.</summary>
internal sealed class CheckCommand
{
    public const string Examples = """
        Examples:
          terraform show -json tfplan | turnpike check -
          turnpike check infra/ --var-file prod.tfvars
          turnpike check plan.json --code infra/
          turnpike check plan.json manifests/ --fail-on high
          turnpike check plan.json --policy policy/ --waivers waivers.yaml
          turnpike check plan.json --changed-only --format markdown --output comment.md
          turnpike check plan.json --format sarif --output turnpike.sarif

        Exit codes:
          0  pass        nothing at or above --fail-on
          1  fail        at least one finding at or above --fail-on
          2  undecided   no such finding, but some answers depend on values not known before apply
          3  bad input   a file, a policy or this command line is at fault: no verdict to rely on
          4  fault       a bug in Turnpike; TURNPIKE_DEBUG=1 shows more
        """;

    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(1);

    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Terraform code (folders of root modules, or trees of them), plans and states (terraform show -json), Kubernetes manifests, folders of them, or - for standard input. What a file is, is told by its content.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly PolicyOptions _policies = new();
    private readonly CodeOptions _codeOptions = new();
    private readonly Option<string[]> _code = new("--code") { Description = "The Terraform code that a plan was made of: findings then point into it.", HelpName = "DIR" };

    private readonly Option<string> _failOn = Choice("--fail-on", "medium", "SEVERITY", "The least severity that fails the check: low, medium, high or critical.", "low", "medium", "high", "critical");
    private readonly Option<string> _format = Choice("--format", "text", "FORMAT", "The form of the report: text, json, sarif, junit, markdown, github, gitlab or azure.", [.. ReportFormatNames.All], "-f");
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Write the report to a file, whole or not at all.", HelpName = "FILE" };
    private readonly Option<string[]> _data = new("--data") { Description = "JSON or YAML for your policies to read below `data`; may be repeated.", HelpName = "FILE" };
    private readonly Option<string?> _parameters = new("--params") { Description = "Values for rules' parameters, by rule id (JSON or YAML).", HelpName = "FILE" };
    private readonly Option<string[]> _waivers = new("--waivers") { Description = "What you have decided to live with: rule, resource, reason, owner, expires.", HelpName = "FILE" };
    private readonly Option<bool> _changedOnly = new("--changed-only") { Description = "Count only what this change introduces or worsens." };
    private readonly Option<string> _scope = new("--scope") { Description = "The repository and root that the inputs belong to; part of each finding's identity.", HelpName = "NAME", DefaultValueFactory = static _ => "" };
    private readonly Option<string> _unknown = Choice("--unknown", "mark", "MODE", "Values not known before apply, for your own policies: mark (then a policy may be undecided) or absent (as other tools have it).", "mark", "absent");
    private readonly Option<bool> _combine = new("--combine") { Description = "Give your own policies all documents at once: a list of path and contents." };
    private readonly Option<string?> _parser = new Option<string?>("--parser") { Description = "Read every input as a plain document for your own policies: json, yaml or dockerfile. Without it, a named file of no known format is read by what its name says.", HelpName = "FORMAT" }.AcceptOnlyFromAmong([.. PlainParserNames.All]);
    private readonly Option<string> _maxInputBytes = Numbers.Option("--max-input-bytes", JsonLimits.Default.MaxBytes, "BYTES", "The largest file to read.", 1, Array.MaxLength);
    private readonly Option<string> _timeout = Numbers.Option("--timeout", 300, "SECONDS", "Give up after so long; 0 never does.", 0, 86_400);
    private readonly Option<bool> _all = new("--all") { Description = "Print every finding as text; else the 50 that matter most." };

    public Command Make(Screen screen, Option<bool> noColour)
    {
        var command = new Command("check", "Judge Terraform code, plans and states, and Kubernetes manifests, by the rules in force.") { _paths };
        foreach (var option in new Option[] { _failOn, _format, _output })
        {
            command.Add(option);
        }

        _policies.AddTo(command);
        command.Add(_code);
        _codeOptions.AddTo(command);
        foreach (var option in new Option[] { _parameters, _data, _waivers, _changedOnly, _scope, _unknown, _combine, _parser, _all, _timeout, _maxInputBytes })
        {
            command.Add(option);
        }

        command.Validators.Add(RequirePath);
        command.SetAction(result =>
        {
            if (result.GetValue(noColour))
            {
                screen.TurnColourOff();
            }

            return Run(Read(result), screen);
        });
        return command;
    }

    private void RequirePath(CommandResult result)
    {
        if (result.GetResult(_paths) is not { Tokens.Count: > 0 })
        {
            result.AddError("no file or folder to check was given");
        }
    }

    private CheckChoice Read(ParseResult result) => new()
    {
        Paths = result.GetValue(_paths) ?? [],
        Policies = _policies.Read(result),
        Code = _codeOptions.Read(result),
        PlanCode = result.GetValue(_code) ?? [],
        Format = ReportFormatNames.Parse(result.GetValue(_format)) ?? ReportFormat.Text,
        Output = result.GetValue(_output),
        FailOn = SeverityNames.Parse(result.GetValue(_failOn)) ?? Severity.Medium,
        DataFiles = result.GetValue(_data) ?? [],
        ParameterFile = result.GetValue(_parameters),
        WaiverFiles = result.GetValue(_waivers) ?? [],
        ChangedOnly = result.GetValue(_changedOnly),
        Scope = result.GetValue(_scope) ?? "",
        Unknowns = result.GetValue(_unknown) == "absent" ? UnknownMode.Absent : UnknownMode.Marked,
        IsCombined = result.GetValue(_combine),
        Parser = PlainParserNames.Parse(result.GetValue(_parser)),
        MaxInputBytes = (int)Numbers.In(result, _maxInputBytes),
        Timeout = (int)Numbers.In(result, _timeout),
        IsAll = result.GetValue(_all),
    };

    // An interrupt asks the check to stop; reading a pipe does not listen, so the process ends soon after in any case.
    private static int Run(CheckChoice choice, Screen screen)
    {
        using var interrupted = new CancellationTokenSource();
        using var grace = new Timer(static _ => Environment.Exit(ExitCode.Interrupted));
        using var registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = !interrupted.IsCancellationRequested;
            grace.Change(s_grace, Timeout.InfiniteTimeSpan);
            interrupted.Cancel();
        });
        try
        {
            return new CheckRun(choice, screen).Execute(interrupted.Token);
        }
        catch (OperationCanceledException)
        {
            Screen.WriteError("interrupted: nothing was judged");
            return ExitCode.Interrupted;
        }
    }

    private static Option<string> Choice(string name, string initial, string helpName, string description, params string[] choices) =>
        Choice(name, initial, helpName, description, choices, []);

    private static Option<string> Choice(string name, string initial, string helpName, string description, string[] choices, params string[] aliases)
    {
        var option = new Option<string>(name, aliases) { Description = description, HelpName = helpName, DefaultValueFactory = _ => initial };
        return option.AcceptOnlyFromAmong(choices);
    }
}
