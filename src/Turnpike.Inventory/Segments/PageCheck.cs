using System.Buffers.Binary;

namespace Turnpike.Inventory.Segments;

/// <summary>Checks a page once, so that nobody who asks it has to.</summary>
internal static class PageCheck
{
    /// <summary>Where the parts stand; a fault if they do not fit in the bytes.</summary>
    public static string? FindParts(ReadOnlySpan<byte> bytes, out int rows, out (int Start, int Length)[] parts)
    {
        (rows, parts) = (0, []);
        const int Header = SegmentForm.PageHeader + (SegmentForm.PartCount * sizeof(uint));
        if (bytes.Length < Header || !bytes.StartsWith(SegmentForm.PageMagic))
        {
            return "it is no page of an estate segment";
        }

        var version = BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]);
        if (version != SegmentForm.Version)
        {
            return $"its layout {version} is not known to this version";
        }

        var count = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        if (count > ushort.MaxValue || BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]) != SegmentForm.PartCount)
        {
            return "its header is damaged";
        }

        parts = new (int, int)[SegmentForm.PartCount];
        long at = SegmentForm.Padded(Header);
        for (var i = 0; i < parts.Length; i++)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(SegmentForm.PageHeader + (i * sizeof(uint)))..]);
            if (at + length > bytes.Length)
            {
                return "it is cut off";
            }

            parts[i] = ((int)at, (int)length);
            at = (at + length + 7) & ~7L;
        }

        rows = (int)count;
        return at == bytes.Length ? null : "it has another length than its parts";
    }

    public static string? FaultOf(SegmentPage page)
    {
        var rows = page.Rows;
        var edges = page.Edges;
        var terms = page.Part(PagePart.Term).Length / sizeof(ulong);
        var hasLengths = Is(page, PagePart.Case, (page.Text.Length + 7) / 8)
            && Is(page, PagePart.Address, rows * sizeof(ulong))
            && Is(page, PagePart.DocumentHash, rows * SegmentForm.ShortHash)
            && Is(page, PagePart.DocumentPlace, rows * SegmentForm.RowPlace)
            && Is(page, PagePart.Head, rows * SegmentForm.RowHead)
            && Is(page, PagePart.EdgeHow, edges * SegmentForm.Edge)
            && Is(page, PagePart.EdgeTarget, edges * sizeof(ulong))
            && Is(page, PagePart.IdentifierRow, page.Identifiers.Length * sizeof(ushort))
            && Is(page, PagePart.Identifier, page.Identifiers.Length * sizeof(ulong))
            && Is(page, PagePart.Term, terms * sizeof(ulong))
            && page.Part(PagePart.Block).Length % 32 == 0;
        if (!hasLengths)
        {
            return "its parts do not have the lengths of its rows";
        }

        var isInOrder = AreStarts(page.TextStart, rows, page.Text.Length)
            && AreStarts(page.Column<uint>(PagePart.StringStart), page.StringCount, page.Part(PagePart.StringText).Length)
            && AreStarts(page.EdgeStart, rows, edges)
            && AreStarts(page.Column<uint>(PagePart.TermStart), terms, page.Part(PagePart.TermRows).Length);
        return !isInOrder ? "its places are not in order"
            : !AreRowsIn(page) || !AreEdgesIn(page) ? "it refers past its own parts"
            : null;
    }

    private static bool Is(SegmentPage page, PagePart part, int length) => page.Part(part).Length == length;

    private static bool AreStarts(ReadOnlySpan<uint> starts, int count, int end)
    {
        if (starts.Length != count + 1 || starts[0] != 0 || starts[^1] != end)
        {
            return false;
        }

        for (var i = 1; i < starts.Length; i++)
        {
            if (starts[i] < starts[i - 1])
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreRowsIn(SegmentPage page)
    {
        var strings = page.StringCount;
        foreach (var head in page.Heads)
        {
            if (head.Type >= strings || head.Provider >= strings || head.Source >= strings)
            {
                return false;
            }
        }

        var places = page.Column<uint>(PagePart.DocumentPlace);
        for (var i = 0; i < places.Length; i += 3)
        {
            if (places[i] >= page.Blocks.Length || places[i + 1] > int.MaxValue / 2 || places[i + 2] > int.MaxValue / 2)
            {
                return false;
            }
        }

        // A row without text would have no address.
        for (var row = 0; row < page.Rows; row++)
        {
            if (page.TextStart[row] == page.TextStart[row + 1] || page.Text[(int)page.TextStart[row]] != Field.Address)
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreEdgesIn(SegmentPage page)
    {
        foreach (var how in page.EdgeHows)
        {
            if (how.Attribute >= page.StringCount || how.KindCode > (byte)Estate.References.EdgeKind.Selector)
            {
                return false;
            }
        }

        foreach (var row in page.IdentifierRows)
        {
            if (row >= page.Rows)
            {
                return false;
            }
        }

        return true;
    }
}
