using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using Turnpike.Text;

namespace Turnpike.Formats.Detection;

/// <summary>
/// Turns the bytes of a file into UTF-8 text. UTF-16 is what PowerShell's redirection writes. UTF-8 is not copied, and
/// not checked here: the JSON reader checks each string it decodes, the YAML reader the whole.
/// </summary>
internal static class TextDecoder
{
    /// <summary>The text without byte-order mark. Where it is no valid text, an error is added and what precedes the fault is returned.</summary>
    public static SourceText Decode(string name, ReadOnlyMemory<byte> content, DiagnosticBag diagnostics)
    {
        var bytes = content.Span;
        if (bytes.StartsWith(new byte[] { 0xEF, 0xBB, 0xBF }))
        {
            return Confidential(name, content[3..]);
        }

        return Utf16Order(bytes) switch
        {
            ByteOrder.Little => FromUtf16(name, bytes, isBigEndian: false, diagnostics),
            ByteOrder.Big => FromUtf16(name, bytes, isBigEndian: true, diagnostics),
            _ => Confidential(name, content),
        };
    }

    private enum ByteOrder
    {
        None,
        Little,
        Big,
    }

    // Without a mark the first two characters, which are ASCII in every format read here, tell.
    private static ByteOrder Utf16Order(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, ..] => ByteOrder.Little,
        [0xFE, 0xFF, ..] => ByteOrder.Big,
        [not 0, 0, not 0, 0, ..] => ByteOrder.Little,
        [0, not 0, 0, not 0, ..] => ByteOrder.Big,
        _ => ByteOrder.None,
    };

    private static SourceText FromUtf16(string name, ReadOnlySpan<byte> bytes, bool isBigEndian, DiagnosticBag diagnostics)
    {
        var units = new char[bytes.Length / 2];
        for (var i = 0; i < units.Length; i++)
        {
            var two = bytes[(i * 2)..];
            units[i] = (char)(isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(two) : BinaryPrimitives.ReadUInt16LittleEndian(two));
        }

        var text = units.AsSpan(units is ['\uFEFF', ..] ? 1 : 0);
        var utf8 = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var status = Utf8.FromUtf16(text, utf8, out _, out var written, replaceInvalidSequences: false);
        var source = Confidential(name, utf8.AsMemory(0, written));
        if (status != OperationStatus.Done || bytes.Length % 2 != 0)
        {
            diagnostics.Add(FormatDiagnostics.BadEncoding(source, written, isBigEndian ? "UTF-16 (big-endian)" : "UTF-16 (little-endian)"));
        }

        return source;
    }

    private static SourceText Confidential(string name, ReadOnlyMemory<byte> utf8) => new(name, utf8) { IsConfidential = true };
}
