using System.CommandLine;
using Turnpike.Cli.Client;
using Turnpike.Server.Operations.Diagnosis;

namespace Turnpike.Cli.Operations;

/// <summary>Declares <c>turnpike doctor</c>.</summary>
internal sealed class DoctorCommand
{
    public const string Examples = """
        Examples:
          turnpike doctor --data /var/lib/turnpike
          turnpike doctor --config turnpike.yaml --format json

        Exit codes:
          0  all is well, or there are only warnings
          1  something is broken; each line says what to do
          3  the settings are at fault
        """;

    private readonly NodeChoice _node = new();
    private readonly Option<string> _format = Printed.TextOrJson();

    public Command Make(Screen screen, Option<bool> noColour)
    {
        var command = new Command("doctor", "Look at an installation, and say what is wrong and what to do. Changes nothing.") { _format };
        _node.AddTo(command);
        command.SetAction((result, _) => ServerCommand.RunAsync(result, screen, noColour, async cancellation =>
        {
            if (_node.Read(result) is not { } settings)
            {
                return ExitCode.BadInput;
            }

            var checks = await Doctor.RunAsync(settings, TimeProvider.System, cancellation);
            screen.Write(result.GetValue(_format) == "json" ? Printed.Json(checks) : string.Concat(checks.Select(Line)));
            return checks.Any(static c => c.Outcome == CheckOutcome.Fail) ? ExitCode.Fail : ExitCode.Pass;
        }));
        return command;
    }

    private static string Line(Turnpike.Server.Operations.Diagnosis.Check check) =>
        $"{Printed.Word(check.Outcome),-4}  {check.Name,-14}  {check.Found}\n{(check.Advice is null ? "" : $"{"",-22}{check.Advice}\n")}";
}
