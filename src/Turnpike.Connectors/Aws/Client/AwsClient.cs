using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Turnpike.Connectors.Aws.Credentials;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Connectors.Aws.Client;

/// <summary>What a client may spend.</summary>
/// <param name="PerSecond">Requests to one service in one region of one account; a service's data may set it lower.</param>
/// <param name="InFlight">Requests under way at once, over all.</param>
internal sealed record ClientLimits(double PerSecond, int InFlight, TimeSpan Timeout)
{
    /// <summary>Of a call that is throttled.</summary>
    public int Attempts { get; init; } = 8;

    /// <summary>Of a call that fails, or that nobody answers.</summary>
    public int AttemptsOfFailing { get; init; } = 4;

    public int MaxBytes { get; init; } = 64 << 20;

    /// <summary>The longest wait before the first retry; it doubles with each, up to <see cref="LongestDelay"/>.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(20);
}

/// <summary>Calls AWS: signs, keeps below the rates, tries again what is worth it, and reads answers and faults of every protocol into one shape.</summary>
internal sealed class AwsClient(HttpClient http, AwsEndpoints endpoints, ClientLimits limits, TimeProvider time) : IDisposable
{
    private static readonly ProductInfoHeaderValue s_agent = new("turnpike", "0.1");

    private readonly ConcurrentDictionary<(string Account, string Region, string Service), RequestBucket> _buckets = new();
    private readonly SemaphoreSlim _inFlight = new(limits.InFlight);
    private long _requests;

    /// <summary>Sent so far, retries included.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    public async Task<AwsAnswer> CallAsync(AwsCall call, CredentialCache credentials, CancellationToken cancellationToken)
    {
        var rate = Math.Min(call.Service.Rate ?? double.MaxValue, limits.PerSecond);
        var bucket = _buckets.GetOrAdd((call.Account, call.Region, call.Service.Signing), _ => new RequestBucket(rate, time));
        for (var attempt = 1; ; attempt++)
        {
            await bucket.TakeAsync(cancellationToken);
            var answer = await TryAsync(call, credentials, cancellationToken);
            if (answer.Fault is not { } fault)
            {
                bucket.Answered();
                return answer;
            }

            if (fault.Kind == FaultKind.Throttled)
            {
                bucket.Throttled();
            }

            if (fault.Kind == FaultKind.Expired && attempt == 1)
            {
                credentials.Forget();
            }
            else if (attempt >= Attempts(fault))
            {
                return answer;
            }

            await Task.Delay(Delay(attempt), time, cancellationToken);
        }
    }

    private int Attempts(AwsFault fault) => fault.Kind switch
    {
        FaultKind.Throttled => limits.Attempts,
        FaultKind.Transient => fault.Code == AwsFault.InProgress ? limits.Attempts : limits.AttemptsOfFailing,
        _ => 1,
    };

    public void Dispose()
    {
        _inFlight.Dispose();
        http.Dispose();
    }

    // Full jitter: callers that were throttled together come back apart.
    private TimeSpan Delay(int attempt)
    {
        var longest = Math.Min(limits.LongestDelay.TotalMilliseconds, limits.FirstDelay.TotalMilliseconds * Math.Pow(2, attempt - 1));
        return TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * longest);
    }

    private async Task<AwsAnswer> TryAsync(AwsCall call, CredentialCache credentials, CancellationToken cancellationToken)
    {
        var request = RequestWriter.Write(call, endpoints.Of(call.Service, call.Region, call.Account));
        if (call.IsSigned)
        {
            SignatureV4.Sign(request, await credentials.GetAsync(cancellationToken), AwsEndpoints.SigningRegion(call.Service, call.Region), call.Service.Signing, time.GetUtcNow());
        }

        await _inFlight.WaitAsync(cancellationToken);
        try
        {
            return await SendAsync(call, request, cancellationToken);
        }
        catch (HttpRequestException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.HostNotFound })
        {
            return new(null, AwsFault.NoSuchHost(request.Origin.Host));
        }
        catch (HttpRequestException e)
        {
            return new(null, AwsFault.Unreachable(e.Message));
        }
        catch (IOException e)
        {
            return new(null, AwsFault.Unreachable(e.Message));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(null, AwsFault.Unreachable($"no answer in {limits.Timeout.TotalSeconds:0} seconds"));
        }
        finally
        {
            _inFlight.Release();
        }
    }

    private async Task<AwsAnswer> SendAsync(AwsCall call, WireRequest request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        using var message = request.ToMessage();
        message.Headers.UserAgent.Add(s_agent);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limits.Timeout);
        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
        if (await ReadBodyAsync(response, timeout.Token) is not { } body)
        {
            return new(null, new(FaultKind.Other, "TooLarge", $"the answer is larger than the limit of {limits.MaxBytes} bytes"));
        }

        if (!response.IsSuccessStatusCode)
        {
            return new(null, AwsFault.Read(call.Service.Protocol, (int)response.StatusCode, body, name => Header(response, name)));
        }

        return Read(call.Service.Protocol, body);
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static AwsAnswer Read(AwsProtocol protocol, byte[] body)
    {
        try
        {
            var answer = protocol is AwsProtocol.Json or AwsProtocol.RestJson ? ReadJson(body)
                : IsDocument(body) ? Value.Object(("value", Value.Of(System.Text.Encoding.UTF8.GetString(body))))
                : XmlAnswer.Read(body);
            return answer is null ? new(null, new(FaultKind.Transient, "BadAnswer", "the answer is not JSON")) : new(answer, null);
        }
        catch (System.Xml.XmlException e)
        {
            return new(null, new(FaultKind.Transient, "BadAnswer", "the answer is not XML: " + e.Message));
        }
    }

    // S3 answers with the policy itself where it is asked for one.
    private static bool IsDocument(byte[] body) => body.Length > 0 && body[0] == (byte)'{';

    private static ObjectValue? ReadJson(byte[] body) => body.Length == 0
        ? ObjectValue.Empty
        : JsonReader.Read(new SourceText("answer", body), []) switch
        {
            ObjectValue o => o,
            null => null,
            // GetPolicy of some services answers with a bare list or text.
            var other => Value.Object(("value", other)),
        };

    private async Task<byte[]?> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[16 << 10];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > limits.MaxBytes)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
