using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Turnpike.Estate.Identity;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Inventory.Segments;

/// <summary>Writes rows as the columns of a page.</summary>
internal sealed class PageWriter
{
    private readonly List<byte> _text = [];
    private readonly List<uint> _textStart = [0];
    private readonly List<ulong> _addresses = [];
    private readonly List<byte> _documentHashes = [];
    private readonly List<uint> _documentPlaces = [];
    private readonly List<RowHead> _heads = [];
    private readonly List<Hash256> _blocks = [];
    private readonly List<uint> _edgeStart = [0];
    private readonly List<ulong> _edgeTargets = [];
    private readonly List<EdgeHow> _edgeHows = [];
    private readonly List<ulong> _identifiers = [];
    private readonly List<ushort> _identifierRows = [];
    private readonly SortedDictionary<ulong, List<ushort>> _terms = [];
    private readonly Dictionary<string, ushort> _strings = new(StringComparer.Ordinal) { [""] = 0 };

    /// <summary>The next rows, whose documents stand in one block one after another.</summary>
    public void AddBlock(Hash256 block, IReadOnlyList<RowDraft> rows)
    {
        uint start = 0;
        foreach (var row in rows)
        {
            var length = (uint)row.Kept.Document.Length;
            _documentPlaces.AddRange([(uint)_blocks.Count, start, length]);
            start += length;
            Add(row);
        }

        _blocks.Add(block);
    }

    public byte[] ToBytes()
    {
        var text = CollectionsMarshal.AsSpan(_text);
        var bits = Folded.Fold(text);
        var (stringText, stringStart) = Strings();
        var (terms, termStart, termRows) = Terms();
        return Assemble(
        [
            text.ToArray(),
            bits,
            Bytes(_textStart),
            Bytes(_addresses),
            [.. _documentHashes],
            Bytes(_documentPlaces),
            Bytes(_heads),
            stringText,
            stringStart,
            Bytes(_blocks),
            Bytes(_edgeStart),
            Bytes(_edgeTargets),
            Bytes(_edgeHows),
            Bytes(_identifiers),
            Bytes(_identifierRows),
            terms,
            termStart,
            termRows,
        ]);
    }

    private void Add(RowDraft row)
    {
        var number = (ushort)_heads.Count;
        var resource = row.Kept.Resource;
        foreach (var (code, text) in row.Fields)
        {
            _text.Add(code);
            _text.AddRange(Encoding.UTF8.GetBytes(text));
        }

        _textStart.Add((uint)_text.Count);
        _addresses.Add(row.Fingerprint);
        _documentHashes.AddRange(row.Kept.Hash);
        var flags = (resource.Address.Mode == ResourceMode.Data ? RowFlags.Data : RowFlags.None)
            | (resource.Address.IsKubernetes ? RowFlags.Kubernetes : RowFlags.None)
            | (resource.Deposed is not null ? RowFlags.Deposed : RowFlags.None);
        _heads.Add(new RowHead(StringAt(resource.Type), StringAt(resource.Provider), StringAt(row.Kept.Source), flags));
        AddEdges(row);
        foreach (var identifier in row.Identifiers)
        {
            _identifiers.Add(identifier);
            _identifierRows.Add(number);
        }

        foreach (var term in row.Terms)
        {
            (_terms.TryGetValue(term, out var rows) ? rows : _terms[term] = []).Add(number);
        }
    }

    private void AddEdges(RowDraft row)
    {
        foreach (var edge in row.Edges)
        {
            _edgeTargets.Add(edge.Target);
            _edgeHows.Add(new EdgeHow(AttributeAt(edge.Attribute), (byte)edge.Kind, (byte)edge.Flags));
        }

        _edgeStart.Add((uint)_edgeTargets.Count);
    }

    private ushort StringAt(string text) => _strings.TryGetValue(text, out var at) ? at : _strings[text] = (ushort)_strings.Count;

    // Half of the places are kept for types, providers and sources; attributes past the other half are not named.
    private ushort AttributeAt(string text) => _strings.Count < ushort.MaxValue / 2 || _strings.ContainsKey(text) ? StringAt(text) : (ushort)0;

    private (byte[] Text, byte[] Starts) Strings()
    {
        var text = new List<byte>();
        var starts = new List<uint> { 0 };
        foreach (var one in _strings.OrderBy(static s => s.Value))
        {
            text.AddRange(Encoding.UTF8.GetBytes(one.Key));
            starts.Add((uint)text.Count);
        }

        return ([.. text], Bytes(starts));
    }

    private (byte[] Terms, byte[] Starts, byte[] Rows) Terms()
    {
        var rows = new List<byte>();
        var starts = new List<uint> { 0 };
        foreach (var list in _terms.Values)
        {
            var last = 0;
            foreach (var row in list)
            {
                Varint.Write(rows, (uint)(row - last));
                last = row;
            }

            starts.Add((uint)rows.Count);
        }

        return (Bytes([.. _terms.Keys]), Bytes(starts), [.. rows]);
    }

    private byte[] Assemble(ReadOnlySpan<byte[]> parts)
    {
        const int Header = SegmentForm.PageHeader + (SegmentForm.PartCount * sizeof(uint));
        var length = SegmentForm.Padded(Header);
        foreach (var part in parts)
        {
            length += SegmentForm.Padded(part.Length);
        }

        var bytes = new byte[length];
        SegmentForm.PageMagic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(4), SegmentForm.Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), _heads.Count);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), SegmentForm.PartCount);
        var at = SegmentForm.Padded(Header);
        for (var i = 0; i < parts.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(SegmentForm.PageHeader + (i * sizeof(uint))), parts[i].Length);
            parts[i].CopyTo(bytes, at);
            at += SegmentForm.Padded(parts[i].Length);
        }

        return bytes;
    }

    private static byte[] Bytes<T>(List<T> column)
        where T : unmanaged => MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(column)).ToArray();
}
