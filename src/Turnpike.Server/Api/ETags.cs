using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Turnpike.Server.Api;

/// <summary>
/// Strong entity tags of resources: the hash of their JSON, so that a tag changes when, and only when, what is seen changes.
/// </summary>
public static class ETags
{
    private const int TagBytes = 16;

    public static string Of<T>(T resource) => OfBytes(JsonSerializer.SerializeToUtf8Bytes(resource, ApiJson.Options));

    /// <summary>By a name of its own: an array of bytes would rather be a resource.</summary>
    public static string OfBytes(ReadOnlySpan<byte> bytes) => $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, TagBytes))}\"";

    /// <summary>A resource with its tag; 304 where the client has it as it is.</summary>
    public static IResult Answer<T>(HttpContext http, T resource)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(resource, ApiJson.Options);
        var tag = OfBytes(json);
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "private, no-cache";
        return Matches(http.Request.Headers.IfNoneMatch, tag, weakly: true)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : new Json<T>(resource, json);
    }

    /// <summary>Before something is changed: 428 without <c>If-Match</c>, 412 where somebody else changed it; null to go on.</summary>
    /// <param name="current">The resource as GET shows it.</param>
    public static IResult? RequireMatch<T>(HttpContext http, T current)
    {
        var asked = http.Request.Headers.IfMatch;
        return asked.Count == 0
            ? Problems.Of(StatusCodes.Status428PreconditionRequired, "if-match-missing", "Send If-Match with the ETag that you read, so that nobody's change is lost.")
            : Matches(asked, Of(current), weakly: false) ? null
            : Problems.Of(StatusCodes.Status412PreconditionFailed, "changed-meanwhile", "Somebody changed it since you read it. Read it again.");
    }

    private static bool Matches(Microsoft.Extensions.Primitives.StringValues headers, string tag, bool weakly) =>
        EntityTagHeaderValue.TryParseList(headers, out var tags)
        && tags.Any(t => t.Equals(EntityTagHeaderValue.Any) || (t.Tag == tag && (weakly || !t.IsWeak)));

    private sealed class Json<T>(T resource, byte[] json) : IResult, IStatusCodeHttpResult, IValueHttpResult<T>
    {
        public int? StatusCode => StatusCodes.Status200OK;

        public T Value => resource;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = ApiJson.MediaType + "; charset=utf-8";
            return httpContext.Response.Body.WriteAsync(json, httpContext.RequestAborted).AsTask();
        }
    }
}
