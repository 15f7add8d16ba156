using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Turnpike.Connectors.Kubernetes.Access;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Connectors.Kubernetes.Requests;

/// <summary>
/// Asks a cluster's API, a few requests at a time. What is told to wait waits as long as it is told; what fails is tried
/// again. It only ever reads.
/// </summary>
internal sealed class ClusterClient : IDisposable
{
    private const int MaxTries = 5;
    private const int MaxBytes = 256 << 20;

    private static readonly TimeSpan s_attempt = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(60);

    private readonly ClusterAccess _access;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly SemaphoreSlim _places;
    private readonly ConcurrentDictionary<string, string> _warnings = new(StringComparer.Ordinal);

    public ClusterClient(ClusterAccess access, int parallel, TimeProvider time)
    {
        _access = access;
        _time = time;
        _places = new SemaphoreSlim(parallel);
        _http = new HttpClient(ClusterHandler.Create(access, parallel)) { Timeout = Timeout.InfiniteTimeSpan, DefaultRequestVersion = HttpVersion.Version20 };
    }

    /// <summary>What the server warned of, by the path that was asked for: an API that will be removed.</summary>
    public IReadOnlyDictionary<string, string> Warnings => _warnings;

    public void Dispose()
    {
        _http.Dispose();
        _places.Dispose();
    }

    /// <param name="path">With its query; below the server's address.</param>
    public async Task<ClusterAnswer> GetAsync(string path, string accept, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            var isRefused = false;
            for (var attempt = 1; ; attempt++)
            {
                var (answer, wait) = await TryAsync(path, accept, isRefused, cancellationToken);
                var isRefusedNow = answer.Status == HttpStatusCode.Unauthorized && _access.Token is not null && !isRefused;
                if ((wait is null && !isRefusedNow) || attempt == MaxTries)
                {
                    return answer;
                }

                isRefused |= isRefusedNow;
                await Task.Delay(Pause(wait ?? TimeSpan.Zero, attempt, isRefusedNow), _time, cancellationToken);
            }
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>An answer that goes on, as a watch does; its reader disposes of it.</summary>
    /// <exception cref="HttpRequestException">There is no connection.</exception>
    public async Task<HttpResponseMessage> OpenAsync(string path, string accept, CancellationToken cancellationToken)
    {
        using var request = await RequestAsync(path, accept, isRefused: false, cancellationToken);
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>The words of a Status object, else of the status line.</summary>
    public static string MessageOf(HttpStatusCode status, Value? body) =>
        body.TextAt("message") is { Length: > 0 } message ? message : $"the server answered {(int)status}";

    private async Task<(ClusterAnswer Answer, TimeSpan? Wait)> TryAsync(string path, string accept, bool isRefused, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(s_attempt, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var request = await RequestAsync(path, accept, isRefused, both.Token);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            KeepWarning(path, response);
            var body = await BodyAsync(response, both.Token);
            var answer = new ClusterAnswer(response.StatusCode, body, MessageOf(response.StatusCode, body));
            return (answer, IsWorthWaiting(response.StatusCode) ? After(response) : null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (new ClusterAnswer(0, null, $"there was no answer within {s_attempt.TotalSeconds:0} seconds"), TimeSpan.Zero);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return (new ClusterAnswer(0, null, (fault.InnerException ?? fault).Message), TimeSpan.Zero);
        }
    }

    private async Task<HttpRequestMessage> RequestAsync(string path, string accept, bool isRefused, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_access.Server.AbsoluteUri.TrimEnd('/') + path));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.TryAddWithoutValidation("User-Agent", "turnpike");
        if (_access.Token is { } source && await source(isRefused, cancellationToken) is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        else if (_access.Basic is var (user, password))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
        }

        return request;
    }

    private static async Task<Value?> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            content.Write(buffer, 0, read);
            if (content.Length > MaxBytes)
            {
                throw new IOException(FormattableString.Invariant($"one answer is longer than {MaxBytes} bytes; set page_size lower"));
            }
        }

        return JsonReader.Read(new SourceText("answer", content.ToArray()) { IsConfidential = true }, []);
    }

    // An error of the server's own may be of this request alone, so it is tried again; one of its permissions may not.
    private static bool IsWorthWaiting(HttpStatusCode status) => status is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    private TimeSpan After(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _time.GetUtcNow(),
        _ => TimeSpan.Zero,
    };

    private static TimeSpan Pause(TimeSpan told, int attempt, bool isRefused)
    {
        var own = isRefused ? TimeSpan.Zero : TimeSpan.FromMilliseconds(250 * (1 << (attempt - 1)));
        var pause = told > own ? told : own;
        return pause < s_longestWait ? pause : s_longestWait;
    }

    // 299 - "policy/v1beta1 PodSecurityPolicy is deprecated in v1.21+, unavailable in v1.25+"
    private void KeepWarning(string path, HttpResponseMessage response)
    {
        if (response.Headers.TryGetValues("Warning", out var values) && values.FirstOrDefault() is { } warning)
        {
            var start = warning.IndexOf('"', StringComparison.Ordinal);
            var text = start >= 0 ? warning[(start + 1)..].TrimEnd('"') : warning;
            var query = path.IndexOf('?', StringComparison.Ordinal);
            _warnings.TryAdd(query < 0 ? path : path[..query], text.Replace("\\\"", "\"", StringComparison.Ordinal));
        }
    }
}
