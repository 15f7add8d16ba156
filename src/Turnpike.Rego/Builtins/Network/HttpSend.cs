using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Turnpike.Rego.Parsing;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins.Network;

/// <summary><c>http.send</c> over the connections that the host gives. Equal requests of one evaluation are sent once.</summary>
internal sealed class HttpSend(Func<HttpNeeds, HttpMessageHandler> connect)
{
    private const int MaxBytes = 64 * 1024 * 1024;

    private readonly ConcurrentDictionary<HttpNeeds, HttpMessageInvoker> _invokers = new();

    public Value? Send(BuiltinContext context, HttpRequest request)
    {
        try
        {
            return SendOnce(context, request);
        }
        catch (Exception fault) when (!context.Cancellation.IsCancellationRequested && MessageOf(fault, request) is { } message)
        {
            var code = fault is HttpRequestException or OperationCanceledException ? "eval_http_send_network_error" : "eval_http_send_internal_error";
            return request.RaisesErrors
                ? context.Fail(message)
                : Value.Object(("status_code", Value.Of(0)), ("error", Value.Object(("code", Value.Of(code)), ("message", Value.Of(message)))));
        }
    }

    private static string? MessageOf(Exception fault, HttpRequest request) => fault switch
    {
        OperationCanceledException => $"request timed out: {request.Method} {request.Address}",
        HttpRequestException or FormatException or IOException or ArgumentException or System.Security.Cryptography.CryptographicException => fault.Message,
        _ => null,
    };

    private ObjectValue SendOnce(BuiltinContext context, HttpRequest request)
    {
        var invoker = _invokers.GetOrAdd(request.Needs, needs => new HttpMessageInvoker(connect(needs)));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
        limit.CancelAfter(request.Timeout == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : request.Timeout);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var message = ToMessage(request);
                using var response = invoker.Send(message, limit.Token);
                return ToValue(request, response, limit.Token);
            }
            catch (HttpRequestException) when (attempt < request.Retries)
            {
                limit.Token.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(Math.Min(100 << Math.Min(attempt, 6), 5000)));
                limit.Token.ThrowIfCancellationRequested();
            }
        }
    }

    private static HttpRequestMessage ToMessage(HttpRequest request)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), request.Address)
        {
            Content = request.Body is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body)),
        };
        foreach (var (name, text) in request.Headers)
        {
            if (name.Equals("host", StringComparison.OrdinalIgnoreCase))
            {
                message.Headers.Host = text;
            }
            else if (!message.Headers.TryAddWithoutValidation(name, text))
            {
                message.Content ??= new ByteArrayContent([]);
                message.Content.Headers.TryAddWithoutValidation(name, text);
            }
        }

        if (!message.Headers.Contains("User-Agent"))
        {
            message.Headers.TryAddWithoutValidation("User-Agent", "turnpike");
        }

        return message;
    }

    private static ObjectValue ToValue(HttpRequest request, HttpResponseMessage response, CancellationToken cancellation)
    {
        var raw = ReadBody(response.Content, cancellation);
        var type = response.Content.Headers.ContentType?.MediaType ?? "";
        Value? body = null;
        if (request.ReadsJson || type == "application/json" || (type.StartsWith("application/", StringComparison.Ordinal) && type.EndsWith("+json", StringComparison.Ordinal)))
        {
            body = LenientJson.Read(raw, out _);
        }
        else if (request.ReadsYaml || type is "application/yaml" or "application/x-yaml")
        {
            body = MetadataYaml.ReadData(raw, lastWins: true, out _);
        }

        var reason = response.ReasonPhrase is { Length: > 0 } phrase ? phrase : response.StatusCode.ToString();
        return Value.Object(
            ("status", Value.Of(string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {reason}"))),
            ("status_code", Value.Of((int)response.StatusCode)),
            ("body", body ?? Value.Null),
            ("raw_body", Value.Of(raw)),
            ("headers", HeadersOf(response)));
    }

    private static string ReadBody(HttpContent content, CancellationToken cancellation)
    {
        using var stream = content.ReadAsStream(cancellation);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = stream.Read(buffer)) > 0; body.Write(buffer, 0, read))
        {
            cancellation.ThrowIfCancellationRequested();
            if (body.Length > MaxBytes)
            {
                throw new IOException(string.Create(CultureInfo.InvariantCulture, $"the response is longer than {MaxBytes} bytes"));
            }
        }

        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }

    private static ObjectValue HeadersOf(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (name, texts) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
        {
            headers[name.ToLowerInvariant()] = ArrayValue.Create([.. texts.Select(static text => (Value)Value.Of(text))]);
        }

        return Value.Object([.. headers.Select(static h => (h.Key, h.Value))]);
    }
}
