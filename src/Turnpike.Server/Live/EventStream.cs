using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Turnpike.Ledger.Entries;
using Turnpike.Server.Api;

namespace Turnpike.Server.Live;

/// <summary>Writes server-sent events, as the HTML standard lays them down.</summary>
internal sealed class EventStream(HttpResponse response)
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public Task BeginAsync(long next, CancellationToken cancellationToken)
    {
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-store";

        // nginx would else keep events back until its buffer is full.
        response.Headers["X-Accel-Buffering"] = "no";
        return WriteAsync(string.Create(CultureInfo.InvariantCulture, $"retry: 2000\nid: {next - 1}\n\n"), cancellationToken);
    }

    /// <summary>Also moves the place from which a client that comes back reads on, past what it may not see.</summary>
    public Task BeatAsync(long next, CancellationToken cancellationToken) =>
        WriteAsync(string.Create(CultureInfo.InvariantCulture, $": still here\nid: {next - 1}\n\n"), cancellationToken);

    public async Task WriteAsync(LedgerEntry entry, CancellationToken cancellationToken)
    {
        _buffer.ResetWrittenCount();
        _buffer.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {entry.Position}\nevent: {entry.Type.Name}\ndata: ")));
        using (var json = new Utf8JsonWriter(_buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("position", entry.Position);
            json.WriteString("type", entry.Type.Name);
            json.WriteNumber("version", entry.Type.Version);
            json.WriteString("stream", entry.Stream.ToString());
            json.WriteString("actor", entry.Actor);
            json.WriteString("recordedAt", UtcTime.Text(entry.RecordedAt));
            json.WritePropertyName("data");

            // Canonical JSON holds no line break, which would end the field.
            json.WriteRawValue(entry.Data.Span, skipInputValidation: true);
            json.WriteEndObject();
        }

        _buffer.Write("\n\n"u8);
        await response.Body.WriteAsync(_buffer.WrittenMemory, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }

    private async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        await response.WriteAsync(text, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
