using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Turnpike.Tests;

namespace Turnpike.EndToEnd.Tests.Hostile;

/// <summary>Stores that fill up, go away and come back while a node uses them.</summary>
public sealed class StoreTests(PostgresServer postgres) : IClassFixture<PostgresServer>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-stores-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A limit on the size of files stands for a disk that is full: writes fail in the middle of a transaction.</summary>
    [Fact]
    public async Task A_full_disk_is_said_and_loses_nothing_that_was_acknowledged()
    {
        var place = new Workplace(_folder.FullName) { Before = "trap '' XFSZ; ulimit -f 6000" };

        // The runtime's own memory is a file, too.
        place.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        var acknowledged = new List<long>();
        await using (var books = await Books.OpenAsync(place, "--data", "books"))
        {
            using var client = books.Client((await books.PipelineAsync("ci", "*")).Environment["TURNPIKE_TOKEN"]);
            HttpResponseMessage? refused = null;
            for (var i = 0; i < 60 && refused is null; i++)
            {
                var answer = await client.PostAsync(string.Create(CultureInfo.InvariantCulture, $"api/v1/sources?scope=load/{i}&name=n"), Manifest(), Cancel);
                if (answer.IsSuccessStatusCode)
                {
                    using var receipt = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));
                    acknowledged.Add(receipt.RootElement.GetProperty("position").GetInt64());
                }
                else
                {
                    refused = answer;
                }
            }

            Assert.NotNull(refused);
            Assert.InRange((int)refused.StatusCode, 500, 507);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
            using var alive = await client.GetAsync("api/v1/estate/scopes", Cancel);
            Assert.True(alive.IsSuccessStatusCode, "what is there can still be read");
        }

        place.Before = null;
        Assert.NotEmpty(acknowledged);
        (await place.TurnpikeAsync("ledger", "verify", "--data", "books")).Ends(0).Says("WHOLE");
        var last = acknowledged.Max().ToString(CultureInfo.InvariantCulture);
        (await place.TurnpikeAsync("ledger", "proof", last, "--data", "books")).Ends(0).Says("estate/load/");
    }

    [Fact]
    public async Task A_database_that_goes_away_is_said_and_used_again_when_it_is_back()
    {
        postgres.Require();
        await using var node = await TestNode.StartAsync(s => s with { Postgres = postgres.ConnectionString() });
        using var client = await node.PipelineAsync();
        Assert.Equal(200, await PushAsync(client, "before"));

        await postgres.StopAsync("immediate");
        Assert.Equal(503, await PushAsync(client, "away"));
        await postgres.StartAsync();
        var status = 503;
        for (var i = 0; i < 100 && status == 503; i++)
        {
            await Task.Delay(200, Cancel);
            status = await PushAsync(client, "back");
        }

        Assert.Equal(200, status);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<int> PushAsync(HttpClient client, string scope)
    {
        using var answer = await client.PostAsync($"api/v1/sources?scope={scope}&name=n", Manifest(), Cancel);
        return (int)answer.StatusCode;
    }

    // Random, so that it takes up room however it is packed.
    private static StringContent Manifest() => new(
        $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: load\ndata:\n  blob: {Convert.ToBase64String(RandomNumberGenerator.GetBytes(200_000))}\n", Encoding.UTF8, "application/yaml");
}
