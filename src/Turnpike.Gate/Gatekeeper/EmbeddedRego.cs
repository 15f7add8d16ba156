using System.Text;
using Turnpike.Text;

namespace Turnpike.Gate.Gatekeeper;

/// <summary>
/// Rego written inside a YAML file, as a source whose lines and columns are the file's: what stands before it is blanked
/// out, and its indentation is kept, which means nothing to Rego.
/// </summary>
internal static class EmbeddedRego
{
    /// <param name="span">Where the scalar stands in the file, its key perhaps with it.</param>
    /// <param name="text">The value of the scalar.</param>
    /// <param name="label">What to call the source where its lines cannot be kept: in quotes, folded, or with a text of several lines in it.</param>
    public static SourceText Of(SourceText file, TextSpan span, string text, string label)
    {
        var bytes = file.Utf8.Span;
        var header = bytes[span.Start..].IndexOf((byte)'\n');
        if (header >= 0 && EndOfBlock(bytes, span.Start + header + 1, text) is { } end)
        {
            return new SourceText(file.Name, Blank(bytes, span.Start + header + 1, end));
        }

        return SourceText.From($"{file.Name} ({label})", text);
    }

    // Null where the lines of the file are not those of the text behind one indentation.
    private static int? EndOfBlock(ReadOnlySpan<byte> bytes, int start, string text)
    {
        var indentation = -1;
        var at = start;
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            if (at > bytes.Length || HasOpenText(line))
            {
                return null;
            }

            var rest = bytes[Math.Min(at, bytes.Length)..];
            var length = rest.IndexOf((byte)'\n') is >= 0 and var next ? next : rest.Length;
            var written = rest[..length].TrimEnd((byte)'\r');
            if (indentation < 0 && line.Length > 0)
            {
                indentation = written.IndexOfAnyExcept((byte)' ') - (line.Length - line.TrimStart(' ').Length);
            }

            if (line.Length == 0 ? !written.TrimEnd((byte)' ').IsEmpty : !Is(written, indentation, line))
            {
                return null;
            }

            at += length + 1;
        }

        return Math.Min(at, bytes.Length);
    }

    private static bool Is(ReadOnlySpan<byte> written, int indentation, string line) =>
        indentation >= 0 && written.Length >= indentation && written[indentation..].SequenceEqual(Encoding.UTF8.GetBytes(line));

    // A raw text over several lines would take in the indentation.
    private static bool HasOpenText(string line) => line.AsSpan().Count('`') % 2 != 0;

    private static byte[] Blank(ReadOnlySpan<byte> bytes, int start, int end)
    {
        var blank = bytes[..end].ToArray();
        for (var i = 0; i < start; i++)
        {
            blank[i] = blank[i] == (byte)'\n' ? blank[i] : (byte)' ';
        }

        return blank;
    }
}
