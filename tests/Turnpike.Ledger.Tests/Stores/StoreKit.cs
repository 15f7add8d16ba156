using System.Text;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Merkle;
using Turnpike.Ledger.Proofs;
using Turnpike.Ledger.Storage;

namespace Turnpike.Ledger.Tests.Stores;

/// <summary>What every store must do. A class for each store inherits it.</summary>
public abstract class StoreKit
{
    private static readonly EventType s_noted = new("test.noted", 1);

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A fresh, empty store; the same one again where <paramref name="name"/> is the same.</summary>
    protected abstract Task<ILedgerStore> OpenAsync(string name);

    [Fact]
    public async Task What_is_appended_is_read_back_in_order()
    {
        await using var store = await OpenAsync("order");
        await using var ledger = new EventLedger(store, TimeProvider.System);

        var first = await ledger.AppendAsync(new StreamName("a"), ExpectedVersion.None, [Draft("1"), Draft("2")], Cancel);
        var second = await ledger.AppendAsync(new StreamName("b"), ExpectedVersion.None, [Draft("3")], Cancel);
        var third = await ledger.AppendAsync(new StreamName("a"), ExpectedVersion.At(2), [Draft("4")], Cancel);

        Assert.Equal(new AppendResult.Appended(0, 2), first);
        Assert.Equal(new AppendResult.Appended(2, 1), second);
        Assert.Equal(new AppendResult.Appended(3, 3), third);
        Assert.Equal(["1", "2", "3", "4"], await Data(ledger.ReadAsync(0, Cancel)));
        Assert.Equal(["3", "4"], await Data(ledger.ReadAsync(2, Cancel)));
        Assert.Equal(["2", "4"], await Data(ledger.ReadStreamAsync(new StreamName("a"), 2, Cancel)));
        Assert.Empty(await Data(ledger.ReadStreamAsync(new StreamName("none"), 1, Cancel)));
    }

    [Fact]
    public async Task A_stale_writer_is_refused_and_nothing_of_it_is_kept()
    {
        await using var store = await OpenAsync("conflict");
        await using var ledger = new EventLedger(store, TimeProvider.System);
        var stream = new StreamName("change/1");
        await ledger.AppendAsync(stream, ExpectedVersion.None, [Draft("1")], Cancel);

        var stale = await ledger.AppendAsync(stream, ExpectedVersion.None, [Draft("2"), Draft("3")], Cancel);

        Assert.Equal(new AppendResult.Conflict(stream, 1), stale);
        Assert.Equal(1, (await ledger.HeadAsync(Cancel)).Size);
        Assert.Equal(new AppendResult.Appended(1, 2), await ledger.AppendAsync(stream, ExpectedVersion.Any, [Draft("4")], Cancel));
    }

    [Fact]
    public async Task Of_many_writers_who_expect_the_same_version_one_wins()
    {
        await using var store = await OpenAsync("race");
        await using var one = new EventLedger(store, TimeProvider.System);
        await using var otherStore = await OpenAsync("race");
        await using var other = new EventLedger(otherStore, TimeProvider.System);
        var stream = new StreamName("race");

        for (var version = 0; version < 20; version++)
        {
            var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(w =>
                (w % 2 == 0 ? one : other).AppendAsync(stream, ExpectedVersion.At(version), [Draft($"{version}/{w}")], Cancel)));
            Assert.Single(results, r => r is AppendResult.Appended);
        }

        Assert.Equal(20, (await one.HeadAsync(Cancel)).Size);
        Assert.Empty((await new LedgerAudit(store).RunAsync(new Dictionary<long, Hash256>(), Cancel)).Faults);
    }

    [Fact]
    public async Task The_head_survives_closing()
    {
        LedgerHead before;
        await using (var store = await OpenAsync("closing"))
        {
            await using var ledger = new EventLedger(store, TimeProvider.System);
            await ledger.AppendAsync(new StreamName("s"), ExpectedVersion.Any, [.. Enumerable.Range(0, 300).Select(i => Draft($"{i}"))], Cancel);
            before = await ledger.HeadAsync(Cancel);
        }

        await using var again = await OpenAsync("closing");
        var after = await again.HeadAsync(Cancel);
        Assert.Equal((before.Size, before.LastHash, before.RecordedAt, before.Root()), (after.Size, after.LastHash, after.RecordedAt, after.Root()));
    }

    [Fact]
    public async Task A_follower_sees_what_comes_from_this_and_from_another_process()
    {
        await using var store = await OpenAsync("follow");
        await using var ledger = new EventLedger(store, TimeProvider.System);
        await using var otherStore = await OpenAsync("follow");
        await using var other = new EventLedger(otherStore, TimeProvider.System);
        await ledger.AppendAsync(new StreamName("s"), ExpectedVersion.Any, [Draft("0")], Cancel);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var seen = new List<string>();
        var follower = Follow();
        for (var i = 1; i < 10; i++)
        {
            await (i % 2 == 0 ? ledger : other).AppendAsync(new StreamName("s"), ExpectedVersion.Any, [Draft($"{i}")], Cancel);
        }

        await follower.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"{i}"), seen);

        async Task Follow()
        {
            await foreach (var entry in ledger.FollowAsync(0, stop.Token))
            {
                seen.Add(Encoding.UTF8.GetString(entry.Data.Span));
                if (seen.Count == 10)
                {
                    return;
                }
            }
        }
    }

    [Fact]
    public async Task Every_proof_made_from_the_store_holds()
    {
        const int Size = 700;
        await using var store = await OpenAsync("proofs");
        await using var ledger = new EventLedger(store, TimeProvider.System);
        for (var i = 0; i < Size; i += 100)
        {
            await ledger.AppendAsync(new StreamName("s"), ExpectedVersion.Any, [.. Enumerable.Range(i, 100).Select(n => Draft($"{n}"))], Cancel);
        }

        var tree = new LedgerTree(store);
        var root = await tree.RootAsync(Size, Cancel);
        Assert.Equal((await ledger.HeadAsync(Cancel)).Root(), root);
        var entries = await store.ReadAsync(0, Size, Cancel);
        foreach (var position in new[] { 0, 1, 255, 256, 511, 512, 698, 699 })
        {
            Hash256[] proof = [.. await tree.InclusionAsync(position, Size, Cancel)];
            Assert.True(MerkleProof.HoldsInclusion((ulong)position, Size, MerkleHash.Leaf(entries[position].Bytes.Span), proof, root));
        }

        foreach (var earlier in new[] { 1, 255, 256, 257, 512, 699, 700 })
        {
            Hash256[] proof = [.. await tree.ConsistencyAsync(earlier, Size, Cancel)];
            var before = await tree.RootAsync(earlier, Cancel);
            Assert.True(MerkleProof.HoldsConsistency((ulong)earlier, Size, before, root, proof));
        }
    }

    [Fact]
    public async Task Names_and_data_of_any_kind_come_back_as_they_were()
    {
        await using var store = await OpenAsync("names");
        await using var ledger = new EventLedger(store, TimeProvider.System);
        string[] names = ["change/Ünïcödé 🚧", "it's; DROP TABLE entry;--", new string('x', StreamName.MaxBytes), "a\"b\\c%_"];
        foreach (var name in names)
        {
            var data = new byte[100_000];
            new Random(name.Length).NextBytes(data);
            await ledger.AppendAsync(new StreamName(name), ExpectedVersion.None, [new EventDraft(s_noted, name, data)], Cancel);
            var entry = Assert.Single(await ledger.ReadStreamAsync(new StreamName(name), 1, Cancel).ToListAsync(Cancel));
            Assert.Equal((name, name, s_noted), (entry.Stream.ToString(), entry.Actor, entry.Type));
            Assert.Equal(data, entry.Data.ToArray());
        }
    }

    /// <summary>A dictionary of lists says what any mix of appends must come to.</summary>
    [Fact]
    public async Task Random_appends_come_to_what_a_simple_model_says()
    {
        var random = new Random(20);
        await using var store = await OpenAsync("model");
        await using var ledger = new EventLedger(store, TimeProvider.System);
        var streams = new Dictionary<string, List<string>>();
        var all = new List<string>();
        for (var step = 0; step < 300; step++)
        {
            var name = $"s{random.Next(5)}";
            var model = streams.TryGetValue(name, out var known) ? known : streams[name] = [];
            var expected = random.Next(3) switch { 0 => ExpectedVersion.Any, 1 => ExpectedVersion.At(model.Count), _ => ExpectedVersion.At(random.Next(model.Count + 3)) };
            string[] events = [.. Enumerable.Range(0, 1 + random.Next(4)).Select(i => $"{step}.{i}")];

            var result = await ledger.AppendAsync(new StreamName(name), expected, [.. events.Select(Draft)], Cancel);

            if (expected.Allows(model.Count))
            {
                Assert.Equal(new AppendResult.Appended(all.Count, model.Count + events.Length), result);
                model.AddRange(events);
                all.AddRange(events);
            }
            else
            {
                Assert.Equal(new AppendResult.Conflict(new StreamName(name), model.Count), result);
            }
        }

        Assert.Equal(all, await Data(ledger.ReadAsync(0, Cancel)));
        foreach (var (name, model) in streams)
        {
            Assert.Equal(model, await Data(ledger.ReadStreamAsync(new StreamName(name), 1, Cancel)));
        }

        var audit = await new LedgerAudit(store).RunAsync(new Dictionary<long, Hash256>(), Cancel);
        Assert.Empty(audit.Faults);
        Assert.Equal(all.Count, audit.Size);
    }

    protected static EventDraft Draft(string data) => new(s_noted, "tester", Encoding.UTF8.GetBytes(data));

    private static async Task<List<string>> Data(IAsyncEnumerable<LedgerEntry> entries)
    {
        var data = new List<string>();
        await foreach (var entry in entries.WithCancellation(Cancel))
        {
            data.Add(Encoding.UTF8.GetString(entry.Data.Span));
        }

        return data;
    }
}
