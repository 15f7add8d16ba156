using System.Net;
using System.Net.Http.Json;
using Turnpike.Server.Api;
using Turnpike.Server.Identity;

namespace Turnpike.Tests;

/// <summary>Somebody's browser: it keeps cookies, says what a page of ours would say, and follows no redirects by itself.</summary>
public sealed class TestBrowser : IDisposable
{
    private readonly HttpClient _client;

    public TestBrowser(Uri address)
    {
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = address };
        _client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
    }

    public CookieContainer Cookies { get; } = new();

    /// <summary>Of the session, once somebody is signed in; goes with each request.</summary>
    public string? CsrfToken { get; set; }

    public async Task<HttpResponseMessage> SignInAsync(string email, string password = TestCallers.Password)
    {
        var answer = await SendAsync(HttpMethod.Post, "/api/v1/session", new SignInRequest(email, password));
        if (answer.IsSuccessStatusCode)
        {
            CsrfToken = (await answer.Content.ReadFromJsonAsync<SessionResource>(ApiJson.Options, TestContext.Current.CancellationToken))!.CsrfToken;
        }

        return answer;
    }

    public Task<HttpResponseMessage> GetAsync(string address) => SendAsync(HttpMethod.Get, address);

    /// <summary>As somebody who looks at a page, not as a program.</summary>
    public Task<HttpResponseMessage> GetPageAsync(string address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("text/html");
        return _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, object? body = null, string? ifMatch = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: ApiJson.Options) };
        if (CsrfToken is not null)
        {
            request.Headers.Add("X-CSRF-Token", CsrfToken);
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _client.Dispose();
}
