using System.Text;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Merkle;
using Turnpike.Ledger.Proofs;
using Turnpike.Ledger.Sqlite;
using Turnpike.Ledger.Storage;
using Turnpike.Tests;

namespace Turnpike.Ledger.Tests.Crashes;

/// <summary>No acknowledged event is lost, none appears twice, the chain verifies: whatever dies.</summary>
public sealed class CrashTests(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-crash-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_killed_under_load_on_SQLite_loses_nothing()
    {
        var path = Path.Combine(_folder.FullName, "ledger.db");
        var acknowledged = new List<string>();
        for (var round = 0; round < 3; round++)
        {
            acknowledged.AddRange(await KillUnderLoadAsync(path, 150));
        }

        await using var store = await Load.OpenAsync(path);
        await AssertKeptAsync(store, acknowledged);
    }

    [Fact]
    public async Task One_of_two_nodes_killed_under_load_on_PostgreSQL_loses_nothing()
    {
        server.Require();
        using var survivor = new LoadProcess(server.ConnectionString());
        await survivor.UntilAsync(20, Cancel);
        var acknowledged = await KillUnderLoadAsync(server.ConnectionString(), 150);
        await survivor.UntilAsync(survivor.Acknowledged.Count + 100, Cancel);
        await survivor.KillAsync(Cancel);

        await using var store = await Load.OpenAsync(server.ConnectionString());
        await AssertKeptAsync(store, [.. acknowledged, .. survivor.Acknowledged]);
    }

    [Fact]
    public async Task PostgreSQL_crashing_under_load_loses_nothing_and_the_ledger_goes_on()
    {
        server.Require();
        using var load = new LoadProcess(server.ConnectionString());
        await load.UntilAsync(100, Cancel);
        await server.StopAsync("immediate");
        await server.StartAsync();

        await using var store = await Load.OpenAsync(server.ConnectionString());
        await AssertKeptAsync(store, [.. load.Acknowledged]);
        await using var ledger = new EventLedger(store, TimeProvider.System);
        Assert.IsType<AppendResult.Appended>(await ledger.AppendAsync(new StreamName("after"), ExpectedVersion.None, [Draft("crash")], Cancel));
    }

    [Fact]
    public async Task A_ledger_outlives_the_restart_of_its_database()
    {
        server.Require();
        await using var store = await Load.OpenAsync(server.ConnectionString());
        await using var ledger = new EventLedger(store, TimeProvider.System);
        await server.StopAsync("fast");
        await Assert.ThrowsAnyAsync<Exception>(() => ledger.AppendAsync(new StreamName("down"), ExpectedVersion.Any, [Draft("1")], Cancel));

        await server.StartAsync();

        Assert.IsType<AppendResult.Appended>(await ledger.AppendAsync(new StreamName("up"), ExpectedVersion.Any, [Draft("2")], Cancel));
    }

    /// <summary>A power cut leaves any beginning of what was written to the log: each opens as a ledger that was once there.</summary>
    [Fact]
    public async Task A_log_cut_at_any_byte_opens_as_an_earlier_state_of_the_ledger()
    {
        var (path, roots) = await LedgerWithLogAsync();
        var log = await File.ReadAllBytesAsync(path + "-wal", Cancel);
        var random = new Random(6);
        var sizes = new HashSet<long>();
        for (var cut = 0; cut < 60; cut++)
        {
            var copy = Path.Combine(_folder.FullName, $"cut-{cut}.db");
            File.Copy(path, copy);
            await File.WriteAllBytesAsync(copy + "-wal", log[..random.Next(log.Length + 1)], Cancel);
            sizes.Add(await AssertEarlierStateAsync(copy, roots));
        }

        Assert.True(sizes.Count > 5, $"The cuts gave only {sizes.Count} different states.");
    }

    /// <summary>A page of the log that never reached the disk, among later ones that did.</summary>
    [Fact]
    public async Task A_hole_in_the_log_opens_as_an_earlier_state_of_the_ledger()
    {
        var (path, roots) = await LedgerWithLogAsync();
        var log = await File.ReadAllBytesAsync(path + "-wal", Cancel);
        var random = new Random(7);
        for (var hole = 0; hole < 30; hole++)
        {
            var copy = Path.Combine(_folder.FullName, $"hole-{hole}.db");
            File.Copy(path, copy);
            var damaged = (byte[])log.Clone();
            damaged.AsSpan(random.Next(log.Length / 512) * 512, 512).Clear();
            await File.WriteAllBytesAsync(copy + "-wal", damaged, Cancel);
            await AssertEarlierStateAsync(copy, roots);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static EventDraft Draft(string data) => new(new EventType("test.noted", 1), "tester", Encoding.UTF8.GetBytes(data));

    private static async Task<IReadOnlyCollection<string>> KillUnderLoadAsync(string store, int appends)
    {
        using var load = new LoadProcess(store);
        await load.UntilAsync(appends, Cancel);
        await load.KillAsync(Cancel);
        Assert.True(load.Acknowledged.Count >= appends, string.Join('\n', load.Errors));
        return load.Acknowledged;
    }

    private static async Task AssertKeptAsync(ILedgerStore store, IReadOnlyCollection<string> acknowledged)
    {
        var audit = await new LedgerAudit(store).RunAsync(new Dictionary<long, Hash256>(), Cancel);
        Assert.Empty(audit.Faults);

        var kept = new HashSet<string>();
        await using var ledger = new EventLedger(store, TimeProvider.System);
        await foreach (var entry in ledger.ReadAsync(0, Cancel))
        {
            Assert.True(kept.Add(Encoding.UTF8.GetString(entry.Data.Span)), $"Entry {entry.Position} is there twice.");
        }

        Assert.Empty(acknowledged.Except(kept));
    }

    /// <summary>A ledger whose last appends are all still in the log, and the root it had at each size.</summary>
    private async Task<(string Path, Dictionary<long, Hash256> Roots)> LedgerWithLogAsync()
    {
        var live = Path.Combine(_folder.FullName, "live.db");
        var kept = Path.Combine(_folder.FullName, "kept.db");
        var roots = new Dictionary<long, Hash256> { [0] = MerkleHash.Empty };
        await using var store = SqliteLedgerStore.Open(live, TimeProvider.System);
        await using var ledger = new EventLedger(store, TimeProvider.System);
        for (var i = 0; i < 40; i++)
        {
            await ledger.AppendAsync(new StreamName($"s{i % 4}"), ExpectedVersion.Any, [Draft($"{i}.0"), Draft($"{i}.1")], Cancel);
            var head = await ledger.HeadAsync(Cancel);
            roots[head.Size] = head.Root();
        }

        // Copied while open: closing would fold the log into the file.
        File.Copy(live, kept);
        File.Copy(live + "-wal", kept + "-wal");
        return (kept, roots);
    }

    private static async Task<long> AssertEarlierStateAsync(string path, Dictionary<long, Hash256> roots)
    {
        await using var store = SqliteLedgerStore.Open(path, TimeProvider.System);
        var audit = await new LedgerAudit(store).RunAsync(new Dictionary<long, Hash256>(), Cancel);
        Assert.Empty(audit.Faults);
        Assert.Equal(roots[audit.Size], audit.Root);
        return audit.Size;
    }
}
