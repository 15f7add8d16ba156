using System.CommandLine;

namespace Turnpike.Cli.Ledger;

/// <summary>Declares <c>turnpike ledger</c>: reading the book, and proving that nobody rewrote it.</summary>
internal static class LedgerCommand
{
    public const string Examples = """
        Begin here:
          turnpike ledger entries --limit 20
          turnpike ledger checkpoint --output monday.note        (keep it where the server cannot reach it)
          turnpike ledger verify --checkpoint monday.note
          turnpike ledger proof 42 --checkpoint monday.note --output entry-42.tlog-proof

        `turnpike ledger COMMAND --help` has more examples.
        """;

    public static Command Make(Screen screen, Option<bool> noColour) => new("ledger", "Read the ledger, and prove that nobody rewrote it.")
    {
        new EntriesCommand().Make(screen, noColour),
        new VerifyCommand().Make(screen, noColour),
        new CheckpointCommand().Make(screen, noColour),
        new ProofCommand().Make(screen, noColour),
    };

    /// <summary>The examples of a command of ours.</summary>
    public static string ExamplesOf(string name) => name switch
    {
        "entries" => EntriesCommand.Examples,
        "verify" => VerifyCommand.Examples,
        "checkpoint" => CheckpointCommand.Examples,
        "proof" => ProofCommand.Examples,
        _ => Examples,
    };
}
