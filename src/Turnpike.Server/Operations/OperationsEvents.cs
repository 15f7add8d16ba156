using Turnpike.Ledger.Events;
using Turnpike.Server.Operations.Retention;

namespace Turnpike.Server.Operations;

/// <param name="Size">Entries that the checkpoint covers.</param>
/// <param name="Root">Base64 of the root of the tree over them.</param>
/// <param name="Note">The signed checkpoint, to be kept elsewhere.</param>
public sealed record CheckpointSigned(long Size, string Root, string Note);

/// <param name="Rule">Why: the setting and the number of days.</param>
/// <param name="Hashes">Base64 of the SHA-256 of each that an event names.</param>
/// <param name="Bytes">What they took, as they came, with those that they name.</param>
public sealed record AttachmentsRetired(string Rule, IReadOnlyList<string> Hashes, long Bytes);

/// <summary>What the ledger records of its own upkeep.</summary>
public static class OperationsEvents
{
    public static EventForm<CheckpointSigned> CheckpointSigned { get; } = new("checkpoint.signed", 1, "The installation signed what the ledger was at a size.");

    public static EventForm<AttachmentsRetired> AttachmentsRetired { get; } = new("attachments.retired", 1, "Bulky attachments that a retention rule no longer keeps were deleted.");

    public static EventForm<RetentionHeld> RetentionHeld { get; } = new("retention.held", 1, "Somebody holds all attachments: none is deleted until the hold ends.");

    public static EventForm<RetentionReleased> RetentionReleased { get; } = new("retention.released", 1, "A hold ended; without another, retention goes on.");

    public static IReadOnlyList<EventForm> All { get; } = [AttachmentsRetired, CheckpointSigned, RetentionHeld, RetentionReleased];
}
