using System.Buffers.Binary;
using System.Text;

namespace Turnpike.Ledger.Checkpoints;

/// <summary>A text that ends with a newline, and signatures below it, one a line (C2SP signed-note).</summary>
public static class SignedNote
{
    private const string SignaturePrefix = "— ";
    private const int MaxSignatures = 100;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">The text does not end with a newline.</exception>
    public static string Sign(string text, NoteKey key)
    {
        if (!text.EndsWith('\n'))
        {
            throw new ArgumentException("A note ends with a newline.", nameof(text));
        }

        var signature = new byte[sizeof(uint) + Ed25519.SignatureBytes];
        BinaryPrimitives.WriteUInt32BigEndian(signature, key.Id);
        key.Sign(s_strict.GetBytes(text)).CopyTo(signature, sizeof(uint));
        return $"{text}\n{SignaturePrefix}{key.Name} {Convert.ToBase64String(signature)}\n";
    }

    /// <summary>
    /// The text of a note that this key signed. Signatures of others are passed over; one of this key that does not hold
    /// makes the note void. Null with a fault that says what is wrong.
    /// </summary>
    public static string? Open(string note, NoteKey key, out string? fault)
    {
        var split = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0 || !note.EndsWith('\n'))
        {
            fault = "a note is a text, an empty line and at least one line of signature";
            return null;
        }

        var text = note[..(split + 1)];
        var lines = note[(split + 2)..^1].Split('\n');
        fault = lines.Length > MaxSignatures ? $"a note has at most {MaxSignatures} signatures" : null;
        var isSigned = false;
        for (var i = 0; i < lines.Length && fault is null; i++)
        {
            fault = Check(lines[i], text, key, ref isSigned);
        }

        fault ??= isSigned ? null : $"{key.Name} has not signed it";
        return fault is null ? text : null;
    }

    private static string? Check(string line, string text, NoteKey key, ref bool isSigned)
    {
        var parts = line.StartsWith(SignaturePrefix, StringComparison.Ordinal) ? line[SignaturePrefix.Length..].Split(' ') : [];
        if (parts is not [var name, var encoded] || !NoteKey.IsName(name) || !TryDecode(encoded, out var signature))
        {
            return "a line of signature is an em dash, a space, a name, a space and base64";
        }

        if (name != key.Name || BinaryPrimitives.ReadUInt32BigEndian(signature) != key.Id)
        {
            return null;
        }

        isSigned = key.Verifies(s_strict.GetBytes(text), signature.AsSpan(sizeof(uint)));
        return isSigned ? null : $"the signature of {name} does not hold: the text was changed after it was signed";
    }

    private static bool TryDecode(string encoded, out byte[] signature)
    {
        var bytes = new byte[encoded.Length];
        var isBase64 = Convert.TryFromBase64String(encoded, bytes, out var length) && length > sizeof(uint);
        signature = bytes[..length];
        return isBase64;
    }
}
