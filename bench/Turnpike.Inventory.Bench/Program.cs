using System.Diagnostics;
using System.Globalization;
using Turnpike.Estate.Joins;
using Turnpike.Inventory;
using Turnpike.Inventory.Bench;
using Turnpike.Inventory.Coverage;
using Turnpike.Inventory.Relations;
using Turnpike.Inventory.Search;
using Turnpike.Inventory.Snapshots;
using Turnpike.Inventory.Sources;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Ledger.Sqlite;
using Turnpike.Text;

// A large estate: pushed by one process, made ready and asked by another, so that what is resident is what asking needs.
if (args is not [var folder, .. var rest])
{
    Console.Error.WriteLine("usage: FOLDER [RESOURCES] [ask|joined|assess]");
    return 3;
}

var resources = rest is [var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : 1_000_000;
Directory.CreateDirectory(folder);
if (rest is [_, "ask"])
{
    await AskAsync();
    return 0;
}

if (rest is [_, "joined"])
{
    await JoinedBench.RunAsync(folder, resources);
    return 0;
}

if (rest is [_, "assess"])
{
    await AssessBench.RunAsync(folder);
    return 0;
}

var filled = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"filled-{resources}"));
if (!File.Exists(filled))
{
    foreach (var file in Directory.EnumerateFiles(folder))
    {
        File.Delete(file);
    }

    await FillAsync();
    await File.WriteAllTextAsync(filled, "");
}

using var asking = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [folder, resources.ToString(CultureInfo.InvariantCulture), "ask"]))!;
await asking.WaitForExitAsync();
return asking.ExitCode;

async Task FillAsync()
{
    await using var store = SqliteLedgerStore.Open(Path.Combine(folder, "ledger.db"), TimeProvider.System);
    await using var attachments = SqliteAttachmentStore.Open(Path.Combine(folder, "attachments.db"), TimeProvider.System);
    await using var ledger = new EventLedger(store, TimeProvider.System);
    using var inventory = new EstateInventory(attachments, TimeProvider.System);
    using var follower = new ProjectionFollower(ledger, [inventory]);
    var joins = JoinTable.Load(Directory.EnumerateFiles("packs/data", "*.json", SearchOption.AllDirectories).Select(static f => new SourceText(f, File.ReadAllBytes(f))), new DiagnosticBag());
    var receive = new ReceiveSource(new ReceiveSources(follower, inventory, attachments, new InstallationKey(new byte[EventData.KeyBytes]), joins, new NoteCoverage(follower, inventory), TimeProvider.System));
    var start = Stopwatch.GetTimestamp();
    var scope = 0;
    foreach (var (name, size) in EstateGenerator.Scopes(resources))
    {
        var outcome = await receive.RunAsync("bench", new SourcePush(name, "terraform.tfstate", EstateGenerator.State(scope++, size)));
        Require(outcome is SourceOutcome.Received);
    }

    Print("pushed", Stopwatch.GetElapsedTime(start), $"{resources / Stopwatch.GetElapsedTime(start).TotalSeconds:0} resources a second");
    start = Stopwatch.GetTimestamp();
    await receive.RunAsync("bench", new SourcePush("shop/service0", "terraform.tfstate", EstateGenerator.State(11, (resources / 200) - 1)));
    Print("one resource less in a scope of many", Stopwatch.GetElapsedTime(start), "");
}

async Task AskAsync()
{
    await using var store = SqliteLedgerStore.Open(Path.Combine(folder, "ledger.db"), TimeProvider.System);
    await using var attachments = SqliteAttachmentStore.Open(Path.Combine(folder, "attachments.db"), TimeProvider.System);
    await using var ledger = new EventLedger(store, TimeProvider.System);
    using var inventory = new EstateInventory(attachments, TimeProvider.System);
    using var follower = new ProjectionFollower(ledger, [inventory]);
    var start = Stopwatch.GetTimestamp();
    await follower.CatchUpAsync();
    var estate = await inventory.AtAsync();
    Print("content of all scopes in memory", Stopwatch.GetElapsedTime(start), $"{estate.Count} resources, {estate.Scopes.Count} scopes");
    var hub = estate.Rows("platform/cell0").First(static r => r.Type == "aws_vpc");
    estate.DependsOn(hub);
    Print("ready, relations across scopes too", Stopwatch.GetElapsedTime(start), "aim: under 5 s");
    Memory("resident when ready");
    GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    Memory("resident after a collection");
    Ask(estate);
    Reach(estate, hub);
    await LoadAsync(estate);
    Memory("resident at the end");
}

void Ask(EstateSnapshot estate)
{
    var one = estate.Rows("shop/service7").Skip(123).First();
    string[] queries =
    [
        "", "web", "web-77123", "no-such-text-anywhere", "cell_1 node_7 prod", "type:aws_instance", "type:aws_*group", "scope:shop/*", $"id:{one.Id}", "id:*ff*",
        "name:web-77*", "name:w*", "tag:env=prod", "tag:team", "tag:env=p*", "attr:instance_type=t3.large", "attr:instance_type=t3.medium", "attr:root_block_device.encrypted=false",
        "attr:user_data", $"rel:{one.Key}", $"dependson:{one.Key}", "type:aws_instance -tag:env=prod attr:monitoring=true checkout", "tag:team=data OR tag:team=search OR payments", $"\"{one.Arn}\"",
    ];
    foreach (var text in queries)
    {
        var query = EstateQuery.Parse(text, []) ?? throw new InvalidOperationException(text);
        var times = new double[15];
        var total = 0;
        for (var i = 0; i < times.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            total = estate.Search(query, 50).Total;
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(text.Length > 60 ? text[..60] : text),-62} {total,9} found {times[times.Length / 2],8:0.0} ms median {times[^1],8:0.0} ms worst"));
    }
}

void Reach(EstateSnapshot estate, ResourceRow hub)
{
    foreach (var limit in new[] { 500, 100_000 })
    {
        var start = Stopwatch.GetTimestamp();
        var radius = estate.BlastRadius([hub], new ReachLimits(Resources: limit));
        Print($"blast radius of {hub.Key}", Stopwatch.GetElapsedTime(start), $"{radius.Affected.Count} resources; {radius.CutBecause ?? "all"}");
    }

    var at = Stopwatch.GetTimestamp();
    var instance = estate.Rows(hub.Key.Scope).First(static r => r.Type == "aws_instance");
    var path = estate.Path(instance, hub);
    Print("path", Stopwatch.GetElapsedTime(at), $"{path?.Kind} in {path?.Relations.Count} steps");
    at = Stopwatch.GetTimestamp();
    Print("relations of every resource of a scope", Stopwatch.GetElapsedTime(at), $"{estate.Rows("platform/cell1").Average(r => estate.DependsOn(r).Count):0.0} a resource");
}

async Task LoadAsync(EstateSnapshot estate)
{
    var rows = estate.Rows("shop/service7").ToList();
    var start = Stopwatch.GetTimestamp();
    var loaded = await estate.LoadAsync(rows);
    Require(loaded.All(static r => r.Attributes is Turnpike.Values.ObjectValue));
    Print("attributes of a scope", Stopwatch.GetElapsedTime(start), $"{loaded.Count} resources");
    start = Stopwatch.GetTimestamp();
    await estate.LoadAsync([rows[100]]);
    Print("attributes of one", Stopwatch.GetElapsedTime(start), "");
}

static void Memory(string when)
{
    var lines = File.ReadAllLines("/proc/self/status");
    string Of(string name) => string.Create(CultureInfo.InvariantCulture, $"{long.Parse(lines.First(l => l.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024} MB");
    Console.WriteLine($"{when,-62} {Of("VmRSS:"),9} (at most {Of("VmHWM:")})");
}

// Processor time too: on a machine that does other work the clock says little.
static void Print(string what, TimeSpan time, string note) =>
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-62} {time.TotalMilliseconds,9:0} ms ({Environment.CpuUsage.TotalTime.TotalSeconds:0.0} s of processor so far)  {note}"));

static void Require(bool holds)
{
    if (!holds)
    {
        throw new InvalidOperationException("The benchmark's answer is wrong: its times say nothing.");
    }
}
