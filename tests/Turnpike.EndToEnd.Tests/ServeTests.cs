using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Turnpike.EndToEnd.Tests;

/// <summary>How a node starts, does not start, and comes back after it was killed.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-serve-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wrong_settings_are_listed_all_at_once_and_nothing_is_started()
    {
        var place = new Workplace(_folder.FullName);
        place.Environment["TURNPIKE_MAX_UPLOAD"] = "lots";
        await File.WriteAllTextAsync(place.File("turnpike.yaml"), "public-url: not an address\nlissten: http://127.0.0.1:1\n", Cancel);

        var said = (await place.TurnpikeAsync("serve", "--data", "books", "--shutdown-timeout", "soon")).Ends(3);
        foreach (var part in new[] { "TURNPIKE_MAX_UPLOAD", "turnpike.yaml:1:", "public-url", "lissten", "--shutdown-timeout" })
        {
            Assert.Contains(part, said.Error, StringComparison.Ordinal);
        }

        Assert.Equal("", said.Output);
        Assert.False(Directory.Exists(place.File("books")));
    }

    [Fact]
    public async Task A_port_that_is_taken_and_a_policy_that_is_broken_are_said_plainly()
    {
        var place = new Workplace(_folder.FullName);
        await using var node = await ServedNode.StartAsync(place, "--data", "books", "--pack", "none");
        var taken = (await place.TurnpikeAsync("serve", "--data", "others", "--listen", node.Address)).Ends(3).Error;
        Assert.StartsWith("error SRV002: ", taken, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", taken, StringComparison.Ordinal);

        await File.WriteAllTextAsync(place.File("broken.rego"), "package main\n\ndeny contains x if {", Cancel);
        Assert.Contains("broken.rego:3:", (await place.TurnpikeAsync("serve", "--data", "others", "--policy", "broken.rego")).Ends(3).Error, StringComparison.Ordinal);
    }

    /// <summary>Pushes go on while the node is killed; whatever it acknowledged is there when it is back, once.</summary>
    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_the_node_is_killed_while_it_is_pushed_to()
    {
        var place = new Workplace(_folder.FullName);
        var acknowledged = new ConcurrentDictionary<string, long>();
        string token;
        await using (var books = await Books.OpenAsync(place, "--data", "books"))
        {
            token = (await books.PipelineAsync("ci", "load/*")).Environment["TURNPIKE_TOKEN"];
            using var client = books.Client(token);
            var pushers = Enumerable.Range(0, 4).Select(i => PushAsync(client, i, acknowledged)).ToList();
            while (acknowledged.Count < 40 && !pushers.TrueForAll(static p => p.IsCompleted))
            {
                await Task.Delay(20, Cancel);
            }

            await books.Node.KillAsync();
            await Task.WhenAll(pushers);
        }

        Assert.True(acknowledged.Count >= 40, $"only {acknowledged.Count} pushes were acknowledged");
        (await place.TurnpikeAsync("ledger", "verify", "--data", "books")).Ends(0).Says("WHOLE");
        using var entries = JsonDocument.Parse((await place.TurnpikeAsync("ledger", "entries", "--data", "books", "--from", "0", "--limit", "100000", "--format", "json")).Ends(0).Output);
        var positions = entries.RootElement.EnumerateArray().ToDictionary(e => e.GetProperty("position").GetInt64(), e => e.GetProperty("stream").GetString()!);
        foreach (var (scope, position) in acknowledged)
        {
            Assert.Contains(scope, Assert.Contains(position, positions), StringComparison.Ordinal);
        }

        // And the node serves what it has: the same content again is as it was.
        await using var again = await ServedNode.StartAsync(place, "--data", "books");
        Assert.Null(again.SetUpLink);
        using var after = new HttpClient { BaseAddress = new Uri(again.Address + "/"), DefaultRequestHeaders = { Authorization = new("Bearer", token) } };
        using var receipt = JsonDocument.Parse(await (await PushOneAsync(after, acknowledged.Keys.First())).Content.ReadAsStringAsync(Cancel));
        Assert.True(receipt.RootElement.GetProperty("isUnchanged").GetBoolean());
    }

    /// <summary>An upload that is under way is taken, listeners are let go, and the node ends well.</summary>
    [Fact]
    public async Task A_node_that_is_told_to_end_finishes_what_is_under_way()
    {
        var place = new Workplace(_folder.FullName);
        var rest = new TaskCompletionSource();
        long position;
        await using (var books = await Books.OpenAsync(place, "--data", "books"))
        {
            using var client = books.Client((await books.PipelineAsync("ci", "load/*")).Environment["TURNPIKE_TOKEN"]);
            using var listener = books.Client(Books.TokenOf(place));
            await using var events = await listener.GetStreamAsync("api/v1/events", Cancel);
            var heard = new StreamReader(events).ReadToEndAsync(Cancel);

            // Half of it has come when the node is told.
            using var content = new HeldContent("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: held\n", "  namespace: load\n", rest.Task);
            var upload = client.PostAsync("api/v1/sources?scope=load/held&name=manifest.yaml", content, Cancel);
            await content.Begun.WaitAsync(Cancel);
            await Task.Delay(500, Cancel);
            var ended = books.Node.TerminateAsync();
            Assert.Contains("set up", books.Node.Log(), StringComparison.Ordinal);
            await heard;
            Assert.False(ended.IsCompleted);
            rest.SetResult();

            using var answer = await upload;
            using var receipt = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancel));
            position = receipt.RootElement.GetProperty("position").GetInt64();
            Assert.Equal(0, await ended);
        }

        (await place.TurnpikeAsync("ledger", "verify", "--data", "books")).Ends(0).Says("WHOLE");
        (await place.TurnpikeAsync("ledger", "proof", position.ToString(CultureInfo.InvariantCulture), "--data", "books")).Ends(0).Says("estate/load/held");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task PushAsync(HttpClient client, int pusher, ConcurrentDictionary<string, long> acknowledged)
    {
        try
        {
            for (var i = 0; i < 500; i++)
            {
                var scope = string.Create(CultureInfo.InvariantCulture, $"load/{pusher}-{i}");
                using var answer = await PushOneAsync(client, scope);
                if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                {
                    await Task.Delay(200, Cancel);
                    continue;
                }

                using var receipt = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancel));
                acknowledged[scope] = receipt.RootElement.GetProperty("position").GetInt64();
            }
        }
        catch (HttpRequestException)
        {
            // The node is gone: what was not answered may be there or not.
        }
    }

    private static Task<HttpResponseMessage> PushOneAsync(HttpClient client, string scope) => client.PostAsync(
        $"api/v1/sources?scope={Uri.EscapeDataString(scope)}&name=manifest.yaml",
        new StringContent($"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {scope.Replace('/', '-')}\n  namespace: load\n", Encoding.UTF8, "application/yaml"),
        Cancel);
}
