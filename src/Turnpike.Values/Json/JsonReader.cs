using Turnpike.Text;
using Turnpike.Text.Patterns;

namespace Turnpike.Values.Json;

/// <summary>
/// Reads JSON (RFC 8259) into values in one pass. Strict: duplicate keys, invalid Unicode and anything past a limit
/// are errors with their place. Memory is a small multiple of the document, whatever it holds.
/// </summary>
public static class JsonReader
{
    /// <summary>Reads the whole source as one value; null if <paramref name="diagnostics"/> got an error.</summary>
    /// <param name="steps">Told of the work, so that it can stop it.</param>
    public static Value? Read(SourceText source, DiagnosticBag diagnostics, JsonLimits? limits = null, IStepCounter? steps = null) =>
        ReadAt(source, 0, diagnostics, limits, out var end, steps: steps) is { } value && IsWhiteSpaceAfter(source, end, diagnostics) ? value : null;

    /// <summary>
    /// Reads the one value that starts at <paramref name="start"/> (white space may stand before it) and does not look
    /// at what follows. <paramref name="end"/> is the offset just after it.
    /// </summary>
    /// <param name="places">Filled, if given, for a <see cref="JsonLocator"/> over the same text and start.</param>
    public static Value? ReadAt(SourceText source, int start, DiagnosticBag diagnostics, JsonLimits? limits, out int end, JsonPlaces? places = null, IStepCounter? steps = null)
    {
        limits ??= JsonLimits.Default;
        end = start;
        if (source.Length > limits.MaxBytes)
        {
            diagnostics.Add(JsonDiagnostics.TooLarge(source, limits.MaxBytes));
            return null;
        }

        var parser = new JsonParser(source, start, diagnostics, limits, places, steps);
        return parser.Read(out end);
    }

    private static bool IsWhiteSpaceAfter(SourceText source, int end, DiagnosticBag diagnostics)
    {
        var rest = source.Utf8.Span[end..];
        var at = rest.IndexOfAnyExcept(" \t\r\n"u8);
        if (at >= 0)
        {
            diagnostics.Add(JsonDiagnostics.Syntax(source, end + at, "there is more text after the end of the value"));
        }

        return at < 0;
    }
}
