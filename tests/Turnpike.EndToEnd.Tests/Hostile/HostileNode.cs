using System.Net.Http.Headers;
using Turnpike.Governance.Access;
using Turnpike.Ledger;
using Turnpike.Tests;

namespace Turnpike.EndToEnd.Tests.Hostile;

/// <summary>A node with small limits, and a pipeline that may push to it.</summary>
public sealed class HostileNode : IAsyncLifetime
{
    public const int MaxUpload = 1 << 20;

    public TestNode Node { get; private set; } = null!;

    public HttpClient Pipeline { get; private set; } = null!;

    public HttpClient Viewer { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Node = await TestNode.StartAsync(static s => s with { MaxUpload = MaxUpload });
        Pipeline = await Node.PipelineAsync();
        Viewer = await Node.ClientAsync(Role.Viewer);
    }

    public async ValueTask DisposeAsync()
    {
        Pipeline.Dispose();
        Viewer.Dispose();
        await Node.DisposeAsync();
    }

    /// <summary>Sends, and says how large the ledger was before and after: what is refused leaves no trace of itself.</summary>
    public async Task<Refusal> PushAsync(string path, HttpContent content)
    {
        var before = await SizeAsync();
        using var answer = await Pipeline.PostAsync(path, content, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using var alive = await Node.Anonymous.GetAsync("healthz", TestContext.Current.CancellationToken);
        Assert.True(alive.IsSuccessStatusCode);
        return new Refusal((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, body, await SizeAsync() - before);
    }

    public static ByteArrayContent Bytes(byte[] bytes, string type = "application/octet-stream", string? encoding = null)
    {
        var content = new ByteArrayContent(bytes) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        return content;
    }

    private async Task<long> SizeAsync() => (await Node.Get<EventLedger>().HeadAsync(TestContext.Current.CancellationToken)).Size;
}

/// <param name="Recorded">Entries that came of it.</param>
public sealed record Refusal(int Status, string? MediaType, string Body, long Recorded)
{
    /// <summary>A client's fault, told as a problem, with nothing written.</summary>
    public Refusal Is(int status, string says)
    {
        Assert.True(Status == status, $"{Status}: {Body}");
        Assert.Equal("application/problem+json", MediaType);
        Assert.Contains(says, Body, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, Recorded);
        return this;
    }
}
