using System.Text;
using Turnpike.Cli.Client;
using Turnpike.Cli.Files;
using Turnpike.Ledger.Checkpoints;
using Turnpike.Text;

namespace Turnpike.Cli.Ledger;

/// <summary>Checkpoints, keys and proofs as files; a key lies beside its checkpoint unless another is named.</summary>
internal static class CheckpointFile
{
    private const string KeySuffix = ".key";

    // A proof holds an entry, and an entry up to 16 MiB, as base64.
    private const long MaxBytes = 32 << 20;

    /// <exception cref="RefusedException">There is none, or the key has not signed it.</exception>
    public static SignedCheckpoint Read(string path, string? keyPath) =>
        SignedCheckpoint.Open(ReadText(path), ReadKey(keyPath ?? path + KeySuffix), path);

    public static NoteKey ReadKey(string path) =>
        NoteKey.Parse(ReadText(path).Trim(), out var fault) ?? throw new RefusedException(LedgerFileDiagnostics.BadKey(path, fault!));

    public static ProofFile ReadProof(string path) =>
        ProofFile.Read(ReadText(path), out var fault) ?? throw new RefusedException(LedgerFileDiagnostics.BadProof(path, fault!));

    /// <summary>The checkpoint, and the key beside it.</summary>
    public static void Save(string path, SignedCheckpoint checkpoint)
    {
        Write(path, checkpoint.Note);
        Write(path + KeySuffix, checkpoint.Key.PublicText + "\n");
    }

    public static void Write(string path, string text)
    {
        var faults = new DiagnosticBag();
        if (!AtomicFile.Write(path, Encoding.UTF8.GetBytes(text), faults))
        {
            throw new RefusedException([.. faults]);
        }
    }

    private static string ReadText(string path)
    {
        var faults = new DiagnosticBag();
        if (path != FoundFile.StandardInput && !File.Exists(path))
        {
            throw new RefusedException(CliDiagnostics.NoSuchFile(path, InputFinder.Nearest(path)));
        }

        return FileContent.Read(new FoundFile(path, IsNamed: true), MaxBytes, faults, CancellationToken.None) is { } bytes
            ? Encoding.UTF8.GetString(bytes.Span)
            : throw new RefusedException([.. faults]);
    }
}
