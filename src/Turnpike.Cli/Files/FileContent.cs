using Microsoft.Win32.SafeHandles;
using Turnpike.Text;

namespace Turnpike.Cli.Files;

/// <summary>Reads a file whole, once, into one array of its size.</summary>
internal static class FileContent
{
    private const int PipeChunk = 1 << 16;

    /// <summary>The bytes, or null with a diagnostic.</summary>
    public static ReadOnlyMemory<byte>? Read(FoundFile file, long maxBytes, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        try
        {
            using var stream = file.IsStandardInput
                ? new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0)
                : new FileStream(file.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var content = ReadAll(stream, maxBytes, cancellation);
            if (content is null)
            {
                diagnostics.Add(CliDiagnostics.TooLarge(file.Name, maxBytes));
            }

            return content;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(CliDiagnostics.CannotReadFile(file.Name, FileFaults.Reason(fault)));
            return null;
        }
    }

    // Null where there is more than the limit. A pipe does not tell its length, and a file may grow while it is read.
    private static ReadOnlyMemory<byte>? ReadAll(Stream stream, long maxBytes, CancellationToken cancellation)
    {
        var expected = stream.CanSeek ? stream.Length : 0;
        if (expected > maxBytes)
        {
            return null;
        }

        var buffer = GC.AllocateUninitializedArray<byte>((int)Math.Max(expected, PipeChunk / 16));
        var length = 0;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (length == buffer.Length)
            {
                var next = stream.ReadByte();
                if (next < 0)
                {
                    return buffer.AsMemory(0, length);
                }

                Array.Resize(ref buffer, (int)Math.Min(Math.Max(length * 2L, PipeChunk), Array.MaxLength));
                buffer[length++] = (byte)next;
            }

            var read = stream.Read(buffer, length, buffer.Length - length);
            if (read == 0)
            {
                return buffer.AsMemory(0, length);
            }

            length += read;
            if (length > maxBytes)
            {
                return null;
            }
        }
    }
}
