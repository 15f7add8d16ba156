using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Turnpike.Server.Storage;
using Turnpike.Server.Tests.Identity;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Api;

/// <summary>A node that starts before its database.</summary>
public sealed class StartWaitTests(PostgresServer postgres) : IClassFixture<PostgresServer>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-wait-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_waits_for_its_database_says_so_and_then_serves()
    {
        postgres.Require();
        await postgres.StopAsync("fast");
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var starting = TestNode.StartAsync(s => s with { Postgres = postgres.ConnectionString(), Listen = address.ToString().TrimEnd('/'), StartWait = TimeSpan.FromMinutes(2) });
        using var client = new HttpClient { BaseAddress = address };
        await UntilAsync(async () => await client.GetAsync("/healthz", Stop).StatusAsync() == HttpStatusCode.OK);
        using var ready = await client.GetAsync("/readyz", Stop);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not ready: PostgreSQL cannot be reached yet\n"), (ready.StatusCode, await ready.Content.ReadAsStringAsync(Stop)));
        await client.GetAsync("/api/v1/session", Stop).RefusedAsync(HttpStatusCode.ServiceUnavailable, "starting");
        Assert.False(starting.IsCompleted);

        await postgres.StartAsync();
        await using var node = await starting;
        await UntilAsync(async () => await client.GetAsync("/readyz", Stop).StatusAsync() == HttpStatusCode.OK);
    }

    [Fact]
    public async Task It_waits_no_longer_than_it_was_told_to()
    {
        var fault = await Assert.ThrowsAsync<NodeStartException>(() => StartAsync($"Host=127.0.0.1;Port={FreePort()};Database=none;Timeout=2", TimeSpan.FromSeconds(1)));
        Assert.StartsWith("PostgreSQL at 127.0.0.1 cannot be used: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("start-wait", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_refuses_is_not_waited_for()
    {
        postgres.Require();
        var begun = Stopwatch.GetTimestamp();
        var fault = await Assert.ThrowsAsync<NodeStartException>(() => StartAsync(postgres.ConnectionString() + ";Database=no_such_database", TimeSpan.FromMinutes(5)));
        Assert.Contains("no_such_database", fault.Message, StringComparison.Ordinal);
        Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromMinutes(4), "it did not wait");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<TestNode> StartAsync(string connection, TimeSpan wait) =>
        TestNode.StartAsync(s => s with { DataFolder = _folder.FullName, Postgres = connection, StartWait = wait });

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var i = 0; i < 600; i++)
        {
            try
            {
                if (await isSo())
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Between the waiting and the serving nobody listens.
            }

            await Task.Delay(100, Stop);
        }

        Assert.Fail("It did not come to that.");
    }
}
