using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Turnpike.Ledger.Entries;
using Turnpike.Server.Api;

namespace Turnpike.Server.Webhooks;

/// <summary>An event of the ledger as CloudEvents 1.0 puts it in JSON, and its signature as Standard Webhooks makes it.</summary>
internal static class WebhookMessage
{
    public const string MediaType = "application/cloudevents+json";
    public const string SecretPrefix = "whsec_";
    public const int SecretBytes = 32;

    private const string TypePrefix = "turnpike.";

    /// <param name="source">Which installation.</param>
    public static byte[] Body(LedgerEntry entry, string source) => Body(
        entry.Position.ToString(CultureInfo.InvariantCulture),
        source,
        entry.Type.Name,
        entry.RecordedAt,
        json =>
        {
            json.WriteString("subject", entry.Stream.ToString());
            json.WriteString("actor", entry.Actor);

            // As text, as the extension "sequence" wants it: what comes late is put in its place.
            json.WriteString("sequence", entry.Position.ToString("d19", CultureInfo.InvariantCulture));
            json.WriteString("datacontenttype", ApiJson.MediaType);
            json.WriteString("dataschema", $"urn:turnpike:event:{entry.Type.Name}:{entry.Type.Version}");
            json.WritePropertyName("data");
            json.WriteRawValue(entry.Data.Span, skipInputValidation: true);
        });

    /// <summary>Says only that deliveries arrive.</summary>
    public static byte[] TestBody(string id, string source, DateTimeOffset now) => Body(id, source, "webhook.tested", now, static _ => { });

    /// <summary>A new secret, as it is shown to whoever checks the signatures.</summary>
    public static string NewSecret() => SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The header <c>webhook-signature</c>.</summary>
    public static string Sign(string secret, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")), .. body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[SecretPrefix.Length..]), signed));
    }

    private static byte[] Body(string id, string source, string type, DateTimeOffset time, Action<Utf8JsonWriter> rest)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", id);
            json.WriteString("source", source);
            json.WriteString("type", TypePrefix + type);
            json.WriteString("time", UtcTime.Text(time));
            rest(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
