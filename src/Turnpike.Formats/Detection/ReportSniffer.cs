using System.Text.Json;
using Turnpike.Formats.Observation;
using Turnpike.Formats.Scanners;

namespace Turnpike.Formats.Detection;

/// <summary>Tells whether a text is a scanner's report from the keys of its root, looking no further than it must.</summary>
internal static class ReportSniffer
{
    private const int MaxDepth = 10_000;
    private const int MaxKeys = 64;

    public static bool IsReport(ReadOnlySpan<byte> text)
    {
        var start = text.IndexOfAnyExcept(" \t\r\n"u8);
        return start >= 0 && (text[start] == (byte)'{' ? IsReportJson(text[start..]) : SpdxTagValue.IsOne(text) || CycloneDxXml.IsOne(text));
    }

    private static bool IsReportJson(ReadOnlySpan<byte> json)
    {
        var seen = default(Keys);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth, AllowMultipleValues = true });
        try
        {
            reader.Read();
            for (var count = 0; count < MaxKeys && reader.Read() && reader.TokenType == JsonTokenType.PropertyName; count++)
            {
                var key = KeyOf(ref reader);

                // What other formats begin with: large ones are not read to their end for this.
                if (key == Keys.OfOthers)
                {
                    return false;
                }

                reader.Read();
                seen |= IsAs(key, ref reader) ? key : 0;
                if (Decides(seen))
                {
                    return true;
                }

                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // One that is broken further on is reported with its place by whoever reads it.
        }

        return Decides(seen);
    }

    private static bool Decides(Keys seen) =>
        seen.HasFlag(Keys.Bom) || seen.HasFlag(Keys.Spdx) || seen.HasFlag(Keys.Context) || seen.HasFlag(Keys.Version | Keys.Runs) || seen.HasFlag(Keys.Matches | Keys.Descriptor)
        || seen.HasFlag(Keys.SchemaVersion | Keys.ArtifactName) || seen.HasFlag(Keys.ClusterName | Keys.OfCluster);

    private static Keys KeyOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("bomFormat"u8) ? Keys.Bom
        : reader.ValueTextEquals("spdxVersion"u8) ? Keys.Spdx
        : reader.ValueTextEquals("@context"u8) ? Keys.Context
        : reader.ValueTextEquals("version"u8) ? Keys.Version
        : reader.ValueTextEquals("runs"u8) ? Keys.Runs
        : reader.ValueTextEquals("matches"u8) ? Keys.Matches
        : reader.ValueTextEquals("descriptor"u8) ? Keys.Descriptor
        : reader.ValueTextEquals("SchemaVersion"u8) ? Keys.SchemaVersion
        : reader.ValueTextEquals("ArtifactName"u8) ? Keys.ArtifactName
        : reader.ValueTextEquals("ClusterName"u8) ? Keys.ClusterName
        : reader.ValueTextEquals("Resources"u8) || reader.ValueTextEquals("Vulnerabilities"u8) || reader.ValueTextEquals("Misconfigurations"u8) || reader.ValueTextEquals("Findings"u8) ? Keys.OfCluster
        : reader.ValueTextEquals("format_version"u8) || reader.ValueTextEquals("terraform_version"u8) || reader.ValueTextEquals("apiVersion"u8) || reader.ValueTextEquals("resource_changes"u8) || reader.ValueTextEquals(ObservationKeys.Version) ? Keys.OfOthers
        : 0;

    // A number for the version is a state's.
    private static bool IsAs(Keys key, ref Utf8JsonReader reader) => key switch
    {
        Keys.Runs or Keys.Matches or Keys.OfCluster => reader.TokenType == JsonTokenType.StartArray,
        Keys.Descriptor => reader.TokenType == JsonTokenType.StartObject,
        Keys.SchemaVersion => reader.TokenType == JsonTokenType.Number,
        Keys.Context => reader.TokenType == JsonTokenType.String && (reader.ValueSpan.StartsWith("https://openvex.dev/ns"u8) || reader.ValueSpan.StartsWith("https://spdx.org/rdf/3"u8)),
        Keys.Bom => reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("CycloneDX"u8),
        0 => false,
        _ => reader.TokenType == JsonTokenType.String,
    };

    [Flags]
    private enum Keys
    {
        Bom = 1,
        Spdx = 2,
        Version = 4,
        Runs = 8,
        Matches = 16,
        Descriptor = 32,
        SchemaVersion = 64,
        ArtifactName = 128,
        ClusterName = 256,
        OfCluster = 512,
        OfOthers = 1024,
        Context = 2048,
    }
}
