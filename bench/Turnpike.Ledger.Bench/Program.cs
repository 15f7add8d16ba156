using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Merkle;
using Turnpike.Ledger.Proofs;
using Turnpike.Ledger.Sqlite;

// Events of 400 bytes of data, appended and read back, beside bare inserts into the same SQLite on the same disk.
if (args is not [var folder, .. var rest])
{
    Console.Error.WriteLine("usage: FOLDER [EVENTS]");
    return 3;
}

const int BatchSize = 1000;
const int Writers = 16;
var events = rest is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 1_000_000;
var singles = events / 20;
Directory.CreateDirectory(folder);
foreach (var file in Directory.EnumerateFiles(folder, "*.db*"))
{
    File.Delete(file);
}

var type = new EventType("bench.noted", 1);
var data = Encoding.UTF8.GetBytes("{\"text\":\"" + new string('x', 389) + "\"}");
var path = Path.Combine(folder, "ledger.db");

Report("bare inserts in batches", events, () => Bare(Path.Combine(folder, "bare.db"), events, BatchSize));
Report("bare inserts singly", singles / 10, () => Bare(Path.Combine(folder, "bare-single.db"), singles / 10, 1));

await using var store = SqliteLedgerStore.Open(path, TimeProvider.System);
await using var ledger = new EventLedger(store, TimeProvider.System);
EventDraft[] batch = [.. Enumerable.Repeat(new EventDraft(type, "bench", data), BatchSize)];
await ReportAsync("appends in batches of 1000", events, async () =>
{
    for (var i = 0; i < events; i += BatchSize)
    {
        await ledger.AppendAsync(new StreamName($"bench/{i / BatchSize % 100}"), ExpectedVersion.Any, batch);
    }
});
await ReportAsync("appends singly from 16 writers", singles, () => Task.WhenAll(Enumerable.Range(0, Writers).Select(async w =>
{
    for (var i = w; i < singles; i += Writers)
    {
        await ledger.AppendAsync(new StreamName($"single/{w}"), ExpectedVersion.Any, [batch[0]]);
    }
})));
await ReportAsync("projection: read and count by type", events + singles, async () =>
{
    var byType = new Dictionary<EventType, long>();
    await foreach (var entry in ledger.ReadAsync(0))
    {
        byType[entry.Type] = byType.GetValueOrDefault(entry.Type) + 1;
    }

    Require(byType[type] == events + singles);
});
await ReportAsync("verify", events + singles, async () =>
{
    var report = await new LedgerAudit(store).RunAsync(new Dictionary<long, Hash256>());
    Require(report is { Faults.Count: 0 } && report.Size == events + singles);
});
await ReportAsync("inclusion proofs", 1000, async () =>
{
    var tree = new LedgerTree(store);
    for (var i = 0; i < 1000; i++)
    {
        await tree.InclusionAsync(i * (events / 1000L), events + singles);
    }
});
await FollowDelayAsync();
return 0;

static void Report(string what, long done, Action work)
{
    var start = Stopwatch.GetTimestamp();
    work();
    Print(what, done, Stopwatch.GetElapsedTime(start));
}

static async Task ReportAsync(string what, long done, Func<Task> work)
{
    var start = Stopwatch.GetTimestamp();
    await work();
    Print(what, done, Stopwatch.GetElapsedTime(start));
}

static void Print(string what, long done, TimeSpan time) =>
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-36} {done,9} in {time.TotalSeconds,7:0.00} s {done / time.TotalSeconds,10:0} a second"));

static void Require(bool holds)
{
    if (!holds)
    {
        throw new InvalidOperationException("The benchmark's answer is wrong: its times say nothing.");
    }
}

static void Bare(string path, int rows, int perTransaction)
{
    using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
    connection.Open();
    using var command = connection.CreateCommand();
    command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE row (id INTEGER PRIMARY KEY, data BLOB)";
    command.ExecuteNonQuery();
    command.CommandText = "INSERT INTO row (data) VALUES ($data)";
    command.Parameters.AddWithValue("$data", new byte[400]);
    for (var i = 0; i < rows; i += perTransaction)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        command.Transaction = transaction;
        for (var j = 0; j < perTransaction; j++)
        {
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }
}

async Task FollowDelayAsync()
{
    const int Times = 200;
    var seen = new double[Times];
    var sent = new long[Times];
    using var stop = new CancellationTokenSource();
    var head = (await ledger.HeadAsync()).Size;
    var follower = FollowAsync();
    for (var i = 0; i < Times; i++)
    {
        sent[i] = Stopwatch.GetTimestamp();
        await ledger.AppendAsync(new StreamName("follow"), ExpectedVersion.Any, [batch[0]]);
        await Task.Delay(5);
    }

    await follower;
    Array.Sort(seen);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"append to follower                   median {seen[Times / 2]:0.0} ms, 99 % {seen[Times * 99 / 100]:0.0} ms"));

    async Task FollowAsync()
    {
        await foreach (var entry in ledger.FollowAsync(head, stop.Token))
        {
            seen[entry.Position - head] = Stopwatch.GetElapsedTime(sent[entry.Position - head]).TotalMilliseconds;
            if (entry.Position - head == Times - 1)
            {
                return;
            }
        }
    }
}
