using System.Diagnostics;
using System.Globalization;
using Turnpike.Estate.Defaults;
using Turnpike.Estate.Joins;
using Turnpike.Hcl.Terraform.Schemas;
using Turnpike.Inventory.Coverage;
using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Ownership;
using Turnpike.Inventory.Search;
using Turnpike.Inventory.Sources;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Ledger.Sqlite;
using Turnpike.Text;

namespace Turnpike.Inventory.Bench;

/// <summary>As many resources observed as states hold; one in a hundred changed by hand.</summary>
internal static class JoinedBench
{
    public static async Task RunAsync(string folder, int resources)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            File.Delete(file);
        }

        await using var store = SqliteLedgerStore.Open(Path.Combine(folder, "ledger.db"), TimeProvider.System);
        await using var attachments = SqliteAttachmentStore.Open(Path.Combine(folder, "attachments.db"), TimeProvider.System);
        await using var ledger = new EventLedger(store, TimeProvider.System);
        using var inventory = new EstateInventory(attachments, TimeProvider.System);
        using var follower = new ProjectionFollower(ledger, [inventory]);
        var joins = JoinTable.Load(Data(), []);
        var receive = new ReceiveSources(follower, inventory, attachments, new InstallationKey(new byte[EventData.KeyBytes]), joins, new NoteCoverage(follower, inventory), TimeProvider.System);
        using var join = Join(inventory);

        var start = Stopwatch.GetTimestamp();
        var scope = 0;
        var accounts = new Dictionary<string, List<SourcePush>>(StringComparer.Ordinal);
        foreach (var (name, size) in EstateGenerator.Scopes(resources))
        {
            var state = EstateGenerator.State(scope, size);
            await receive.RunAsync("bench", [new SourcePush(name, "terraform.tfstate", state)]);
            foreach (var part in ObservedStates.Of(state, scope++))
            {
                (accounts.TryGetValue(part.Scope, out var parts) ? parts : accounts[part.Scope] = []).Add(part);
            }
        }

        Print("states pushed", start);
        start = Stopwatch.GetTimestamp();
        foreach (var parts in accounts.Values)
        {
            await receive.RunAsync("bench", parts);
        }

        Print($"observed: {accounts.Count} accounts, {accounts.Values.Sum(static p => p.Count)} parts", start);
        start = Stopwatch.GetTimestamp();
        foreach (var parts in accounts.Values)
        {
            await receive.RunAsync("bench", parts);
        }

        Print("synced again, nothing new", start);
        start = Stopwatch.GetTimestamp();
        var joined = await join.AtAsync();
        Print(string.Create(CultureInfo.InvariantCulture, $"joined and compared: {joined.Snapshot.Count} rows, {string.Join(", ", joined.Counts.Select(static c => $"{c.Value} {c.Key}"))}, {joined.Conflicts.Count} conflicts"), start);
        var (_, first) = accounts.First();
        var changed = first[0] with { Content = ObservedStates.Of(EstateGenerator.State(0, 100), 7, 1).First().Content };
        start = Stopwatch.GetTimestamp();
        await receive.RunAsync("bench", [changed]);
        Print("one part received anew", start);
        start = Stopwatch.GetTimestamp();
        joined = await join.AtAsync();
        Print("joined again", start);
        start = Stopwatch.GetTimestamp();
        var (_, drifted) = await new SearchEstate(inventory, join).AtAsync(EstateQuery.Parse("status:drifted made-by:terraform type:aws_instance", [])!, null, 50);
        Print(string.Create(CultureInfo.InvariantCulture, $"searched by status: {drifted.Total} found"), start);
        start = Stopwatch.GetTimestamp();
        var facts = await OwnershipFacts.LoadAsync(joined);
        Print("owners: what repositories, catalogs and accounts say", start);
        start = Stopwatch.GetTimestamp();
        var run = new OwnershipRun(joined, new OwnershipProjection(), facts);
        foreach (var question in Enum.GetValues<OwnershipQuestion>())
        {
            var coverage = OwnershipCoverage.Of(run, question, default);
            Print(string.Create(CultureInfo.InvariantCulture, $"{question}: {coverage.All.Percent} % of {coverage.All.Resources}, {string.Join(", ", coverage.Sources.Select(static s => $"{s.Value} by {s.Key}"))}"), start);
        }

        // As in an estate where one in ten is tagged: the rest is asked of neighbours, and proposed.
        start = Stopwatch.GetTimestamp();
        run = new OwnershipRun(joined, Sparse(), facts);
        Print(string.Create(CultureInfo.InvariantCulture, $"sparse tags: owners for {OwnershipCoverage.Of(run, OwnershipQuestion.Owner, default).All.Percent} %"), start);
        start = Stopwatch.GetTimestamp();
        Print(string.Create(CultureInfo.InvariantCulture, $"{run.Unowned().Count(u => run.Propose(u) is not null)} owners proposed"), start);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"resident {Process.GetCurrentProcess().WorkingSet64 >> 20} MB"));
    }

    private static OwnershipProjection Sparse() => new(OwnershipRules.Default with
    {
        Order = [OwnershipSource.Place, OwnershipSource.Neighbour],
        Places = [new("*0//*node_1*", OwnershipQuestion.Owner, "a"), new("*1//*node_2*", OwnershipQuestion.Owner, "b")],
    });

    public static JoinEstate Join(EstateInventory inventory)
    {
        var schema = ProviderSchema.ReadCompact(new SourceText("aws.schema", File.ReadAllBytes("packs/data/schemas/aws.schema")), [])!;
        return new JoinEstate(inventory, new DriftRules(ProviderSchemas.Builtin.With(schema), DefaultTable.Load(Data(), [])), JoinTable.Load(Data(), []));
    }

    private static IEnumerable<SourceText> Data() =>
        Directory.EnumerateFiles("packs/data", "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(static f => new SourceText(f, File.ReadAllBytes(f)));

    public static void Print(string what, long start) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s"));
}
