using System.CommandLine;
using System.Text;
using Turnpike.Cli.Files;
using Turnpike.Rego.Formatting;
using Turnpike.Rego.Parsing;
using Turnpike.Rego.Syntax;
using Turnpike.Text;

namespace Turnpike.Cli.Rego;

/// <summary>Declares <c>turnpike rego fmt</c>.</summary>
internal sealed class FormatCommand
{
    public const string Examples = """
        Examples:
          turnpike rego fmt policy.rego       print it formatted
          turnpike rego fmt -w policy/        write what changes
          turnpike rego fmt -d policy/        show what would change
          turnpike rego fmt -l --fail policy/ list what is not formatted, and exit with 1

        Without a path, standard input is formatted.
        """;

    private readonly Argument<string[]> _paths = new("PATH") { Description = "Policies: files or folders.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> _write = new("--write", "-w") { Description = "Write the files that change." };
    private readonly Option<bool> _diff = new("--diff", "-d") { Description = "Show the difference instead of the text." };
    private readonly Option<bool> _list = new("--list", "-l") { Description = "List the files that change." };
    private readonly Option<bool> _fail = new("--fail") { Description = "Exit with 1 if a file is not formatted." };
    private readonly Option<bool> _v0 = new("--v0-compatible") { Description = "Read policies as Rego v0." };

    public Command Make(Screen screen)
    {
        var command = new Command("fmt", "Format policies.") { _paths, _write, _diff, _list, _fail, _v0 };
        command.SetAction(result => Run(result, screen));
        return command;
    }

    private int Run(ParseResult result, Screen screen)
    {
        var diagnostics = new DiagnosticBag();
        var options = new RegoParserOptions { Version = result.GetValue(_v0) ? RegoVersion.V0 : RegoVersion.V1 };
        var hasChanged = false;
        var paths = result.GetValue(_paths) is { Length: > 0 } given ? given : [FoundFile.StandardInput];
        foreach (var text in paths.SelectMany(path => TextFolder.ReadPath(path, TextFolder.IsPolicy, diagnostics)))
        {
            if (RegoParser.ParseModule(text, options, diagnostics) is { } module)
            {
                var before = text.GetString(new TextSpan(0, text.Length));
                var after = RegoFormatter.Format(module);
                hasChanged |= before != after;
                Show(result, text.Name, before, after, screen, diagnostics);
            }
        }

        Screen.WriteDiagnostics(diagnostics);
        return diagnostics.HasErrors ? ExitCode.BadInput : hasChanged && result.GetValue(_fail) ? ExitCode.Fail : ExitCode.Pass;
    }

    private void Show(ParseResult result, string name, string before, string after, Screen screen, DiagnosticBag diagnostics)
    {
        var (list, diff, write) = (result.GetValue(_list), result.GetValue(_diff), result.GetValue(_write));
        if (list && before != after)
        {
            screen.WriteLine(name);
        }

        if (diff && before != after)
        {
            screen.Write(LineDiff.Unified(name, before, after));
        }

        if (write && name != FoundFile.StandardInput && before != after)
        {
            AtomicFile.Write(name, Encoding.UTF8.GetBytes(after), diagnostics);
        }
        else if (!list && !diff && !write)
        {
            screen.Write(after);
        }
    }
}
