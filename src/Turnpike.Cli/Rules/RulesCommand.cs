using System.CommandLine;
using Turnpike.Cli.Policies;
using Turnpike.Gate.Reports;
using Turnpike.Gate.Rules;
using Turnpike.Text;

namespace Turnpike.Cli.Rules;

/// <summary>Declares <c>turnpike rules</c>: lists and filters.</summary>
internal sealed class RulesCommand
{
    public const string Examples = """
        Examples:
          turnpike rules
          turnpike rules encryption --severity high
          turnpike rules --type aws_s3_bucket
          turnpike rules --control cis-aws-3.0 --format markdown
        """;

    private readonly Argument<string?> _text = new("TEXT") { Description = "Only rules whose id, title or description holds this.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _severity = new Option<string?>("--severity") { Description = "Only rules of this severity or worse: low, medium, high or critical.", HelpName = "SEVERITY" }.AcceptOnlyFromAmong("low", "medium", "high", "critical");
    private readonly Option<string?> _type = new("--type") { Description = "Only rules that judge this resource type.", HelpName = "TYPE" };
    private readonly Option<string?> _control = new("--control") { Description = "Only rules for a control or framework, such as cis-aws-3.0 or AC-3.", HelpName = "CONTROL" };
    private readonly Option<string> _format = new Option<string>("--format", "-f") { Description = "The form of the list: text, json or markdown.", HelpName = "FORMAT", DefaultValueFactory = static _ => "text" }.AcceptOnlyFromAmong("text", "json", "markdown");
    private readonly PolicyOptions _policies = new();

    public Command Make(Screen screen, Option<bool> noColour)
    {
        var command = new Command("rules", "List the rules in force.") { _text, _severity, _type, _control, _format };
        _policies.AddTo(command);
        command.SetAction(result =>
        {
            if (result.GetValue(noColour))
            {
                screen.TurnColourOff();
            }

            return Run(result, screen);
        });
        return command;
    }

    private int Run(ParseResult result, Screen screen)
    {
        var diagnostics = new DiagnosticBag();
        var rules = RuleLoader.Load(_policies.Read(result), diagnostics);
        diagnostics.AddRange(rules.Diagnostics);
        Screen.WriteDiagnostics(diagnostics);
        var filter = new RuleFilter
        {
            Text = result.GetValue(_text),
            AtLeast = SeverityNames.Parse(result.GetValue(_severity)) ?? Severity.Low,
            ResourceType = result.GetValue(_type),
            Control = result.GetValue(_control),
        };
        var selected = rules.Rules.Where(filter.Matches).ToList();
        var options = new ReportOptions { Colour = screen.HasColour, Width = screen.Width, ToolVersion = Product.Version };
        screen.Write(result.GetValue(_format) switch
        {
            "json" => RuleList.Json(selected),
            "markdown" => RuleList.Markdown(selected),
            _ => RuleList.Text(selected, rules.Rules.Count, options),
        });
        return diagnostics.HasErrors ? ExitCode.BadInput : ExitCode.Pass;
    }
}
