using System.CommandLine;
using Turnpike.Cli.Files;
using Turnpike.Text;

namespace Turnpike.Cli.Terraform;

/// <summary>Declares <c>turnpike terraform result</c>.</summary>
internal sealed class ResultCommand
{
    public const string Examples = """
        Examples:
          turnpike terraform result infra/prod -o result.json
          turnpike check result.json
          turnpike push result.json --scope prod/network

        Secrets that the code or its variables hold are in the file in clear, as they are in a plan.

        Exit codes: 0 done; 3 the code is at fault, and nothing was written.
        """;

    private readonly Argument<string> _folder = new("DIR") { Description = "The folder of a root module." };
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Write to a file, whole or not at all; else to standard output.", HelpName = "FILE" };
    private readonly CodeOptions _code = new();

    public Command Make(Screen screen)
    {
        var command = new Command("result", "Write what a root module leads to as one document, which check and push take without the code.") { _folder, _output };
        _code.AddTo(command);
        command.SetAction((result, cancellation) => Task.FromResult(Run(result, screen, cancellation)));
        return command;
    }

    private int Run(ParseResult result, Screen screen, CancellationToken cancellation)
    {
        var diagnostics = new DiagnosticBag();
        var folder = result.GetRequiredValue(_folder);
        CodeResultFile? made = null;
        if (!Directory.Exists(folder))
        {
            diagnostics.Add(CliDiagnostics.NoSuchFile(folder, InputFinder.Nearest(folder)));
        }
        else
        {
            var found = new CodeResults(_code.Read(result), diagnostics).Of([folder], "", cancellation);
            made = found.FirstOrDefault(static r => r.Scope.Length == 0);
            if (made is null && !diagnostics.HasErrors)
            {
                diagnostics.Add(CliDiagnostics.NoCode(folder, [.. found.Select(static r => r.Name)]));
            }
        }

        if (!diagnostics.HasErrors && made is not null)
        {
            if (result.GetValue(_output) is { } file)
            {
                AtomicFile.Write(file, made.Bytes, diagnostics);
            }
            else
            {
                screen.Output.Write(made.Bytes);
            }
        }

        Screen.WriteDiagnostics(diagnostics);
        return diagnostics.HasErrors ? ExitCode.BadInput : ExitCode.Pass;
    }
}
