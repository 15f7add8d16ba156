using System.CommandLine;

namespace Turnpike.Cli.Rego;

/// <summary>Declares <c>turnpike rego</c>: the tools that writers of Rego expect.</summary>
internal static class RegoCommand
{
    public const string Examples = """
        Begin here:
          turnpike rego eval -d policy/ -i input.json data.authz.allow
          turnpike rego test policy/ -v
          turnpike rego check policy/ --strict
          turnpike rego fmt -l policy/

        `turnpike rego COMMAND --help` has more examples.
        """;

    public static Command Make(Screen screen) => new("rego", "Evaluate, test, check and format Rego policies.")
    {
        new EvalCommand().Make(screen),
        new TestCommand().Make(screen),
        new CheckPoliciesCommand().Make(screen),
        new FormatCommand().Make(screen),
        new DependenciesCommand().Make(screen),
        new BenchCommand().Make(screen),
        new InspectCommand().Make(screen),
    };

    /// <summary>The examples of a command of ours.</summary>
    public static string ExamplesOf(string name) => name switch
    {
        "eval" => EvalCommand.Examples,
        "test" => TestCommand.Examples,
        "check" => CheckPoliciesCommand.Examples,
        "fmt" => FormatCommand.Examples,
        "deps" => DependenciesCommand.Examples,
        "bench" => BenchCommand.Examples,
        "inspect" => InspectCommand.Examples,
        _ => Examples,
    };
}
