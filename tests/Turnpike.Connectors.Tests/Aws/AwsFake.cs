using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Turnpike.Connectors.Tests.Aws;

/// <summary>What a request was, as far as an answer depends on it.</summary>
/// <param name="Service">That it is signed for.</param>
/// <param name="Operation">Of the form or the target header; else method and path.</param>
internal sealed record FakeRequest(string Service, string Operation, string Path, string Query, string Body, IHeaderDictionary Headers);

internal sealed record FakeAnswer(int Status, string Body, string? ContentType = null);

/// <summary>Answers as AWS does, from a function: what an emulator cannot be made to say, such as refusals and floods.</summary>
internal sealed class AwsFake : IAsyncDisposable
{
    private readonly WebApplication _app;

    private AwsFake(WebApplication app) => _app = app;

    public ConcurrentQueue<FakeRequest> Requests { get; } = new();

    public string Endpoint => _app.Urls.Single();

    public static async Task<AwsFake> StartAsync(Func<FakeRequest, FakeAnswer> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var fake = new AwsFake(app);
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var request = Read(context.Request, await reader.ReadToEndAsync());
            fake.Requests.Enqueue(request);
            var given = answer(request);
            context.Response.StatusCode = given.Status;
            context.Response.ContentType = given.ContentType;
            await context.Response.WriteAsync(given.Body);
        });
        await app.StartAsync();
        return fake;
    }

    public static FakeAnswer Caller { get; } = new(200, "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>111111111111</Account><Arn>arn:aws:iam::111111111111:user/u</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>");

    public static FakeAnswer Ec2Fault(int status, string code, string message) =>
        new(status, $"<Response><Errors><Error><Code>{code}</Code><Message>{message}</Message></Error></Errors><RequestID>3f1c2c4e-1111-2222-3333-{Guid.NewGuid().ToString()[..12].Replace("-", "0", StringComparison.Ordinal)}</RequestID></Response>");

    public static FakeAnswer JsonFault(int status, string code, string message) => new(status, $$"""{"__type": "com.amazonaws.x#{{code}}", "message": "{{message}}"}""");

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static FakeRequest Read(HttpRequest request, string body)
    {
        var authorization = request.Headers.Authorization.ToString();
        var service = authorization.Contains("Credential=", StringComparison.Ordinal) ? authorization.Split('/')[3] : "";
        var form = body.Split('&').Select(p => p.Split('=')).Where(p => p.Length == 2).ToLookup(p => p[0], p => Uri.UnescapeDataString(p[1]));
        var operation = request.Headers["x-amz-target"].ToString().Split('.')[^1];
        operation = operation.Length > 0 ? operation : form["Action"].FirstOrDefault() ?? $"{request.Method} {request.Path}";
        return new(service, operation, request.Path, request.QueryString.ToString(), body, new HeaderDictionary(request.Headers.ToDictionary(h => h.Key, h => h.Value)));
    }
}
