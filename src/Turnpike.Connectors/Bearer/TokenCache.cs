using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Connectors.Bearer;

/// <summary>A bearer's token while it is good: got once for all who ask together, and anew before it expires.</summary>
internal sealed class TokenCache(Func<CancellationToken, Task<HttpRequestMessage>> ask, HttpClient http, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan s_ahead = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _one = new(1);
    private (string Text, DateTimeOffset Expires)? _current;

    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_current is not { } current || current.Expires - s_ahead < time.GetUtcNow())
            {
                _current = current = await AskAsync(cancellationToken);
            }

            return current.Text;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>It was refused.</summary>
    public void Forget() => _current = null;

    public void Dispose() => _one.Dispose();

    private async Task<(string Text, DateTimeOffset Expires)> AskAsync(CancellationToken cancellationToken)
    {
        using var request = await ask(cancellationToken);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var answer = JsonReader.Read(new SourceText("token", await response.Content.ReadAsByteArrayAsync(cancellationToken)) { IsConfidential = true }, []) as ObjectValue;
            if (answer?.Get("access_token") is not StringValue token)
            {
                throw new ConnectionFailedException($"{request.RequestUri!.Host} gives no token: {(answer?.Get("error_description") ?? answer?.Get("error")) switch { StringValue why => why.Value, _ => $"HTTP {(int)response.StatusCode}" }}");
            }

            return (token.Value, time.GetUtcNow().AddSeconds(Seconds(answer.Get("expires_in"))));
        }
        catch (HttpRequestException e)
        {
            throw new ConnectionFailedException($"{request.RequestUri!.Host}, which gives tokens, does not answer: {e.Message}", e);
        }
    }

    // Azure's instances say it as text.
    private static double Seconds(Value? value) => value switch
    {
        NumberValue number => number.ToDouble(),
        StringValue text when NumberValue.TryParse(text.Value, out var number) => number.ToDouble(),
        _ => 600,
    };
}
