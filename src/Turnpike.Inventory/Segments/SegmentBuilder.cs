using System.Security.Cryptography;
using Turnpike.Estate;
using Turnpike.Estate.Joins;
using Turnpike.Estate.References;
using Turnpike.Ledger.Merkle;
using Turnpike.Values;

namespace Turnpike.Inventory.Segments;

/// <summary>
/// Makes the content of a scope of its resources. The same resources make the same bytes, and a resource more or less
/// changes the page and the block of documents it stands in and no other: what did not change is not kept again.
/// </summary>
internal sealed class SegmentBuilder(JoinTable joins)
{
    private const int MaxEdges = 10_000;
    private const int HardMaxPageRows = 60_000;

    private readonly AttributeTerms _terms = new([]);

    /// <param name="resources">In order, each (address, deposed) once.</param>
    public SegmentDraft Build(IReadOnlyList<KeptResource> resources, CancellationToken cancellationToken)
    {
        var model = new EstateModel([.. resources.Select(static r => r.Resource)], joins);
        var draft = new SegmentDraft();
        var page = new List<RowDraft>();
        for (var i = 0; i < resources.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            page.Add(Row(resources[i], model));
            if (EndsPage(page, i + 1 < resources.Count ? resources[i + 1] : null))
            {
                draft.Add(page);
                page.Clear();
            }
        }

        if (page.Count > 0)
        {
            draft.Add(page);
        }

        return draft;
    }

    private static bool EndsPage(List<RowDraft> page, KeptResource? next)
    {
        // The objects of one address stand in one page.
        var last = page[^1];
        var isSame = next is not null && next.Address.AsSpan().SequenceEqual(last.Kept.Address);
        return isSame
            ? page.Count >= HardMaxPageRows
            : (last.Fingerprint & SegmentForm.PageMask) == 0 || page.Count >= SegmentForm.MaxPageRows;
    }

    private RowDraft Row(KeptResource kept, EstateModel model) => new(
        kept,
        Fingerprint.OfAddress(kept.Resource.Address.Text),
        RowFields.Of(kept),
        Edges(kept, model),
        RowFields.Identifiers(kept, joins),
        _terms.Of(kept.Attributes));

    private static List<EdgeDraft> Edges(KeptResource kept, EstateModel model)
    {
        var edges = new List<EdgeDraft>();
        var seen = new HashSet<(ulong, string)>();
        var paths = new HashSet<ValuePath>();
        foreach (var edge in model.EdgesFrom(kept.Resource))
        {
            paths.Add(edge.Path);
            Add(Fingerprint.OfAddress(edge.To.Address.Text), edge.Path, edge.Kind, edge.IsCertain ? EdgeFlags.IsCertain : EdgeFlags.None);
        }

        foreach (var (path, identifier) in OutsideReferences.Of(kept))
        {
            if (!paths.Contains(path))
            {
                Add(Fingerprint.OfIdentifier(identifier), path, EdgeKind.Identifier, EdgeFlags.IsOutside);
            }
        }

        return edges;

        void Add(ulong target, ValuePath path, EdgeKind kind, EdgeFlags flags)
        {
            var attribute = WithoutPlaces(path);
            if (edges.Count < MaxEdges && seen.Add((target, attribute)))
            {
                edges.Add(new EdgeDraft(target, attribute, kind, flags));
            }
        }
    }

    private static string WithoutPlaces(ValuePath path) =>
        new ValuePath([.. path.Where(static s => s.Kind == ValueKind.String)]).ToString();
}

/// <summary>The content of a scope, to be kept.</summary>
internal sealed class SegmentDraft
{
    private readonly List<PageEntry> _pages = [];
    private readonly List<DraftAttachment> _attachments = [];
    private int _rows;

    /// <summary>Pages and blocks of documents.</summary>
    public IReadOnlyList<DraftAttachment> Attachments => _attachments;

    public SegmentManifest Manifest => new(_rows, _pages);

    public void Add(List<RowDraft> rows)
    {
        var writer = new PageWriter();
        foreach (var block in BlockCut.Of(rows))
        {
            var content = new byte[block.Sum(static r => r.Kept.Document.Length)];
            var at = 0;
            foreach (var row in block)
            {
                row.Kept.Document.Span.CopyTo(content.AsSpan(at));
                at += row.Kept.Document.Length;
            }

            writer.AddBlock(Keep(content, SegmentForm.BlockMediaType), block);
        }

        _pages.Add(new PageEntry(Keep(writer.ToBytes(), SegmentForm.PageMediaType), rows.Count, rows[0].Kept.Address));
        _rows += rows.Count;
    }

    private Hash256 Keep(byte[] content, string mediaType)
    {
        var hash = new Hash256(SHA256.HashData(content));
        _attachments.Add(new DraftAttachment(hash, content, mediaType));
        return hash;
    }
}

internal sealed record DraftAttachment(Hash256 Hash, byte[] Content, string MediaType);

/// <summary>Cuts the rows of a page into blocks of documents, by what the rows are.</summary>
internal static class BlockCut
{
    public static IEnumerable<List<RowDraft>> Of(IReadOnlyList<RowDraft> rows)
    {
        var block = new List<RowDraft>();
        var bytes = 0;
        foreach (var row in rows)
        {
            block.Add(row);
            bytes += row.Kept.Document.Length;
            if ((row.Fingerprint & SegmentForm.BlockMask) == 0 || bytes >= SegmentForm.MaxBlockBytes)
            {
                yield return block;
                (block, bytes) = ([], 0);
            }
        }

        if (block.Count > 0)
        {
            yield return block;
        }
    }
}
