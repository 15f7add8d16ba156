using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Turnpike.Server.Api;

namespace Turnpike.Server.Tests.Api;

/// <summary>Short words for what tests ask of the API.</summary>
internal static class Http
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<T> GetAsync<T>(this HttpClient client, string path) => await (await client.GetAsync(path, Cancel)).ReadAsync<T>();

    public static Task<HttpResponseMessage> PostAsync<T>(this HttpClient client, string path, T body) => client.PostAsJsonAsync(path, body, ApiJson.Options, Cancel);

    public static Task<HttpResponseMessage> SendAsync(this HttpClient client, HttpMethod method, string path, object? body = null, string? ifMatch = null, string? ifNoneMatch = null, string? key = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: ApiJson.Options) };
        Add("If-Match", ifMatch);
        Add("If-None-Match", ifNoneMatch);
        Add("Idempotency-Key", key);
        return client.SendAsync(request, Cancel);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }

    public static Task<HttpResponseMessage> SendAsync(this HttpClient client, HttpMethod method, string path, byte[] body, string? contentType, string? encoding = null)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        return client.SendAsync(new HttpRequestMessage(method, path) { Content = content }, Cancel);
    }

    public static Task<HttpResponseMessage> SendAsync(this HttpClient client, HttpMethod method, string path, string body, string? contentType) =>
        client.SendAsync(method, path, Encoding.UTF8.GetBytes(body), contentType);

    /// <summary>The body of an answer that succeeded.</summary>
    public static async Task<T> ReadAsync<T>(this HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri}: {(int)answer.StatusCode} {text}");
        return System.Text.Json.JsonSerializer.Deserialize<T>(text, ApiJson.Options)!;
    }

    /// <summary>The problem of an answer that must have this status and code.</summary>
    public static async Task<Problem> ProblemAsync(this HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.StatusCode == status, $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri}: {(int)answer.StatusCode} {text}");
        Assert.Equal(Problem.MediaType, answer.Content.Headers.ContentType?.MediaType);
        var problem = System.Text.Json.JsonSerializer.Deserialize<Problem>(text, ApiJson.Options)!;
        Assert.Equal(code, problem.Code);
        Assert.Equal((int)status, problem.Status);
        Assert.Equal("urn:turnpike:problem:" + code, problem.Type);
        Assert.NotEmpty(problem.TraceId!);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        return problem;
    }
}
