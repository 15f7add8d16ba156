using System.Buffers.Binary;
using System.Text;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Inventory.Segments;

/// <summary>The content of a scope at a moment: its pages in the order of their addresses. Equal content has equal bytes.</summary>
internal sealed record SegmentManifest(int Rows, IReadOnlyList<PageEntry> Pages)
{
    private const int Header = 16;

    public byte[] Write()
    {
        using var stream = new MemoryStream();
        Span<byte> number = stackalloc byte[sizeof(uint)];
        stream.Write(SegmentForm.SegmentMagic);
        Number(SegmentForm.Version, number);
        Number(Rows, number);
        Number(Pages.Count, number);
        foreach (var page in Pages)
        {
            stream.Write(page.Hash.ToArray());
            Number(page.Rows, number);
            Number(page.First.Length, number);
            stream.Write(page.First);
        }

        return stream.ToArray();

        void Number(int value, Span<byte> bytes)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
            stream.Write(bytes);
        }
    }

    /// <summary>Null, with the fault, if the bytes are no segment.</summary>
    public static SegmentManifest? Read(ReadOnlySpan<byte> bytes, out string? fault)
    {
        fault = null;
        if (bytes.Length < Header || !bytes.StartsWith(SegmentForm.SegmentMagic))
        {
            fault = "it is no estate segment";
            return null;
        }

        if (Number(bytes, 4) != SegmentForm.Version)
        {
            fault = $"its layout {Number(bytes, 4)} is not known to this version";
            return null;
        }

        var (rows, count, at) = (Number(bytes, 8), Number(bytes, 12), Header);
        var pages = new List<PageEntry>();
        long sum = 0;
        for (; pages.Count < count && PageEntry.Read(bytes, ref at) is { } page; sum += page.Rows)
        {
            pages.Add(page);
        }

        if (pages.Count != count || at != bytes.Length || sum != rows)
        {
            fault = "its pages are not those it says it has";
            return null;
        }

        return new SegmentManifest(rows, pages);
    }

    /// <summary>The page that holds an address, if any does.</summary>
    public int PageOf(ReadOnlySpan<byte> address)
    {
        var (low, high) = (0, Pages.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Pages[middle].First.AsSpan().SequenceCompareTo(address) <= 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - 1;
    }

    private static int Number(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);
}

/// <param name="First">The address of its first row.</param>
internal sealed record PageEntry(Hash256 Hash, int Rows, byte[] First)
{
    public string FirstAddress => Encoding.UTF8.GetString(First);

    public static PageEntry? Read(ReadOnlySpan<byte> bytes, ref int at)
    {
        const int Fixed = Hash256.Size + (2 * sizeof(int));
        if (bytes.Length - at < Fixed)
        {
            return null;
        }

        var hash = new Hash256(bytes.Slice(at, Hash256.Size));
        var rows = BinaryPrimitives.ReadInt32LittleEndian(bytes[(at + Hash256.Size)..]);
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[(at + Hash256.Size + sizeof(int))..]);
        at += Fixed;
        if (rows is <= 0 or > ushort.MaxValue || length < 0 || length > bytes.Length - at)
        {
            return null;
        }

        at += length;
        return new PageEntry(hash, rows, bytes.Slice(at - length, length).ToArray());
    }
}
