using System.CommandLine;

namespace Turnpike.Cli.Terraform;

/// <summary>Declares <c>turnpike terraform</c>: looking into Terraform code without running Terraform.</summary>
internal static class TerraformCommand
{
    public const string Examples = """
        Begin here:
          turnpike terraform show infra/prod
          turnpike terraform eval infra/prod 'module.vpc.private_subnets'
          turnpike terraform graph infra/prod | dot -Tsvg > graph.svg

        `turnpike terraform COMMAND --help` has more examples.
        """;

    public static Command Make(Screen screen, Option<bool> noColour) => new("terraform", "Look into Terraform code: what it would create, what an expression gives, what depends on what.")
    {
        new ShowCommand().Make(screen, noColour),
        new ResultCommand().Make(screen),
        new EvaluateCommand().Make(screen),
        new GraphCommand().Make(screen),
        new SchemaCommand().Make(screen),
    };

    /// <summary>The examples of a command of ours.</summary>
    public static string ExamplesOf(string name) => name switch
    {
        "show" => ShowCommand.Examples,
        "result" => ResultCommand.Examples,
        "eval" => EvaluateCommand.Examples,
        "graph" => GraphCommand.Examples,
        "schema" => SchemaCommand.Examples,
        _ => Examples,
    };
}
