using Microsoft.AspNetCore.Http;

namespace Turnpike.Server.Api;

/// <summary>Reads what was uploaded. Its size was bounded, and gzip taken off, before it comes here.</summary>
public static class RequestBody
{
    private static readonly string[] s_mediaTypes = ["application/json", "application/yaml", "application/x-yaml", "text/yaml", "text/plain", "application/octet-stream"];

    /// <summary>The whole body.</summary>
    /// <exception cref="RequestFault">It is too large, empty, or of a type that is not taken; answered as a problem.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext http, CancellationToken cancellationToken)
    {
        CheckType(http.Request.ContentType);
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, cancellationToken);
        return body.Length > 0
            ? body.GetBuffer().AsMemory(0, (int)body.Length)
            : throw new RequestFault(StatusCodes.Status400BadRequest, "body-missing", "The request has no body: send the file as it is.");
    }

    private static void CheckType(string? contentType)
    {
        var type = contentType?.Split(';', 2)[0].Trim();
        if (type is null || !s_mediaTypes.Contains(type, StringComparer.OrdinalIgnoreCase))
        {
            throw new RequestFault(
                StatusCodes.Status415UnsupportedMediaType,
                "unsupported-media-type",
                $"Send the file with Content-Type {string.Join(", ", s_mediaTypes[..^1])} or {s_mediaTypes[^1]}, not {type ?? "none"}.");
        }
    }
}
