using Turnpike.Ledger;
using Turnpike.Ledger.Checkpoints;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Server.Storage;

namespace Turnpike.Server.Operations;

/// <summary>
/// Writes a signed checkpoint into the ledger when there is something new: whoever follows it, a webhook for one, keeps
/// proof elsewhere of what the ledger was.
/// </summary>
public sealed class SignCheckpoint(ProjectionFollower follower, EventLedger ledger, NodeSecrets secrets)
{
    /// <returns>The checkpoint; null where the last entry is one.</returns>
    public async Task<Checkpoint?> RunAsync(CancellationToken cancellationToken = default)
    {
        var head = await ledger.HeadAsync(cancellationToken);
        if (head.Size == 0 || await IsCheckpointAsync(head.Size - 1, cancellationToken))
        {
            return null;
        }

        var checkpoint = new Checkpoint(secrets.CheckpointKey.Name, head.Size, head.Root());
        var signed = new CheckpointSigned(head.Size, checkpoint.Root.ToBase64(), checkpoint.Sign(secrets.CheckpointKey));

        // A stream for each size: a second node finds it taken.
        var result = await follower.AppendAsync(new StreamName($"checkpoint/{head.Size}"), ExpectedVersion.None, [OperationsEvents.CheckpointSigned.Draft(signed, "turnpike")], cancellationToken);
        return result is AppendResult.Appended ? checkpoint : null;
    }

    private async Task<bool> IsCheckpointAsync(long position, CancellationToken cancellationToken)
    {
        await foreach (var entry in ledger.ReadAsync(position, cancellationToken))
        {
            return OperationsEvents.CheckpointSigned.Is(entry);
        }

        return false;
    }
}
