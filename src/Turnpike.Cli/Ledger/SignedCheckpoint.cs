using Turnpike.Cli.Client;
using Turnpike.Ledger.Checkpoints;

namespace Turnpike.Cli.Ledger;

/// <param name="Note">As it was signed.</param>
/// <param name="Key">That checks the signature.</param>
internal sealed record SignedCheckpoint(Checkpoint Checkpoint, string Note, NoteKey Key)
{
    /// <param name="from">Where it comes from, for the fault.</param>
    /// <exception cref="RefusedException">The key has not signed it.</exception>
    public static SignedCheckpoint Open(string note, NoteKey key, string from) =>
        Checkpoint.Open(note, key, out var fault) is { } checkpoint
            ? new SignedCheckpoint(checkpoint, note, key)
            : throw new RefusedException(LedgerFileDiagnostics.BadCheckpoint(from, fault!));
}
