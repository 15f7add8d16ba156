using System.Text;
using System.Text.Json;

namespace Turnpike.Values.Tests.Json;

/// <summary>The same values by way of the library's document reader; plain and slow.</summary>
internal static class Oracle
{
    public static Value Convert(string json) => TryConvert(Encoding.UTF8.GetBytes(json)) ?? throw new ArgumentException(json, nameof(json));

    /// <summary>Null where the bytes are not what we call JSON.</summary>
    public static Value? TryConvert(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return Convert(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Value Convert(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Value.Object([.. element.EnumerateObject().Select(static m => (m.Name, Convert(m.Value)))]),
        JsonValueKind.Array => Value.Array([.. element.EnumerateArray().Select(Convert)]),
        JsonValueKind.String => Value.Of(element.GetString()!),
        JsonValueKind.Number => NumberValue.TryParse(element.GetRawText(), out var number) ? number : throw new InvalidOperationException(),
        JsonValueKind.True => Value.True,
        JsonValueKind.False => Value.False,
        _ => Value.Null,
    };
}
