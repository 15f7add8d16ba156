using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Turnpike.Cli.Access;
using Turnpike.Cli.Assessing;
using Turnpike.Cli.Catalog;
using Turnpike.Cli.Changes;
using Turnpike.Cli.Check;
using Turnpike.Cli.Ci;
using Turnpike.Cli.Completion;
using Turnpike.Cli.Connections;
using Turnpike.Cli.Estate;
using Turnpike.Cli.Ledger;
using Turnpike.Cli.Operations;
using Turnpike.Cli.Policies;
using Turnpike.Cli.Rego;
using Turnpike.Cli.Rules;
using Turnpike.Cli.Scans;
using Turnpike.Cli.Serve;
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

    /// <param name="args">As they were given: what costs time to declare is declared where it is asked for.</param>
    public static RootCommand Make(Screen screen, string[] args)
    {
        var noColour = new Option<bool>("--no-color") { Description = "No colours (also: NO_COLOR=1).", Recursive = true };
        var root = new RootCommand("Turnpike judges infrastructure changes before they happen, sees the estate as it is, and keeps the books of both.")
        {
            new CheckCommand().Make(screen, noColour),
            new CiCommand().Make(screen, noColour),
            new RulesCommand().Make(screen, noColour),
            new ExplainCommand().Make(screen, noColour),
            PackCommand.Make(screen),
            TerraformCommand.Make(screen, noColour),
            RegoCommand.Make(screen),
            new ServeCommand().Make(screen, noColour, isAsked: Array.Exists(args, static a => a.Contains("serve", StringComparison.Ordinal))),
            new PushCommand().Make(screen, noColour),
            new ChangesCommand().Make(screen, noColour),
            new Changes.ShowCommand().Make(screen, noColour),
            new DecideCommand("approve", "approve").Make(screen, noColour),
            new DecideCommand("reject", "reject").Make(screen, noColour),
            new WaiveCommand().Make(screen, noColour),
            RemarkCommand.MakeComment(screen, noColour),
            RemarkCommand.MakeApplied(screen, noColour),
            RemarkCommand.MakeWithdraw(screen, noColour),
            new ExceptionsCommand().Make(screen, noColour),
            EstateCommand.Make(screen, noColour),
            CatalogCommand.Make(screen, noColour),
            ConnectCommand.MakeConnect(screen, noColour),
            ConnectCommand.MakeDisconnect(screen, noColour),
            ConnectionsCommand.Make(screen, noColour),
            SyncCommand.Make(screen, noColour),
            new AssessCommand().Make(screen, noColour),
            new VulnerabilitiesCommand().Make(screen, noColour),
            ScansCommand.MakeComponents(screen, noColour),
            ScansCommand.Make(screen, noColour),
            LedgerCommand.Make(screen, noColour),
            BackupCommand.MakeBackup(screen, noColour),
            BackupCommand.MakeRestore(screen, noColour),
            new DoctorCommand().Make(screen, noColour),
            new LoginCommand().Make(screen, noColour),
            LoginCommand.MakeLogout(screen, noColour),
            TokenCommand.Make(screen, noColour),
            UserCommand.Make(screen, noColour),
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
            var examples = group switch
            {
                "rego" => RegoCommand.ExamplesOf(name),
                "terraform" => TerraformCommand.ExamplesOf(name),
                "ledger" => LedgerCommand.ExamplesOf(name),
                _ => ExamplesOf(group),
            };
            screen.Write(text.ToString().TrimEnd() + "\n\n" + examples + "\n");
            return ExitCode.Pass;
        }

        private static string ExamplesOf(string command) => command switch
        {
            "check" => CheckCommand.Examples,
            "ci" => CiCommand.Examples,
            "rules" => RulesCommand.Examples,
            "explain" => ExplainCommand.Examples,
            "pack" => PackCommand.Examples,
            "serve" => ServeCommand.Examples,
            "push" => PushCommand.Examples,
            "changes" => ChangesCommand.Examples,
            "show" => Changes.ShowCommand.Examples,
            "approve" or "reject" => DecideCommand.Examples,
            "waive" => WaiveCommand.Examples,
            "comment" => RemarkCommand.CommentExamples,
            "applied" => RemarkCommand.AppliedExamples,
            "withdraw" => RemarkCommand.WithdrawExamples,
            "login" or "logout" => LoginCommand.Examples,
            "exceptions" => ExceptionsCommand.Examples,
            "estate" => EstateCommand.Examples,
            "catalog" => CatalogCommand.Examples,
            "connect" or "disconnect" => ConnectCommand.Examples,
            "connections" => ConnectionsCommand.Examples,
            "sync" => SyncCommand.Examples,
            "assess" => AssessCommand.Examples,
            "vulnerabilities" => VulnerabilitiesCommand.Examples,
            "components" => ScansCommand.ComponentExamples,
            "scans" => ScansCommand.Examples,
            "backup" or "restore" => BackupCommand.Examples,
            "doctor" => DoctorCommand.Examples,
            "token" => TokenCommand.Examples,
            "user" => UserCommand.Examples,
            "completion" => CompletionCommand.Examples,
            _ => Examples,
        };
    }
}
