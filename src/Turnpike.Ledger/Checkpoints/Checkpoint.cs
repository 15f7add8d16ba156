using System.Globalization;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Ledger.Checkpoints;

/// <summary>
/// What a ledger says it is at one moment, to be kept elsewhere and held against it later (C2SP tlog-checkpoint): the
/// origin, the number of entries and the root of the tree over them, a line each, signed as a note.
/// </summary>
/// <param name="Origin">Which ledger: one line of text.</param>
public sealed record Checkpoint(string Origin, long Size, Hash256 Root)
{
    public string Sign(NoteKey key) =>
        SignedNote.Sign(string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root.ToBase64()}\n"), key);

    /// <summary>Reads a checkpoint that this key signed. Null with a fault that says what is wrong. Further lines are passed over.</summary>
    public static Checkpoint? Open(string note, NoteKey key, out string? fault)
    {
        if (SignedNote.Open(note, key, out fault) is not { } text)
        {
            return null;
        }

        if (text.Split('\n') is [{ Length: > 0 } origin, var size, var root, ..]
            && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var entries)
            && entries.ToString(CultureInfo.InvariantCulture) == size
            && Hash256.TryParseBase64(root, out var hash))
        {
            return new Checkpoint(origin, entries, hash);
        }

        fault = "a checkpoint has three lines: its origin, the number of entries and the base64 of their root";
        return null;
    }
}
