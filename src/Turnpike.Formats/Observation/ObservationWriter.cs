using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Turnpike.Values;

namespace Turnpike.Formats.Observation;

/// <summary>Writes observations: the same bytes for the same part, in whatever order it was read.</summary>
internal sealed class ObservationWriter(Utf8JsonWriter json)
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true, MaxDepth = 10_000 };

    public static byte[] Write(ObservedPart part)
    {
        var buffer = new ArrayBufferWriter<byte>(4_096);
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            new ObservationWriter(json).WritePart(part);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private void WritePart(ObservedPart part)
    {
        json.WriteStartObject();
        json.WriteNumber(ObservationKeys.Version, ObservationDocument.Version);
        json.WriteString("provider", part.Provider);
        json.WriteString("account", part.Account);
        json.WriteString("region", part.Region);
        json.WriteString("service", part.Service);
        json.WriteStartArray("coverage");
        foreach (var coverage in part.Coverage.OrderBy(static c => c.What, StringComparer.Ordinal).ThenBy(static c => c.Status).ThenBy(static c => c.Message, StringComparer.Ordinal))
        {
            WriteCoverage(coverage);
        }

        json.WriteEndArray();
        json.WriteStartArray("resources");
        foreach (var resource in part.Resources.OrderBy(static r => r.Type, StringComparer.Ordinal).ThenBy(static r => r.Id, StringComparer.Ordinal))
        {
            WriteResource(resource);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteCoverage(Coverage coverage)
    {
        json.WriteStartObject();
        json.WriteString("what", coverage.What);
        json.WriteString("status", coverage.Status.ToText());
        json.WriteStartArray("types");
        foreach (var type in coverage.Types.Distinct().Order(StringComparer.Ordinal))
        {
            json.WriteStringValue(type);
        }

        json.WriteEndArray();
        if (coverage.Message is { } message)
        {
            json.WriteString("message", message);
        }

        json.WriteEndObject();
    }

    private void WriteResource(ObservedResource resource)
    {
        json.WriteStartObject();
        json.WriteString("type", resource.Type);
        json.WriteString("id", resource.Id);
        if (resource.Arn is { } arn)
        {
            json.WriteString("arn", arn);
        }

        if (resource.Name is { } name)
        {
            json.WriteString("name", name);
        }

        if (resource.MadeBy is { } made)
        {
            json.WriteStartObject("made_by");
            json.WriteString("tool", made.Tool);
            json.WriteString("name", made.Name);
            json.WriteEndObject();
        }

        var marks = new MarkedPaths(resource.Attributes);
        json.WritePropertyName("attributes");
        json.WriteRawValue(JsonText.Canonical(marks.Plain), skipInputValidation: true);
        WritePaths("sensitive", marks.Sensitive);
        WritePaths("unknown", marks.Unknown);
        json.WriteEndObject();
    }

    private void WritePaths(string name, IReadOnlyList<ValuePath> paths)
    {
        if (paths.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var path in paths)
        {
            json.WriteRawValue(JsonText.Canonical(ArrayValue.Create([.. path])), skipInputValidation: true);
        }

        json.WriteEndArray();
    }
}
