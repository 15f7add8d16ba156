using System.Globalization;
using Turnpike.Cli.Client;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Cli.Ledger;

/// <summary>Whether a ledger still is what a saved checkpoint said it was: by a proof that is checked here.</summary>
internal static class Continuation
{
    /// <summary>The newest checkpoint, signed with the key of the saved one.</summary>
    /// <exception cref="RefusedException">Another ledger, or another key.</exception>
    public static async Task<SignedCheckpoint> NewestAsync(ILedgerView ledger, SignedCheckpoint saved, CancellationToken cancellation)
    {
        var newest = SignedCheckpoint.Open((await ledger.CheckpointAsync(cancellation)).Note, saved.Key, ledger.Name);
        return newest.Checkpoint.Origin == saved.Checkpoint.Origin
            ? newest
            : throw new RefusedException(LedgerFileDiagnostics.OtherLedger(saved.Checkpoint.Origin, newest.Checkpoint.Origin));
    }

    /// <summary>What is wrong; null where the newest checkpoint continues the saved one.</summary>
    public static async Task<string?> FaultAsync(ILedgerView ledger, SignedCheckpoint saved, CancellationToken cancellation)
    {
        var (then, now) = (saved.Checkpoint, (await NewestAsync(ledger, saved, cancellation)).Checkpoint);
        if (now.Size < then.Size)
        {
            return string.Create(CultureInfo.InvariantCulture, $"the ledger has {now.Size} entries; when the checkpoint was signed it had {then.Size}");
        }

        // Every ledger continues the one without entries.
        var holds = then.Size == 0
            || MerkleProof.HoldsConsistency((ulong)then.Size, (ulong)now.Size, then.Root, now.Root, [.. await ledger.ConsistencyAsync(then.Size, now.Size, cancellation)]);
        return holds ? null : string.Create(CultureInfo.InvariantCulture, $"the ledger of {now.Size} entries does not continue the one of {then.Size} that was signed: it was rewritten");
    }
}
