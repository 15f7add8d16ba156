using System.Globalization;
using System.Text;
using Turnpike.Ledger.Checkpoints;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Cli.Ledger;

/// <summary>
/// That an entry stands in a ledger, in one file that is checked without the ledger (C2SP tlog-proof): the entry's bytes, its
/// position, the path to the root, and the signed checkpoint that says what the root is.
/// </summary>
/// <param name="Entry">As docs/formats/ledger.md lays it down.</param>
/// <param name="Note">A signed checkpoint.</param>
internal sealed record ProofFile(long Position, ReadOnlyMemory<byte> Entry, IReadOnlyList<Hash256> Path, string Note)
{
    private const string Header = "c2sp.org/tlog-proof@v1";
    private const string Extra = "extra ";
    private const string Index = "index ";

    // The path through 2^63 leaves.
    private const int MaxPath = 63;

    public string Write()
    {
        var text = new StringBuilder();
        text.Append(Header).Append('\n').Append(Extra).Append(Convert.ToBase64String(Entry.Span)).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"{Index}{Position}\n");
        foreach (var hash in Path)
        {
            text.Append(hash.ToBase64()).Append('\n');
        }

        return text.Append('\n').Append(Note).ToString();
    }

    /// <summary>Null with a fault that says what is wrong.</summary>
    public static ProofFile? Read(string text, out string? fault)
    {
        var split = text.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = split < 0 ? [] : text[..split].Split('\n');
        if (lines is not [Header, var extra, var index, ..] || !extra.StartsWith(Extra, StringComparison.Ordinal) || !index.StartsWith(Index, StringComparison.Ordinal))
        {
            fault = $"it begins with {Header}, a line with the entry and one with its index";
            return null;
        }

        var path = new List<Hash256>();
        foreach (var line in lines.Skip(3))
        {
            if (path.Count == MaxPath || !Hash256.TryParseBase64(line, out var hash))
            {
                fault = "a line of its path is not the base64 of a hash, or there are too many";
                return null;
            }

            path.Add(hash);
        }

        var entry = new byte[extra.Length];
        var isRead = Convert.TryFromBase64String(extra[Extra.Length..], entry, out var length)
            & long.TryParse(index[Index.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var position);
        fault = isRead ? null : "the entry is not base64, or its index is no number";
        return isRead ? new ProofFile(position, entry.AsMemory(0, length), path, text[(split + 2)..]) : null;
    }

    /// <summary>The entry, if a checkpoint that this key signed has it at its position. Null with a fault.</summary>
    public LedgerEntry? Check(NoteKey key, out string? fault)
    {
        if (Checkpoint.Open(Note, key, out fault) is not { } checkpoint)
        {
            return null;
        }

        if (!MerkleProof.HoldsInclusion((ulong)Position, (ulong)checkpoint.Size, MerkleHash.Leaf(Entry.Span), [.. Path], checkpoint.Root))
        {
            fault = string.Create(CultureInfo.InvariantCulture, $"the path does not lead from this entry to the root of {checkpoint.Size} entries: the entry, or the proof, was changed");
            return null;
        }

        var entry = EntryFormat.Read(Entry, out fault);
        fault ??= entry!.Position == Position ? null : "the entry says that it stands at another position";
        return fault is null ? entry : null;
    }
}
