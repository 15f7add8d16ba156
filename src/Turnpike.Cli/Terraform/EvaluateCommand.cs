using System.CommandLine;
using System.Text;
using Turnpike.Gate.Reports;
using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Parsing;
using Turnpike.Hcl.Terraform.Expansion;
using Turnpike.Text;

namespace Turnpike.Cli.Terraform;

/// <summary>Declares <c>turnpike terraform eval</c>: one expression, or a console that reads them line by line.</summary>
internal sealed class EvaluateCommand
{
    public const string Examples = """
        Examples:
          turnpike terraform eval infra/prod 'module.vpc.private_subnets'
          turnpike terraform eval infra/prod 'cidrsubnet(var.cidr, 8, 2)' --var cidr=10.1.0.0/16
          turnpike terraform eval infra/prod --module 'module.vpc' 'local.zones'
          turnpike terraform eval infra/prod            a console: an expression a line, exit or Ctrl-D ends it

        Exit codes: 0 done; 1 the expression is at fault; 3 the folder holds no root module.
        """;

    private readonly Argument<string> _folder = new("DIR") { Description = "The folder of a root module." };
    private readonly Argument<string?> _expression = new("EXPRESSION") { Description = "What to evaluate; without it, a console.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> _module = new("--module", "-m") { Description = "Evaluate inside this module, by its address.", HelpName = "ADDRESS", DefaultValueFactory = static _ => "" };
    private readonly CodeOptions _code = new();

    public Command Make(Screen screen)
    {
        var command = new Command("eval", "Evaluate an expression in a root module, as terraform console does, without state.") { _folder, _expression, _module };
        _code.AddTo(command);
        command.SetAction(result => Run(result, screen));
        return command;
    }

    private int Run(ParseResult result, Screen screen)
    {
        var diagnostics = new DiagnosticBag();
        var root = RootFolder.Expand(result.GetRequiredValue(_folder), _code.Read(result), diagnostics);
        Screen.WriteDiagnostics(diagnostics);
        var module = result.GetValue(_module) ?? "";
        if (root is not null && module.Length > 0 && !root.Modules.Any(m => m.Address.Text == module))
        {
            Screen.WriteDiagnostics([CliDiagnostics.NoSuchModule(module, Spelling.Nearest(module, root.Modules.Select(static m => m.Address.Text)))]);
            return ExitCode.BadInput;
        }

        return root is null ? ExitCode.BadInput
            : result.GetValue(_expression) is { } expression ? Evaluate(root, expression, module, screen)
            : Converse(root, module, screen);
    }

    // A prompt only where a person sits; what is piped in gets answers alone.
    private static int Converse(ExpandedRoot root, string module, Screen screen)
    {
        var isPerson = !Console.IsInputRedirected;
        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
        var outcome = ExitCode.Pass;
        while (true)
        {
            if (isPerson)
            {
                screen.Write("> ");
            }

            if (input.ReadLine() is not { } line || line.Trim() == "exit")
            {
                return isPerson ? ExitCode.Pass : outcome;
            }

            if (line.AsSpan().Trim() is { IsEmpty: false } and not ['#', ..])
            {
                outcome = Math.Max(outcome, Evaluate(root, line, module, screen));
            }
        }
    }

    private static int Evaluate(ExpandedRoot root, string text, string module, Screen screen)
    {
        var diagnostics = new DiagnosticBag();
        var expression = HclParser.ParseExpression(SourceText.From("<expression>", text), diagnostics);
        if (!diagnostics.HasErrors)
        {
            var value = root.Evaluate(expression, diagnostics, module);
            if (!diagnostics.HasErrors)
            {
                screen.Write(Printable.Lines(ConsoleText.Of(value)) + "\n");
            }
        }

        Screen.WriteDiagnostics(diagnostics);
        return diagnostics.HasErrors ? ExitCode.Fail : ExitCode.Pass;
    }
}
