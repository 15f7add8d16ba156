using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Turnpike.Server.PullRequests;

/// <summary>Sends requests to a code host's API and says what is wrong with the answers.</summary>
internal sealed class CodeHostCaller : IDisposable
{
    private const int MaxAnswer = 8 << 20;
    private const int MaxSaid = 300;
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http;
    private readonly string _api;
    private readonly TimeProvider _time;

    public CodeHostCaller(string api, TimeProvider time)
    {
        (_api, _time) = (api.TrimEnd('/'), time);
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = s_longest,
            MaxResponseContentBufferSize = MaxAnswer,
        };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("turnpike", "1"));
    }

    /// <param name="path">Below the API's address, beginning with a slash.</param>
    /// <param name="dress">Puts the credentials on.</param>
    /// <exception cref="CodeHostException">Whatever is no success.</exception>
    public async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body, Action<HttpRequestHeaders> dress, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, _api + path) { Content = body is null ? null : JsonContent.Create(body, body.GetType()) };
        dress(request.Headers);
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                throw new CodeHostException($"{method} {path} was answered with {(int)response.StatusCode}: {Said(answer)}", After(response)) { IsMissing = response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone };
            }

            using var json = JsonDocument.Parse(answer.Length == 0 ? "{}"u8.ToArray() : answer);
            return json.RootElement.Clone();
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new CodeHostException($"{method} {path} had no answer: {fault.Message}", null, fault);
        }
    }

    public void Dispose() => _http.Dispose();

    private TimeSpan? After(HttpResponseMessage response)
    {
        if (response.Headers.RetryAfter?.Delta is { } wait)
        {
            return wait;
        }

        // GitHub's limit of requests an hour.
        return response.Headers.TryGetValues("x-ratelimit-remaining", out var left) && left.First() == "0"
            && response.Headers.TryGetValues("x-ratelimit-reset", out var reset) && long.TryParse(reset.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && DateTimeOffset.FromUnixTimeSeconds(at) - _time.GetUtcNow() is { Ticks: > 0 } rest
            ? rest
            : null;
    }

    private static string Said(byte[] answer)
    {
        var text = System.Text.Encoding.UTF8.GetString(answer.AsSpan(0, Math.Min(answer.Length, MaxSaid)));
        return string.Concat(text.Where(static c => !char.IsControl(c)));
    }
}
