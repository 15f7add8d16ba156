using System.CommandLine;
using Turnpike.Cli.Policies;
using Turnpike.Gate.Reports;
using Turnpike.Gate.Rules;
using Turnpike.Text;

namespace Turnpike.Cli.Rules;

/// <summary>Declares <c>turnpike explain</c>: all about one rule.</summary>
internal sealed class ExplainCommand
{
    public const string Examples = """
        Examples:
          turnpike explain aws-s3-public-acl
          turnpike explain my-rule --policy policy/
        """;

    private readonly Argument<string> _rule = new("RULE") { HelpName = "RULE", Description = "The id of a rule, as findings and `turnpike rules` give it." };
    private readonly PolicyOptions _policies = new();

    public Command Make(Screen screen, Option<bool> noColour)
    {
        var command = new Command("explain", "Say why a rule exists, how to meet it, and show how it is written.") { _rule };
        _policies.AddTo(command);
        _rule.CompletionSources.Add(static _ => RuleLoader.Load(new PolicyChoice(PackFolder.Names(), [], [], IsV0: false), new DiagnosticBag()).Rules.Select(static r => r.Id.Value));
        command.SetAction(result =>
        {
            if (result.GetValue(noColour))
            {
                screen.TurnColourOff();
            }

            return Run(result.GetRequiredValue(_rule), _policies.Read(result), screen);
        });
        return command;
    }

    private static int Run(string id, PolicyChoice policies, Screen screen)
    {
        var diagnostics = new DiagnosticBag();
        var rules = RuleLoader.Load(policies, diagnostics);
        if (rules.Find(new RuleId(id)) is not { } rule)
        {
            diagnostics.Add(CliDiagnostics.NoSuchRule(id, Spelling.Nearest(id, rules.Rules.Select(static r => r.Id.Value))));
            diagnostics.AddRange(rules.Diagnostics);
            Screen.WriteDiagnostics(diagnostics);
            return ExitCode.BadInput;
        }

        Screen.WriteDiagnostics(diagnostics);
        screen.Write(RuleSheet.Text(rule, new ReportOptions { Colour = screen.HasColour, Width = screen.Width }));
        return diagnostics.HasErrors ? ExitCode.BadInput : ExitCode.Pass;
    }
}
