using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Connectors.Bearer;

/// <summary>One of both is null.</summary>
internal readonly record struct BearerAnswer(ObjectValue? Body, BearerFault? Fault);

/// <param name="Status">Of HTTP; 0 where nobody answered.</param>
internal sealed record BearerFault(int Status, string Code, string Message)
{
    public CoverageStatus Coverage => Status is 401 or 403 ? CoverageStatus.Denied : CoverageStatus.Failed;

    public string Says => $"{Code}: {Message}";
}

/// <summary>Calls APIs that take JSON and a bearer's token: tries again what is worth it, and waits as long as it is told to.</summary>
internal sealed class BearerClient(HttpClient http, TokenCache tokens, TimeProvider time)
{
    private const int Attempts = 5;
    private const int MaxBytes = 64 << 20;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);

    public async Task<BearerAnswer> SendAsync(HttpMethod method, Uri address, Value? body, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (answer, wait) = await TryAsync(method, address, body, attempt, cancellationToken);
            if (answer.Fault is not { } fault || attempt >= Attempts)
            {
                return answer;
            }

            if (fault.Status == 401 && attempt == 1)
            {
                tokens.Forget();
            }
            else if (fault.Status is not (0 or 408 or 429 or >= 500))
            {
                return answer;
            }

            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private async Task<(BearerAnswer Answer, TimeSpan Wait)> TryAsync(HttpMethod method, Uri address, Value? body, int attempt, CancellationToken cancellationToken)
    {
        // Full jitter, as those who were refused together should not come back together.
        var wait = TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * 250 * Math.Pow(2, attempt));
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.GetAsync(cancellationToken));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(JsonText.Canonical(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            await response.Content.LoadIntoBufferAsync(MaxBytes, patience.Token);
            var content = await response.Content.ReadAsByteArrayAsync(patience.Token);
            var told = response.Headers.RetryAfter?.Delta is { } delta ? delta : wait;
            return (Read(response.StatusCode, content), told > s_longest ? s_longest : told);
        }
        catch (HttpRequestException e)
        {
            return (new(null, new(0, "Unreachable", e.Message)), wait);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (new(null, new(0, "Unreachable", "no answer in time")), wait);
        }
    }

    private static BearerAnswer Read(HttpStatusCode status, byte[] content)
    {
        var body = JsonReader.Read(new SourceText("answer", content), []) as ObjectValue;
        if ((int)status is >= 200 and < 300)
        {
            return body is null ? new(null, new(0, "BadAnswer", "the answer is no JSON object")) : new(body, null);
        }

        var error = body?.Get("error") as ObjectValue;
        var code = (error?.Get("status") ?? error?.Get("code") ?? body?.Get("error")) as StringValue;
        return new(null, new((int)status, code?.Value ?? ((int)status).ToString(CultureInfo.InvariantCulture), (error?.Get("message") as StringValue)?.Value ?? Encoding.UTF8.GetString(content.AsSpan(0, Math.Min(content.Length, 200)))));
    }
}
