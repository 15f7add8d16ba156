using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Formats.Yaml;

/// <summary>One document of a YAML file.</summary>
/// <param name="Span">From its first byte to where the next one starts.</param>
public readonly record struct YamlDocument(Value Value, TextSpan Span);

/// <summary>Reads the documents of a YAML file as values. Faults are diagnostics with their place.</summary>
public static class YamlReader
{
    /// <summary>All documents up to the first syntax fault, empty ones included.</summary>
    public static List<YamlDocument> Read(SourceText source, DiagnosticBag diagnostics, YamlLimits limits)
    {
        var documents = new List<YamlDocument>();
        if (source.Length > limits.MaxBytes)
        {
            diagnostics.Add(YamlDiagnostics.TooLarge(source, limits.MaxBytes));
        }
        else if (Decode(source, diagnostics) is { } text)
        {
            ReadAll(text, diagnostics, limits, documents);
        }

        return documents;
    }

    private static YamlText? Decode(SourceText source, DiagnosticBag diagnostics)
    {
        try
        {
            return new YamlText(source, new TextSpan(0, source.Length));
        }
        catch (System.Text.DecoderFallbackException e)
        {
            diagnostics.Add(FormatDiagnostics.BadEncoding(source, e.Index, "UTF-8"));
            return null;
        }
    }

    private static void ReadAll(YamlText text, DiagnosticBag diagnostics, YamlLimits limits, List<YamlDocument> documents)
    {
        var composer = new YamlComposer(text, diagnostics, limits);
        var values = new YamlValues(text.Source, diagnostics, limits);
        while (composer.Next() is var (root, start))
        {
            if (documents.Count > 0)
            {
                var last = documents[^1];
                documents[^1] = last with { Span = TextSpan.FromBounds(last.Span.Start, Math.Max(start, last.Span.Start)) };
            }

            documents.Add(new YamlDocument(values.Convert(root), TextSpan.FromBounds(start, text.Source.Length)));
        }
    }
}
