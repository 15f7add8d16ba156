using Turnpike.Ledger.Merkle;

namespace Turnpike.Ledger.Attachments;

/// <summary>What the store has is not what came. Others can still be read; this one comes back from a backup, or by sending it again after it was deleted.</summary>
public sealed class AttachmentDamagedException(Hash256 hash, string fault) : Exception($"Attachment {hash} is damaged: {fault}. Restore a backup.")
{
    public Hash256 Hash { get; } = hash;
}
