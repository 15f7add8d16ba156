using System.Runtime.InteropServices;
using System.Text;
using Turnpike.Estate.Identity;
using Turnpike.Estate.References;
using Turnpike.Inventory.Snapshots;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Inventory.Segments;

/// <summary>
/// Some rows of a scope, as they stand in their attachment: the bytes are the columns, nothing is copied out of them.
/// Everything that a column refers to was checked when it was read.
/// </summary>
internal sealed class SegmentPage
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly (int Start, int Length)[] _parts;
    private readonly string[] _strings;

    private SegmentPage(ReadOnlyMemory<byte> bytes, int rows, (int Start, int Length)[] parts)
    {
        _bytes = bytes;
        _parts = parts;
        Rows = rows;
        _strings = ReadStrings();
    }

    public int Rows { get; }

    public int Edges => _parts[(int)PagePart.EdgeHow].Length / SegmentForm.Edge;

    public int Bytes => _bytes.Length;

    public ReadOnlySpan<byte> Text => Part(PagePart.Text);

    public ReadOnlySpan<uint> TextStart => Column<uint>(PagePart.TextStart);

    public ReadOnlySpan<ulong> Addresses => Column<ulong>(PagePart.Address);

    public ReadOnlySpan<uint> EdgeStart => Column<uint>(PagePart.EdgeStart);

    public ReadOnlySpan<ulong> EdgeTargets => Column<ulong>(PagePart.EdgeTarget);

    public ReadOnlySpan<EdgeHow> EdgeHows => Column<EdgeHow>(PagePart.EdgeHow);

    public ReadOnlySpan<RowHead> Heads => Column<RowHead>(PagePart.Head);

    public ReadOnlySpan<ulong> Identifiers => Column<ulong>(PagePart.Identifier);

    public ReadOnlySpan<ushort> IdentifierRows => Column<ushort>(PagePart.IdentifierRow);

    public ReadOnlySpan<Hash256> Blocks => Column<Hash256>(PagePart.Block);

    /// <summary>Null, with the fault, if the bytes are no page.</summary>
    public static SegmentPage? Read(ReadOnlyMemory<byte> bytes, out string? fault)
    {
        fault = PageCheck.FindParts(bytes.Span, out var rows, out var parts);
        if (fault is not null)
        {
            return null;
        }

        var page = new SegmentPage(bytes, rows, parts);
        fault = PageCheck.FaultOf(page);
        return fault is null ? page : null;
    }

    public ReadOnlySpan<byte> Part(PagePart part) => _bytes.Span.Slice(_parts[(int)part].Start, _parts[(int)part].Length);

    public ReadOnlySpan<T> Column<T>(PagePart part)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Part(part));

    public int StringCount => _strings.Length;

    public string String(int at) => _strings[at];

    public ReadOnlySpan<byte> DocumentHash(int row) => Part(PagePart.DocumentHash).Slice(row * SegmentForm.ShortHash, SegmentForm.ShortHash);

    public (Hash256 Block, int Start, int Length) Document(int row)
    {
        var place = Column<uint>(PagePart.DocumentPlace).Slice(row * 3, 3);
        return (Blocks[(int)place[0]], (int)place[1], (int)place[2]);
    }

    /// <summary>The text of a row, folded, its fields with their codes.</summary>
    public ReadOnlySpan<byte> TextOf(int row) => Text[(int)TextStart[row]..(int)TextStart[row + 1]];

    /// <summary>The rows whose documents hold a term, smallest first.</summary>
    public void AddRows(ulong term, RowSet rows)
    {
        var at = Column<ulong>(PagePart.Term).BinarySearch(term);
        if (at < 0)
        {
            return;
        }

        var starts = Column<uint>(PagePart.TermStart);
        var list = Part(PagePart.TermRows)[(int)starts[at]..(int)starts[at + 1]];
        for (var row = 0L; list.Length > 0;)
        {
            row += Varint.Read(ref list);
            if (row >= Rows)
            {
                return;
            }

            rows.Add((int)row);
        }
    }

    public string AddressOf(int row) => FieldText(row, Field.Address) ?? "";

    /// <summary>By bytes of the address, then the current object before deposed ones.</summary>
    public int CompareAddress(int row, ReadOnlySpan<byte> address)
    {
        var (start, length) = FieldPlace(row, Field.Address);
        if (length < 0)
        {
            return -1;
        }

        var mine = length <= 512 ? stackalloc byte[length] : new byte[length];
        Folded.Unfold(Text, Part(PagePart.Case), start, mine);
        return mine.SequenceCompareTo(address);
    }

    /// <summary>The first row at or after an address.</summary>
    public int LowerBound(ReadOnlySpan<byte> address)
    {
        var (low, high) = (0, Rows);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (CompareAddress(middle, address) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    public ResourceRow Row(string scope, int row, int number)
    {
        var head = Heads[row];
        return new ResourceRow
        {
            Key = new ResourceKey(scope, AddressOf(row)),
            Type = String(head.Type),
            Mode = head.Flags.HasFlag(RowFlags.Data) ? ResourceMode.Data : ResourceMode.Managed,
            IsKubernetes = head.Flags.HasFlag(RowFlags.Kubernetes),
            Provider = String(head.Provider),
            Source = String(head.Source),
            Id = FieldText(row, Field.Id),
            Arn = FieldText(row, Field.Arn),
            Name = FieldText(row, Field.Name),
            Deposed = FieldText(row, Field.Deposed),
            Tags = Tags(row),
            Row = number,
        };
    }

    /// <summary>The name of the source that a row came with.</summary>
    public string SourceOf(int row) => String(Heads[row].Source);

    private List<KeyValuePair<string, string>> Tags(int row)
    {
        var tags = new List<KeyValuePair<string, string>>();
        string? key = null;
        for (var at = (int)TextStart[row]; at < TextStart[row + 1];)
        {
            var (start, length) = FieldAt(at, row);
            if (Text[at] == Field.TagKey)
            {
                key = Unfolded(start, length);
            }
            else if (Text[at] == Field.TagValue && key is not null)
            {
                tags.Add(new(key, Unfolded(start, length)));
            }

            at = start + length;
        }

        return tags;
    }

    private string? FieldText(int row, byte code) => FieldPlace(row, code) is (var start, >= 0 and var length) ? Unfolded(start, length) : null;

    private (int Start, int Length) FieldPlace(int row, byte code)
    {
        for (var at = (int)TextStart[row]; at < TextStart[row + 1];)
        {
            var (start, length) = FieldAt(at, row);
            if (Text[at] == code)
            {
                return (start, length);
            }

            at = start + length;
        }

        return (0, -1);
    }

    // The field whose code stands at a place.
    private (int Start, int Length) FieldAt(int at, int row)
    {
        var rest = Text[(at + 1)..(int)TextStart[row + 1]];
        var length = rest.IndexOfAnyInRange(Field.Address, Field.Deposed);
        return (at + 1, length < 0 ? rest.Length : length);
    }

    private string Unfolded(int start, int length)
    {
        var bytes = length <= 512 ? stackalloc byte[length] : new byte[length];
        Folded.Unfold(Text, Part(PagePart.Case), start, bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    private string[] ReadStrings()
    {
        var starts = Column<uint>(PagePart.StringStart);
        var strings = new string[Math.Max(0, starts.Length - 1)];
        var text = Part(PagePart.StringText);
        for (var i = 0; i < strings.Length; i++)
        {
            // Not checked yet: what is wrong here is reported by the check.
            var (start, end) = (Math.Min(starts[i], (uint)text.Length), Math.Min(starts[i + 1], (uint)text.Length));
            var slice = text[(int)start..(int)Math.Max(start, end)];
            strings[i] = Encoding.UTF8.GetString(slice);
        }

        return strings;
    }
}

/// <summary>How a row refers to another.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly record struct EdgeHow(ushort Attribute, byte KindCode, byte FlagBits)
{
    public EdgeKind Kind => (EdgeKind)KindCode;

    public EdgeFlags Flags => (EdgeFlags)FlagBits;
}

/// <summary>What many rows share, as places in the page's strings.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly record struct RowHead(ushort Type, ushort Provider, ushort Source, RowFlags Flags);
