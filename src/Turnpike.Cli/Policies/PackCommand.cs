using System.CommandLine;
using System.Globalization;
using Turnpike.Cli.Files;
using Turnpike.Gate.Testing;
using Turnpike.Text;

namespace Turnpike.Cli.Policies;

/// <summary>Declares <c>turnpike pack test</c>: runs the tests that lie beside a pack's rules.</summary>
internal static class PackCommand
{
    public const string Examples = """
        Examples:
          turnpike pack test                 the packs that come with Turnpike
          turnpike pack test policy/ours     a pack of your own
        """;

    public static Command Make(Screen screen)
    {
        var folders = new Argument<string[]>("DIR") { Description = "Folders of packs; without any, the packs that come with Turnpike.", Arity = ArgumentArity.ZeroOrMore };
        var test = new Command("test", "Run the test_ rules of a pack's _test.rego files.") { folders };
        test.SetAction(result => Test(result.GetValue(folders) is { Length: > 0 } given ? given : PackFolder.Names(), screen));
        return new Command("pack", "Work on packs of rules.") { test };
    }

    private static int Test(IReadOnlyList<string> names, Screen screen)
    {
        var diagnostics = new DiagnosticBag();
        var tests = new List<PackTest>();
        foreach (var name in names)
        {
            if (PackFolder.Read(name, TextFolder.IsPolicyOrData, diagnostics) is { } pack)
            {
                var report = PackTests.Run(pack);
                diagnostics.AddRange(report.Diagnostics);
                tests.AddRange(report.Tests);
            }
        }

        foreach (var test in tests.Where(static t => !t.Passed))
        {
            screen.WriteLine($"FAIL  {test.Source.Name}:{test.Source.PositionAt(test.Span.Start)}  {test.Name}: {test.Fault}");
            foreach (var line in test.Output)
            {
                screen.WriteLine("      " + line);
            }
        }

        Screen.WriteDiagnostics(diagnostics);
        var failed = tests.Count(static t => !t.Passed);
        screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tests.Count - failed} passed, {failed} failed"));
        return diagnostics.HasErrors || tests.Count == 0 ? ExitCode.BadInput : failed > 0 ? ExitCode.Fail : ExitCode.Pass;
    }
}
