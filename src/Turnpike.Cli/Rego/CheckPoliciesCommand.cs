using System.CommandLine;
using System.Globalization;
using Turnpike.Gate.Testing;
using Turnpike.Rego;
using Turnpike.Text;

namespace Turnpike.Cli.Rego;

/// <summary>Declares <c>turnpike rego check</c>: parses and compiles, and reports every fault.</summary>
internal sealed class CheckPoliciesCommand
{
    public const string Examples = """
        Examples:
          turnpike rego check policy/
          turnpike rego check --strict policy/ lib.rego
          turnpike rego check -b bundle.tar.gz

        Exit codes: 0 no errors; 1 errors, each with its place; 3 a file cannot be read.
        """;

    private readonly Argument<string[]> _files = new("PATH") { Description = "Policies: files, folders or bundles.", Arity = ArgumentArity.ZeroOrMore };
    private readonly PolicyPaths _paths = new();
    private readonly Option<bool> _strict = new("--strict", "-S") { Description = "Unused imports and variables, shadowed names and deprecated builtins are errors too." };

    private readonly SchemaOption _schema = new();

    public Command Make(Screen screen)
    {
        var command = new Command("check", "Report all errors of policies, with their places.") { _files };
        _paths.AddTo(command, withPaths: false);
        command.Add(_strict);
        _schema.AddTo(command);
        command.SetAction(result => Run(result, screen));
        return command;
    }

    private int Run(ParseResult result, Screen screen)
    {
        var diagnostics = new DiagnosticBag();
        var set = _paths.Load(result, diagnostics, result.GetValue(_files));
        var options = RegoCompilerOptions.Default with { IsStrict = result.GetValue(_strict), Builtins = PackTests.Builtins, Schemas = _schema.Read(result, diagnostics) };
        if (!diagnostics.HasErrors)
        {
            set.Compile(options, diagnostics);
        }

        Screen.WriteDiagnostics(diagnostics);
        if (diagnostics.Any(static d => d.IsError && d.Code.StartsWith("CLI", StringComparison.Ordinal)))
        {
            return ExitCode.BadInput;
        }

        screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{set.Modules.Count} policies, {diagnostics.Count(static d => d.IsError)} errors"));
        return diagnostics.HasErrors ? ExitCode.Fail : ExitCode.Pass;
    }
}
