using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Turnpike.Server.Api;

/// <summary>Bounds each body while it comes in, as sent and as inflated: what is announced is not believed.</summary>
internal sealed class BodyGuard(RequestDelegate next, ServerSettings settings)
{
    public Task InvokeAsync(HttpContext http)
    {
        var declared = http.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>();
        var limit = declared is null ? BodyLimit.Default : declared.Bytes ?? settings.MaxUpload;
        if (http.Request.ContentLength > limit)
        {
            throw TooLarge(limit);
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            // Beyond our own bound, so that it is ours that speaks.
            feature.MaxRequestBodySize = limit + 1;
        }

        switch (http.Request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant())
        {
            case "" or "identity":
                http.Request.Body = new BoundedStream(http.Request.Body, limit);
                break;
            case "gzip":
                http.Request.Body = new BoundedStream(new GzipBody(new BoundedStream(http.Request.Body, limit)), limit);
                http.Request.Headers.ContentEncoding = default;
                http.Request.ContentLength = null;
                break;
            case var encoding:
                throw new RequestFault(StatusCodes.Status415UnsupportedMediaType, "unsupported-encoding", $"Content-Encoding {encoding} is not taken; gzip is.");
        }

        return next(http);
    }

    private static RequestFault TooLarge(long limit) =>
        new(StatusCodes.Status413PayloadTooLarge, "too-large", string.Create(CultureInfo.InvariantCulture, $"The body is larger than {limit} bytes, which is the limit here."));

    /// <summary>Ends a body that goes on past the limit.</summary>
    private sealed class BoundedStream(Stream inner, long limit) : BodyStream
    {
        private long _read;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            _read += read;
            return _read <= limit ? read : throw TooLarge(limit);
        }
    }
}
