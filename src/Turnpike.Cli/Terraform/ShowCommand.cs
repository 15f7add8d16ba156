using System.CommandLine;
using Turnpike.Text;

namespace Turnpike.Cli.Terraform;

/// <summary>Declares <c>turnpike terraform show</c>.</summary>
internal sealed class ShowCommand
{
    public const string Examples = """
        Examples:
          turnpike terraform show infra/prod
          turnpike terraform show infra/prod --var-file prod.tfvars 'module.vpc.*'
          turnpike terraform show infra/prod --format json | jq '.resources[].address'

        Exit codes: 0 done; 3 the code is at fault (what could be expanded is shown all the same).
        """;

    private readonly Argument<string> _folder = new("DIR") { Description = "The folder of a root module." };
    private readonly Argument<string[]> _addresses = new("ADDRESS") { Description = "Only these resources; * stands for any characters, an address without keys for all its instances.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _format = new Option<string>("--format", "-f") { Description = "text or json.", HelpName = "FORMAT", DefaultValueFactory = static _ => "text" }.AcceptOnlyFromAmong("text", "json");
    private readonly CodeOptions _code = new();

    public Command Make(Screen screen, Option<bool> noColour)
    {
        var command = new Command("show", "Print the resources that a root module would create: values, and what is not known and why.") { _folder, _addresses, _format };
        _code.AddTo(command);
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
        var root = RootFolder.Expand(result.GetRequiredValue(_folder), _code.Read(result), diagnostics);
        Screen.WriteDiagnostics(diagnostics);
        if (root is not null)
        {
            var wanted = new AddressFilter(result.GetValue(_addresses) ?? []);
            if (result.GetValue(_format) == "json")
            {
                ShowJson.Write(root, wanted, diagnostics, screen.Output);
            }
            else
            {
                screen.Write(new ShowText(screen.HasColour).Write(root, wanted));
            }
        }

        return diagnostics.HasErrors ? ExitCode.BadInput : ExitCode.Pass;
    }
}
