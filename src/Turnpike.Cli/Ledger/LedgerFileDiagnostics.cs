using System.Globalization;
using Turnpike.Text;

namespace Turnpike.Cli.Ledger;

/// <summary>Faults of ledgers, and of checkpoints and proofs that lie in files.</summary>
internal static class LedgerFileDiagnostics
{
    public static Diagnostic NoLedger(string place) => Error("LED001", $"there is no ledger in {place}", "Name the data folder of a node with --data, or its database with --postgres.");

    public static Diagnostic CannotOpen(string place, string reason) => Error("LED002", $"the ledger in {place} cannot be opened: {reason}", "Is the node of a newer version, or the database not reachable?");

    public static Diagnostic BadCheckpoint(string path, string reason) => Error("LED003", $"{path} is not a checkpoint to rely on: {reason}", "`turnpike ledger checkpoint --output FILE` saves one, and its key in FILE.key.");

    public static Diagnostic BadKey(string path, string reason) => Error("LED004", $"{path} does not hold a public key: {reason}", "It is the line that `turnpike ledger checkpoint` writes into FILE.key.");

    public static Diagnostic BadProof(string path, string reason) => Error("LED005", $"{path} is not a proof: {reason}", "`turnpike ledger proof POSITION --output FILE` writes one.");

    public static Diagnostic NotThere(long position, long size) => Error(
        "LED006", string.Create(CultureInfo.InvariantCulture, $"there is no entry {position}"), string.Create(CultureInfo.InvariantCulture, $"The ledger has {size} entries; the first is 0."));

    public static Diagnostic OtherLedger(string saved, string found) => Error("LED007", $"the checkpoint is one of {saved}, this ledger is {found}", "Compare a ledger with a checkpoint of its own.");

    public static Diagnostic NoSigningKey(string place) => Error("LED008", $"the ledger in {place} has no key to sign a checkpoint with", "A node makes one when it first starts.");

    public static Diagnostic Interrupted(string place) => Error("LED009", $"{place} did not finish verifying its ledger", "Its log says why; ask again.");

    private static Diagnostic Error(string code, string message, string help) => new(code, DiagnosticSeverity.Error, message, null, default, help);
}
