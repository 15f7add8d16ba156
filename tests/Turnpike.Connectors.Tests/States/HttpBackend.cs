using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Turnpike.Connectors.Tests.States;

/// <summary>What Terraform's HTTP backend asks of a server: GET, POST, LOCK and UNLOCK, behind a password.</summary>
internal sealed class HttpBackend : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HttpBackend(WebApplication app) => _app = app;

    public ConcurrentDictionary<string, byte[]> States { get; } = new();

    /// <summary>How the next requests are answered instead.</summary>
    public ConcurrentQueue<int> Faults { get; } = new();

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<HttpBackend> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static k => k.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var backend = new HttpBackend(app);
        app.Run(backend.AnswerAsync);
        await app.StartAsync();
        return backend;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        if (Faults.TryDequeue(out var fault))
        {
            http.Response.StatusCode = fault;
        }
        else if (http.Request.Headers.Authorization != "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes("reader:hunter2")))
        {
            http.Response.StatusCode = 401;
        }
        else if (http.Request.Method == "POST")
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            States[http.Request.Path] = body.ToArray();
        }
        else if (http.Request.Method == "GET")
        {
            if (States.TryGetValue(http.Request.Path, out var state))
            {
                await http.Response.Body.WriteAsync(state);
            }
            else
            {
                http.Response.StatusCode = 404;
            }
        }
    }
}
