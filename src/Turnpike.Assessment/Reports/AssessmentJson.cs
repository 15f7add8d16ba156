using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Turnpike.Assessment.Reports;

/// <summary>The one form that is kept; docs/formats/assessment.md. Equal assessments have equal bytes.</summary>
public static class AssessmentJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static byte[] Write(AssessmentReport report) => JsonSerializer.SerializeToUtf8Bytes(report, Options);

    /// <summary>Null where it is no assessment of this version.</summary>
    public static AssessmentReport? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<AssessmentReport>(json, Options) is { AssessmentVersion: AssessmentReport.Version } report ? report : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
