using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Text.Json;
using Turnpike.Server.Api;
using Turnpike.Text;

namespace Turnpike.Cli.Client;

/// <summary>
/// Talks to a server's API. Whatever is not the answer asked for ends in a <see cref="RefusedException"/> that says why.
/// A request is repeated only where that cannot do a thing twice: each that changes something carries a key by which the
/// server knows it again.
/// </summary>
internal sealed class ApiClient : IDisposable
{
    private const int Tries = 4;

    // Seconds. To judge a large plan on a large estate takes its time.
    private const int Timeout = 300;
    private const int CompressFrom = 64 << 10;
    private const int MaxAnswer = 256 << 20;
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(10);

    private readonly ServerChoice _server;
    private readonly HttpClient _http;

    /// <param name="hasSession">Keeps the cookie of a session, as a browser would.</param>
    public ApiClient(ServerChoice server, bool hasSession = false)
    {
        _server = server;
        _http = new HttpClient(
            new SocketsHttpHandler
            {
                // A token must not follow a redirect to where its owner never sent it, nor go to a proxy on its way home.
                AllowAutoRedirect = false,
                UseProxy = !server.Address.IsLoopback,
                UseCookies = hasSession,
                AutomaticDecompression = DecompressionMethods.All,
                ConnectTimeout = TimeSpan.FromSeconds(10),
            })
        {
            BaseAddress = server.Address,
            Timeout = TimeSpan.FromSeconds(Timeout),
            MaxResponseContentBufferSize = MaxAnswer,
        };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("turnpike", Product.Version));
        if (server.Token is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
        }
    }

    public string Server => _server.Name;

    /// <summary>What a session's requests that change something bring along.</summary>
    public void UseSession(string? csrfToken) => _http.DefaultRequestHeaders.Add("X-CSRF-Token", csrfToken);

    public async Task<T> GetAsync<T>(string path, CancellationToken cancellation) =>
        Read<T>(await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), cancellation));

    /// <summary>The body as it came.</summary>
    public async Task<byte[]> GetBytesAsync(string path, CancellationToken cancellation) =>
        (await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), cancellation)).Body;

    public async Task<T> PostAsync<T>(string path, object? body, CancellationToken cancellation) =>
        Read<T>(await SendAsync(Keyed(HttpMethod.Post, path, () => Json(body)), cancellation));

    /// <summary>Where the answer holds nothing worth reading.</summary>
    public async Task PostAsync(string path, object? body, CancellationToken cancellation) =>
        await SendAsync(Keyed(HttpMethod.Post, path, () => Json(body)), cancellation);

    public async Task<T> UploadAsync<T>(string path, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        var isCompressed = content.Length >= CompressFrom && !_server.Address.IsLoopback;
        var sent = isCompressed ? Compress(content) : content;
        return Read<T>(await SendAsync(Keyed(HttpMethod.Post, path, Body), cancellation));

        HttpContent Body()
        {
            var body = new ReadOnlyMemoryContent(sent);
            body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            if (isCompressed)
            {
                body.Headers.ContentEncoding.Add("gzip");
            }

            return body;
        }
    }

    /// <param name="json">As it is sent.</param>
    public async Task<T> PutAsync<T>(string path, byte[] json, CancellationToken cancellation) => Read<T>(await SendAsync(
        () => new HttpRequestMessage(HttpMethod.Put, path) { Content = new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } } },
        cancellation));

    public async Task<T> PutAsync<T>(string path, object body, CancellationToken cancellation) =>
        Read<T>(await SendAsync(() => new HttpRequestMessage(HttpMethod.Put, path) { Content = Json(body) }, cancellation));

    /// <summary>With the tag by which a change says what it was made from.</summary>
    public async Task<(T Value, string? Tag)> GetTaggedAsync<T>(string path, CancellationToken cancellation)
    {
        var answer = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), cancellation);
        return (Read<T>(answer), answer.Tag);
    }

    public async Task PutAsync(string path, object body, string? tag, CancellationToken cancellation) =>
        await SendAsync(() => Tagged(new HttpRequestMessage(HttpMethod.Put, path) { Content = Json(body) }, tag), cancellation);

    public Task DeleteAsync(string path, CancellationToken cancellation) => DeleteAsync(path, null, cancellation);

    public async Task DeleteAsync(string path, string? tag, CancellationToken cancellation) =>
        await SendAsync(() => Tagged(new HttpRequestMessage(HttpMethod.Delete, path), tag), cancellation);

    public void Dispose() => _http.Dispose();

    private static Func<HttpRequestMessage> Keyed(HttpMethod method, string path, Func<HttpContent?> body)
    {
        var key = Guid.CreateVersion7().ToString();
        return () => new HttpRequestMessage(method, path) { Content = body(), Headers = { { "Idempotency-Key", key } } };
    }

    private static HttpRequestMessage Tagged(HttpRequestMessage request, string? tag)
    {
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        }

        return request;
    }

    private static ByteArrayContent? Json(object? body)
    {
        if (body is null)
        {
            return null;
        }

        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), ApiJson.Options));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private static ReadOnlyMemory<byte> Compress(ReadOnlyMemory<byte> content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content.Span);
        }

        return packed.GetBuffer().AsMemory(0, (int)packed.Length);
    }

    private T Read<T>(Answer answer)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(answer.Body, ApiJson.Options) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new RefusedException(ClientDiagnostics.NotOurs(Server, (int)answer.Status));
        }
    }

    private async Task<Answer> SendAsync(Func<HttpRequestMessage> make, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            Answer? answer = null;
            Diagnostic? fault = null;
            try
            {
                using var request = make();
                using var response = await _http.SendAsync(request, cancellation);
                answer = new Answer(response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellation), response.Headers.Location, response.Headers.ETag?.ToString(), RetryAfter(response));
                if (response.IsSuccessStatusCode)
                {
                    return answer;
                }
            }
            catch (HttpRequestException refused)
            {
                fault = Why(refused);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new RefusedException(ClientDiagnostics.TooSlow(Server, Timeout));
            }

            if (attempt == Tries || !(answer?.IsPassing ?? fault!.Code == "API004"))
            {
                throw answer is null ? new RefusedException(fault!) : Refusal(answer);
            }

            await Task.Delay(answer?.RetryAfter ?? TimeSpan.FromMilliseconds(100 << attempt), cancellation);
        }
    }

    private RefusedException Refusal(Answer answer)
    {
        var status = (int)answer.Status;
        return status is >= 300 and < 400 && answer.Location is { } location
            ? new RefusedException([ClientDiagnostics.Moved(Server, location.ToString())], status)
            : new RefusedException(Problem.Read(answer.Body, status) ?? [ClientDiagnostics.NotOurs(Server, status)], status);
    }

    private Diagnostic Why(HttpRequestException fault)
    {
        for (Exception? inner = fault; inner is not null; inner = inner.InnerException)
        {
            if (inner is AuthenticationException)
            {
                return ClientDiagnostics.BadCertificate(Server, inner.Message.TrimEnd('.'));
            }
        }

        var reason = fault.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => "nobody knows that name",
            HttpRequestError.ConnectionError when fault.InnerException is System.Net.Sockets.SocketException socket => socket.Message.ToLowerInvariant(),
            HttpRequestError.ConfigurationLimitExceeded => "the answer is larger than this command takes",
            _ => fault.Message.TrimEnd('.'),
        };
        return ClientDiagnostics.Unreachable(Server, reason);
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter?.Delta is { } wait && wait > TimeSpan.Zero ? wait < s_longestWait ? wait : s_longestWait : null;

    private sealed record Answer(HttpStatusCode Status, byte[] Body, Uri? Location, string? Tag, TimeSpan? RetryAfter)
    {
        /// <summary>It may well go better in a moment.</summary>
        public bool IsPassing => Status is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout or HttpStatusCode.TooManyRequests;
    }
}
