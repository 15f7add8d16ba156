using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Turnpike.Cli.Check;
using Turnpike.Cli.Completion;
using Turnpike.Cli.Policies;
using Turnpike.Cli.Rego;
using Turnpike.Cli.Rules;
using Turnpike.Cli.Terraform;

namespace Turnpike.Cli;

/// <summary>The whole command line: its verbs and what is printed about them.</summary>
internal static class TurnpikeCommand
{
    private const string Examples = """
        Begin here:
          terraform show -json tfplan > plan.json
          turnpike check plan.json
          turnpike explain RULE-ID

        `turnpike check --help` has more examples and the exit codes.
        """;

    public static RootCommand Make(Screen screen)
    {
        var noColour = new Option<bool>("--no-color") { Description = "No colours (also: NO_COLOR=1).", Recursive = true };
        var root = new RootCommand("Turnpike judges infrastructure changes before they happen: Terraform plans and states, Kubernetes manifests.")
        {
            new CheckCommand().Make(screen, noColour),
            new RulesCommand().Make(screen, noColour),
            new ExplainCommand().Make(screen, noColour),
            PackCommand.Make(screen),
            TerraformCommand.Make(screen, noColour),
            RegoCommand.Make(screen),
            CompletionCommand.Make(screen),
        };
        root.Options.Clear();
        root.Add(noColour);
        root.Add(new HelpOption("--help", "-h") { Action = new TeachingHelp(screen), Recursive = true, Description = "Show this help." });
        root.Add(new VersionOption("--version") { Action = new ShowVersion(screen), Description = "Show the version." });
        return root;
    }

    private sealed class ShowVersion(Screen screen) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            screen.Write($"turnpike {Product.Version}\n");
            return ExitCode.Pass;
        }
    }

    /// <summary>The usual help, then examples of what people really do.</summary>
    private sealed class TeachingHelp(Screen screen) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            using var text = new StringWriter();
            parseResult.InvocationConfiguration.Output = text;
            new HelpAction { MaxWidth = screen.Width }.Invoke(parseResult);
            var name = parseResult.CommandResult.Command.Name;
            var group = parseResult.CommandResult.Parent is System.CommandLine.Parsing.CommandResult { Command: not RootCommand } parent ? parent.Command.Name : name;
            var examples = group == "rego" ? RegoCommand.ExamplesOf(name) : group == "terraform" ? TerraformCommand.ExamplesOf(name) : name switch
            {
                "check" => CheckCommand.Examples,
                "rules" => RulesCommand.Examples,
                "explain" => ExplainCommand.Examples,
                "pack" or "test" => PackCommand.Examples,
                "completion" => CompletionCommand.Examples,
                _ => Examples,
            };
            screen.Write(text.ToString().TrimEnd() + "\n\n" + examples + "\n");
            return ExitCode.Pass;
        }
    }
}
