using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Turnpike.Server.Operations;
using Turnpike.Server.Operations.Jobs;
using Turnpike.Server.Storage;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Operations;

/// <summary>Each job runs once over all nodes, and what was missed is made up for once.</summary>
public sealed class JobsTests(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    private const string EachSecond = "0/1 * * * * ?";
    private const string Yearly = "0 0 0 1 1 ?";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-jobs-");
    private readonly ConcurrentQueue<(string Node, DateTimeOffset At)> _ran = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Three_nodes_run_each_job_once_and_go_on_when_one_leaves()
    {
        server.Require();
        await using var a = await Node.StartAsync("a", Postgres("three"), [Job("tick", EachSecond)], TimeProvider.System);
        await using var b = await Node.StartAsync("b", Postgres("three"), [Job("tick", EachSecond)], TimeProvider.System);
        var c = await Node.StartAsync("c", Postgres("three"), [Job("tick", EachSecond)], TimeProvider.System);
        await UntilAsync(() => _ran.Count >= 4);
        await c.DisposeAsync();
        var before = _ran.Count;
        await UntilAsync(() => _ran.Count >= before + 3);

        var seconds = _ran.Select(r => r.At.ToUnixTimeSeconds()).ToList();
        Assert.Equal(seconds.Distinct().Count(), seconds.Count);
        var state = Assert.Single(await a.Jobs.ListAsync(Cancel));
        Assert.True(state.Runs.Count >= before);
        Assert.Contains(state.Runs, r => r.Outcome == JobOutcome.Done && r.Says == "ticked");
        Assert.NotNull(state.Next);
    }

    [Fact]
    public async Task A_run_asked_for_by_hand_is_done_by_one_of_the_nodes()
    {
        server.Require();
        await using var a = await Node.StartAsync("a", Postgres("hand"), [Job("tick", Yearly)], TimeProvider.System);
        await using var b = await Node.StartAsync("b", Postgres("hand"), [Job("tick", Yearly)], TimeProvider.System);

        Assert.True(await a.Jobs.RunNowAsync("tick", Cancel));
        Assert.False(await a.Jobs.RunNowAsync("tock", Cancel));

        await UntilAsync(() => !_ran.IsEmpty);
        await Task.Delay(1500, Cancel);
        Assert.Single(_ran);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_missed_while_no_node_ran_is_run_once(bool isPostgres)
    {
        var where = isPostgres ? Postgres("missed") : Sqlite("missed");
        var clock = new TestClock();
        clock.Jump(TimeSpan.FromDays(-900));
        await using (var before = await Node.StartAsync("before", where, [Job("tick", Yearly)], clock))
        {
            await before.Jobs.RunNowAsync("tick", Cancel);
            await UntilAsync(() => _ran.Count == 1);
            await UntilAsync(async () => (await before.Jobs.ListAsync(Cancel))[0].Runs[0].Outcome == JobOutcome.Done);
        }

        await using var after = await Node.StartAsync("after", where, [Job("tick", Yearly)], TimeProvider.System);
        await using var other = isPostgres ? await Node.StartAsync("other", where, [Job("tick", Yearly)], TimeProvider.System) : null;

        await UntilAsync(() => _ran.Count == 2);
        await Task.Delay(1500, Cancel);
        Assert.Equal(2, _ran.Count);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_does_not_silence_a_job()
    {
        var clock = new TestClock();
        clock.Jump(TimeSpan.FromDays(3));
        await using var node = await Node.StartAsync("a", Sqlite("back"), [Job("tick", EachSecond)], clock);
        await UntilAsync(() => !_ran.IsEmpty);

        clock.Jump(TimeSpan.FromDays(-3));
        await node.Jobs.FollowClockAsync(Cancel);

        var ran = _ran.Count;
        await UntilAsync(() => _ran.Count >= ran + 2);
    }

    [Fact]
    public async Task A_job_that_fails_says_why_and_comes_again()
    {
        var job = new ScheduledJob("broken", "Fails.", EachSecond, (_, _) => throw new InvalidOperationException("The disk is full."));
        await using var node = await Node.StartAsync("a", Sqlite("broken"), [job], TimeProvider.System);

        await UntilAsync(async () => (await node.Jobs.ListAsync(Cancel))[0].Runs.Count(r => r.Outcome == JobOutcome.Failed) >= 2);

        Assert.Equal("The disk is full.", (await node.Jobs.ListAsync(Cancel))[0].Runs.First(r => r.Outcome == JobOutcome.Failed).Says);
    }

    [Fact]
    public async Task A_run_whose_node_died_is_called_interrupted()
    {
        await using var database = await Sqlite("died").OpenAsync();
        var runs = new JobRuns(database, TimeProvider.System, () => Guid.NewGuid().ToString());
        await runs.BeginAsync("tick", new NodeName("dead"), Cancel);
        await Task.Delay(2, Cancel);
        await runs.EndAsync(await runs.BeginAsync("tick", new NodeName("alive"), Cancel), isFailed: false, new string('x', 9000), Cancel);

        var list = await runs.ListAsync("tick", Cancel);

        Assert.Equal([JobOutcome.Done, JobOutcome.Interrupted], list.Select(r => r.Outcome));
        Assert.Equal(500, list[0].Says!.Length);
        for (var i = 0; i < 60; i++)
        {
            await runs.BeginAsync("tick", new NodeName("alive"), Cancel);
        }

        Assert.Equal(JobRuns.Kept, (await runs.ListAsync("tick", Cancel)).Count);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task UntilAsync(Func<bool> isSo) => await UntilAsync(() => Task.FromResult(isSo()));

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var tries = 0; !await isSo(); tries++)
        {
            Assert.True(tries < 600, "It did not happen in a minute.");
            await Task.Delay(100, Cancel);
        }
    }

    private ScheduledJob Job(string name, string cron) => new(name, "Ticks.", cron, (services, _) =>
    {
        _ran.Enqueue((services.GetRequiredService<NodeName>().Text, DateTimeOffset.UtcNow));
        return Task.FromResult("ticked");
    });

    private Where Postgres(string schema)
    {
        server.Require();
        return new Where(server.ConnectionString(), schema, null);
    }

    private Where Sqlite(string name) => new(null, "turnpike", Path.Combine(_folder.FullName, name + ".db"));

    private sealed record Where(string? Postgres, string Schema, string? Path)
    {
        public async Task<ServerDatabase> OpenAsync()
        {
            ServerDatabase database = Postgres is null ? new SqliteServerDatabase(Path!) : new PostgresServerDatabase(Postgres, Schema);
            await database.PrepareAsync(JobRuns.Steps, Cancel);
            return database;
        }
    }

    private sealed class Node(ServerDatabase database, Jobs jobs) : IAsyncDisposable
    {
        public Jobs Jobs => jobs;

        public static async Task<Node> StartAsync(string name, Where where, IReadOnlyList<ScheduledJob> jobs, TimeProvider time)
        {
            var database = await where.OpenAsync();
            var node = new NodeName(name + Random.Shared.Next().ToString(CultureInfo.InvariantCulture));
            var settings = new ServerSettings { DataFolder = "", Postgres = where.Postgres, PostgresSchema = where.Schema };
            var services = new ServiceCollection().AddSingleton(node).BuildServiceProvider();
            var runner = new Jobs(jobs, new JobRuns(database, time, () => Guid.NewGuid().ToString()), node, settings, time, services, NullLoggerFactory.Instance);
            await runner.StartAsync(Cancel);
            return new Node(database, runner);
        }

        public async ValueTask DisposeAsync()
        {
            await jobs.StopAsync(CancellationToken.None);
            await jobs.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}
