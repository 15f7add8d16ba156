using Turnpike.Ledger.Merkle;

namespace Turnpike.Ledger.Attachments;

/// <summary>
/// Keeps what is too bulky for the ledger, by the hash of its content: the ledger records the hash, so an attachment that
/// was changed is seen to be. Content is kept compressed and given back as it came. Unlike an entry it may be deleted when
/// its time is over. The content holds no secret: what is sensitive was withheld before it came here.
/// </summary>
public interface IAttachmentStore : IAsyncDisposable
{
    /// <summary>
    /// Keeps content; what is there already stays as it is, but is as young as if it had just come. When the task ends it
    /// survives a power cut.
    /// </summary>
    /// <param name="mediaType">Such as <c>application/json</c>.</param>
    /// <returns>SHA-256 of the content.</returns>
    Task<Hash256> PutAsync(ReadOnlyMemory<byte> content, string mediaType, CancellationToken cancellationToken = default);

    /// <summary>Null where it never was, or was deleted.</summary>
    /// <exception cref="AttachmentDamagedException">What is kept is not what came.</exception>
    Task<Attachment?> FindAsync(Hash256 hash, CancellationToken cancellationToken = default);

    /// <summary>All of them, in the order in which they first came.</summary>
    IAsyncEnumerable<AttachmentInfo> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Deletes some; those that are not there, or came again at a moment or later, are passed over.</summary>
    Task DeleteAsync(IReadOnlyCollection<Hash256> hashes, DateTimeOffset keptBefore, CancellationToken cancellationToken = default);
}

public sealed record Attachment(Hash256 Hash, string MediaType, ReadOnlyMemory<byte> Content);

/// <param name="Bytes">Of the content as it came.</param>
/// <param name="KeptBytes">As it is kept.</param>
/// <param name="KeptAt">When it last came.</param>
public sealed record AttachmentInfo(Hash256 Hash, string MediaType, long Bytes, long KeptBytes, DateTimeOffset KeptAt);
