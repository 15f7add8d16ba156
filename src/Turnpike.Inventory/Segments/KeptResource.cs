using System.Security.Cryptography;
using System.Text;
using Turnpike.Estate;
using Turnpike.Ledger.Entries;
using Turnpike.Values;

namespace Turnpike.Inventory.Segments;

/// <summary>
/// A resource as it is kept: its document, without what is sensitive, and the resource as it reads back from that. Every
/// column is made of the latter, so that no secret can come into one.
/// </summary>
internal sealed class KeptResource
{
    private KeptResource(Resource resource, string source, ReadOnlyMemory<byte> document)
    {
        Resource = resource;
        Source = source;
        Document = document;
        Address = Encoding.UTF8.GetBytes(resource.Address.Text);
        Hash = SHA256.HashData(document.Span).AsSpan(0, SegmentForm.ShortHash).ToArray();
    }

    public Resource Resource { get; }

    public string Source { get; }

    public ReadOnlyMemory<byte> Document { get; }

    public byte[] Address { get; }

    public byte[] Hash { get; }

    public ObjectValue Attributes => Resource.Attributes as ObjectValue ?? ObjectValue.Empty;

    /// <summary>As it was pushed.</summary>
    public static KeptResource Of(Resource pushed, string source, InstallationKey key)
    {
        var document = key.Write(pushed.Attributes);
        var kept = new Resource
        {
            Id = pushed.Id,
            Provider = pushed.Provider,
            Content = new LazyValue(EventData.Read(document)),
            Origin = pushed.Origin,
            Deposed = pushed.Deposed,
        };
        return new KeptResource(kept, source, document);
    }

    /// <summary>As it was kept before.</summary>
    public static KeptResource Of(Resource kept, string source, ReadOnlyMemory<byte> document) => new(kept, source, document);

    /// <summary>The order of rows: by address, the current object before deposed ones.</summary>
    public static int Compare(KeptResource left, KeptResource right)
    {
        var order = left.Address.AsSpan().SequenceCompareTo(right.Address);
        return order != 0 ? order : string.CompareOrdinal(left.Resource.Deposed ?? "", right.Resource.Deposed ?? "");
    }
}
