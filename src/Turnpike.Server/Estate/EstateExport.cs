using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Turnpike.Inventory.Snapshots;
using Turnpike.Server.Api;
using Turnpike.Values;

namespace Turnpike.Server.Estate;

/// <summary>The whole estate, sent while it is read.</summary>
internal static class EstateExport
{
    private const int Batch = 500;

    public static IResult Csv(EstateSnapshot estate, EstateViews views) =>
        Results.Stream(body => WriteCsvAsync(estate, views, body), "text/csv; charset=utf-8", "estate.csv");

    public static IResult Json(EstateSnapshot estate, EstateViews views) =>
        Results.Stream(body => WriteJsonAsync(estate, views, body), "application/json; charset=utf-8", "estate.json");

    /// <summary>A field as spreadsheets take it for text: one that they would run as a formula gets an apostrophe in front.</summary>
    internal static string Field(string? text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? "'" + text : text ?? "";
        return safe.AsSpan().ContainsAny("\",\r\n'") ? "\"" + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : safe;
    }

    private static async Task WriteCsvAsync(EstateSnapshot estate, EstateViews views, Stream body)
    {
        await using var writer = new StreamWriter(body, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync("scope,address,type,mode,provider,source,id,arn,name,deposed,tags,observed");
        foreach (var row in estate.Rows())
        {
            var one = views.Of(row);
            string?[] fields =
            [
                one.Scope,
                one.Address,
                one.Type,
                one.Mode == Turnpike.Estate.Identity.ResourceMode.Data ? "data" : "managed",
                one.Provider,
                one.Source,
                one.Id,
                one.Arn,
                one.Name,
                one.Deposed,
                string.Join("; ", row.Tags.Select(static t => $"{t.Key}={t.Value}")),
                UtcTime.Text(one.ObservedAt),
            ];
            await writer.WriteLineAsync(string.Join(',', fields.Select(Field)));
        }
    }

    private static async Task WriteJsonAsync(EstateSnapshot estate, EstateViews views, Stream body)
    {
        // Into memory a batch at a time: writers that write to the body themselves do so without waiting.
        var buffer = new ArrayBufferWriter<byte>();
        await using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WritePropertyName("asOf");
        JsonSerializer.Serialize(writer, views.AsOf, ApiJson.Options);
        writer.WriteStartArray("resources");
        foreach (var rows in estate.Rows().Chunk(Batch))
        {
            foreach (var (row, loaded) in rows.Zip(await estate.LoadAsync(rows)))
            {
                writer.WriteStartObject();
                writer.WritePropertyName("resource");
                JsonSerializer.Serialize(writer, views.Of(row), ApiJson.Options);
                writer.WritePropertyName("attributes");
                JsonText.WriteRedacted(writer, loaded.Attributes);
                writer.WriteEndObject();
            }

            await SendAsync();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        await SendAsync();

        async Task SendAsync()
        {
            await writer.FlushAsync();
            await body.WriteAsync(buffer.WrittenMemory);
            buffer.ResetWrittenCount();
        }
    }
}
