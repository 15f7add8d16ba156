using System.Formats.Tar;
using System.IO.Compression;
using Turnpike.Text;

namespace Turnpike.Rego.Bundles;

/// <summary>Takes a bundle's archive apart.</summary>
public static class BundleArchive
{
    private const int MaxBytes = 1 << 30;

    /// <summary>A gzip stream starts with these.</summary>
    public static bool IsArchive(ReadOnlySpan<byte> content) => content.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]);

    /// <summary>The files of the archive, or null with a diagnostic.</summary>
    public static IReadOnlyList<PolicyFile>? Read(SourceText archive, DiagnosticBag diagnostics)
    {
        try
        {
            return ReadFiles(archive, diagnostics);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or FormatException)
        {
            diagnostics.Add(BundleDiagnostics.BadArchive(archive, fault.Message.TrimEnd('.')));
            return null;
        }
    }

    private static List<PolicyFile>? ReadFiles(SourceText archive, DiagnosticBag diagnostics)
    {
        using var compressed = new MemoryStream(archive.Utf8.ToArray(), writable: false);
        using var stream = new GZipStream(compressed, CompressionMode.Decompress);
        using var reader = new TarReader(stream);
        var files = new List<PolicyFile>();
        var left = (long)MaxBytes;
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is null || entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
            {
                continue;
            }

            if ((left -= entry.Length) < 0)
            {
                diagnostics.Add(BundleDiagnostics.BadArchive(archive, "it unpacks to more than a gigabyte"));
                return null;
            }

            var content = new byte[entry.Length];
            entry.DataStream.ReadExactly(content);
            var path = entry.Name.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(static part => part != ".").ToArray();
            if (path.Length > 0)
            {
                files.Add(new PolicyFile(new SourceText($"{archive.Name}/{string.Join('/', path)}", content), path));
            }
        }

        return files;
    }
}
