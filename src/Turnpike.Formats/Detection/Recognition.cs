using Turnpike.Text;
using Turnpike.Values.Json;

namespace Turnpike.Formats.Detection;

/// <summary>Tells what a text is by its content.</summary>
internal static class Recognition
{
    /// <summary>The kind and where its JSON starts; null for what is no JSON this knows and may be YAML.</summary>
    public static (InputKind Kind, int Start)? Of(ReadOnlySpan<byte> text)
    {
        var start = text.IndexOfAnyExcept(" \t\r\n"u8);
        if (start < 0)
        {
            return null;
        }

        if (text[start] == (byte)'{' && JsonSniffer.Sniff(text[start..]) is { } kind)
        {
            return (kind, start);
        }

        return YamlSniffer.LooksLikeKubernetes(text) ? null : NoiseFinder.Find(text, 0);
    }

    /// <summary>Says of a file that the user named why it is not read.</summary>
    public static void Explain(SourceText source, InputReaderOptions options, DiagnosticBag diagnostics)
    {
        var text = source.Utf8.Span;
        var start = text.IndexOfAnyExcept(" \t\r\n"u8);
        if (start < 0)
        {
            diagnostics.Add(FormatDiagnostics.Empty(source));
        }
        else if (text.StartsWith("PK\u0003\u0004"u8) && text.IndexOf("tfplan"u8) >= 0)
        {
            diagnostics.Add(FormatDiagnostics.BinaryPlan(source));
        }
        else if (ReportSniffer.IsReport(text))
        {
            diagnostics.Add(FormatDiagnostics.NotRecognised(source, "a scanner's report or a bill of materials, which tells nothing of resources by itself; turnpike push sends it to a server, which knows what it speaks of"));
        }
        else if (text[start] is (byte)'{' or (byte)'[')
        {
            JsonReader.Read(source, diagnostics, options.Json);
            diagnostics.Add(FormatDiagnostics.NotRecognised(source, diagnostics.HasErrors ? "a broken JSON document" : "a JSON document of another kind"));
        }
        else
        {
            diagnostics.Add(FormatDiagnostics.NotRecognised(source, text.Contains((byte)0) ? "a binary file" : "text of another kind"));
        }
    }
}
