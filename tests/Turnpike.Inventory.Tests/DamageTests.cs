using System.Security.Cryptography;
using Turnpike.Inventory.Coverage;
using Turnpike.Inventory.Segments;
using Turnpike.Inventory.Sources;
using Turnpike.Ledger;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Events;
using Turnpike.Ledger.Merkle;
using Turnpike.Values;
using Turnpike.Tests;

namespace Turnpike.Inventory.Tests;

/// <summary>Content that is not what was kept: said to be, never believed, never a crash.</summary>
public class DamageTests
{
    [Fact]
    public async Task A_changed_or_cut_segment_is_damaged_by_name_and_never_read()
    {
        await using var yard = new Yard();
        await yard.PushAsync("prod", "s", State());
        var (segment, _) = Assert.Single(yard.Inventory.Book.Since(yard.Clock.Now));
        var contents = new Dictionary<Hash256, Attachment>();
        await foreach (var info in yard.Attachments.ListAsync(TestContext.Current.CancellationToken))
        {
            contents[info.Hash] = (await yard.Attachments.FindAsync(info.Hash, TestContext.Current.CancellationToken))!;
        }

        var random = new Random(7);
        var refused = 0;
        foreach (var (hash, attachment) in contents.Where(static c => c.Value.MediaType != SegmentForm.BlockMediaType))
        {
            for (var i = 0; i < 400; i++)
            {
                // The store says nothing of it: what reads must do without that.
                var damaged = Damaged(attachment.Content.ToArray(), random);
                await using var store = new LyingStore(contents, hash, damaged);
                var segments = new SegmentStore(store);
                try
                {
                    // A list that names a page which is not there is like one whose page was deleted.
                    if (await segments.FindAsync(segment, 0, TestContext.Current.CancellationToken) is { } loaded)
                    {
                        Use(loaded);
                    }
                }
                catch (LedgerDamagedException fault)
                {
                    Assert.Contains(segment.ToString(), fault.Message, StringComparison.Ordinal);
                    refused++;
                }
            }
        }

        Assert.True(refused > 300, $"{refused} refused");
    }

    [Fact]
    public async Task Damage_in_one_scope_leaves_the_others_and_is_told_by_name()
    {
        await using var yard = new Yard();
        await yard.PushAsync("whole", "s", State());
        var whole = Assert.Single(yard.Inventory.Book.Since(yard.Clock.Now)).Segment;
        await yard.PushAsync("torn", "s", StateFile.Of(("aws_vpc.a", """{"id":"vpc-1"}""")));
        var torn = yard.Inventory.Book.Since(yard.Clock.Now).Single(s => s.Segment != whole).Segment;
        var contents = new Dictionary<Hash256, Attachment>();
        await foreach (var info in yard.Attachments.ListAsync(TestContext.Current.CancellationToken))
        {
            contents[info.Hash] = (await yard.Attachments.FindAsync(info.Hash, TestContext.Current.CancellationToken))!;
        }

        await using var store = new LyingStore(contents, torn, [1, 2, 3]);
        using var inventory = await yard.RebuiltAsync(store);
        var now = await inventory.AtAsync(null, TestContext.Current.CancellationToken);

        Assert.NotEmpty(now.Rows("whole"));
        Assert.Empty(now.Rows("torn"));
        Assert.Equal([("torn", false, true), ("whole", true, false)], now.Scopes.Select(static s => (s.Name, s.IsKept, s.Fault is not null)));
    }

    [Theory]
    [InlineData(SegmentForm.MediaType)]
    [InlineData(SegmentForm.PageMediaType)]
    [InlineData(SegmentForm.BlockMediaType)]
    public async Task A_damaged_scope_is_missing_whichever_part_it_is_and_whole_again_when_it_is_pushed_again(string part)
    {
        await using var yard = new Yard();
        await yard.PushAsync("whole", "s", StateFile.Of(("aws_vpc.a", """{"id":"vpc-1"}""")));
        var others = await yard.Attachments.ListAsync(TestContext.Current.CancellationToken).Select(static a => a.Hash).ToHashSetAsync(cancellationToken: TestContext.Current.CancellationToken);
        await yard.PushAsync("torn", "s", State());
        await using var store = new TornStore(yard.Attachments);
        await foreach (var info in yard.Attachments.ListAsync(TestContext.Current.CancellationToken))
        {
            if (info.MediaType == part && !others.Contains(info.Hash))
            {
                store.Torn.Add(info.Hash);
            }
        }

        Assert.NotEmpty(store.Torn);
        using var inventory = new EstateInventory(store, yard.Clock);
        using var follower = new ProjectionFollower(yard.Ledger, [inventory]);
        await follower.CatchUpAsync(TestContext.Current.CancellationToken);
        var first = await inventory.AtAsync(null, TestContext.Current.CancellationToken);
        Assert.All(await first.LoadAsync([.. first.Rows("torn")], TestContext.Current.CancellationToken), static r => Assert.IsType<UnknownValue>(r.Attributes));
        var found = await inventory.CheckedAsync(TestContext.Current.CancellationToken);
        Assert.Equal([("torn", false, true), ("whole", true, false)], found.Scopes.Select(static s => (s.Name, s.IsKept, s.Fault is not null)));
        Assert.Equal(["aws_vpc.a"], (await inventory.AtAsync(null, TestContext.Current.CancellationToken)).Rows().Select(static r => r.Key.Address));

        var receive = new ReceiveSource(new ReceiveSources(follower, inventory, store, Yard.Key, Yard.Joins, new NoteCoverage(follower, inventory), yard.Clock));
        var outcome = await receive.RunAsync("ada", new SourcePush("torn", "s", System.Text.Encoding.UTF8.GetBytes(State())), TestContext.Current.CancellationToken);

        Assert.False(Assert.IsType<SourceOutcome.Received>(outcome).Receipt.IsUnchanged);
        Assert.Empty(store.Torn);
        var mended = await inventory.CheckedAsync(TestContext.Current.CancellationToken);
        Assert.All(mended.Scopes, static s => Assert.True(s.IsKept));
        Assert.Equal(41, mended.Count);
    }

    [Fact]
    public async Task A_push_that_finds_the_damage_goes_on_without_what_is_lost_and_nothing_is_removed_on_top_of_it()
    {
        await using var yard = new Yard();
        await yard.PushAsync("torn", "a", State());
        await yard.PushAsync("torn", "b", StateFile.Of(("aws_vpc.b", """{"id":"vpc-b"}""")));
        await using var store = new TornStore(yard.Attachments);
        await foreach (var info in yard.Attachments.ListAsync(TestContext.Current.CancellationToken).Where(static i => i.MediaType == SegmentForm.BlockMediaType))
        {
            store.Torn.Add(info.Hash);
        }

        using var inventory = new EstateInventory(store, yard.Clock);
        using var follower = new ProjectionFollower(yard.Ledger, [inventory]);
        await follower.CatchUpAsync(TestContext.Current.CancellationToken);
        var refused = await new RemoveSource(follower, inventory, store, Yard.Joins).RunAsync("ada", "torn", "b", "It is gone.", TestContext.Current.CancellationToken);
        Assert.Equal("conflict", refused.Code);
        Assert.Contains("push them again", refused.Message, StringComparison.Ordinal);

        var receive = new ReceiveSource(new ReceiveSources(follower, inventory, store, Yard.Key, Yard.Joins, new NoteCoverage(follower, inventory), yard.Clock));
        Assert.IsType<SourceOutcome.Received>(await receive.RunAsync("ada", new SourcePush("torn", "b", System.Text.Encoding.UTF8.GetBytes(StateFile.Of(("aws_vpc.b", """{"id":"vpc-c"}""")))), TestContext.Current.CancellationToken));
        var now = await inventory.AtAsync(null, TestContext.Current.CancellationToken);
        Assert.Equal(("b", true, 1), (Assert.Single(Assert.Single(now.Scopes).Sources).Name, now.Scopes[0].IsKept, now.Count));
    }

    [Fact]
    public async Task Content_that_was_deleted_is_missed_where_it_was_and_nowhere_else()
    {
        await using var yard = new Yard();
        await yard.PushAsync("old", "s", State());
        var then = yard.Clock.Now;
        var old = Assert.Single(yard.Inventory.Book.Since(then)).Segment;
        yard.Clock.Now += TimeSpan.FromDays(1);
        await yard.PushAsync("old", "s", StateFile.Of(("aws_vpc.a", """{"id":"vpc-1"}""")));
        await yard.Attachments.DeleteAsync([old], DateTimeOffset.MaxValue, TestContext.Current.CancellationToken);

        using var rebuilt = await yard.RebuiltAsync();
        var was = await rebuilt.AtAsync(then, TestContext.Current.CancellationToken);
        Assert.False(Assert.Single(was.Scopes).IsKept);
        Assert.Equal(0, was.Count);
        var now = await rebuilt.AtAsync(null, TestContext.Current.CancellationToken);
        Assert.True(Assert.Single(now.Scopes).IsKept);
        Assert.Equal(1, now.Count);
        var history = await rebuilt.HistoryAsync(new("old", "aws_vpc.a"), 10, TestContext.Current.CancellationToken);
        Assert.NotNull(history.CutBecause);
    }

    [Fact]
    public async Task A_scope_whose_content_was_deleted_comes_back_with_the_next_pushes()
    {
        await using var yard = new Yard();
        await yard.PushAsync("prod", "a", State());
        await yard.PushAsync("prod", "b", StateFile.Of(("aws_vpc.b", """{"id":"vpc-b"}""")));
        await yard.Attachments.DeleteAsync([yard.Inventory.Book.Last("prod")!.Segment], DateTimeOffset.MaxValue, TestContext.Current.CancellationToken);

        // A node that has just started, and knows only what the stores hold.
        using var inventory = new EstateInventory(yard.Attachments, yard.Clock);
        using var follower = new ProjectionFollower(yard.Ledger, [inventory]);
        await follower.CatchUpAsync(TestContext.Current.CancellationToken);
        var receive = new ReceiveSource(new ReceiveSources(follower, inventory, yard.Attachments, Yard.Key, Yard.Joins, new NoteCoverage(follower, inventory), yard.Clock));
        foreach (var (name, state) in new[] { ("b", StateFile.Of(("aws_vpc.b", """{"id":"vpc-b"}"""))), ("a", State()) })
        {
            var outcome = await receive.RunAsync("ada", new SourcePush("prod", name, System.Text.Encoding.UTF8.GetBytes(state)), TestContext.Current.CancellationToken);
            Assert.False(Assert.IsType<SourceOutcome.Received>(outcome).Receipt.IsUnchanged);
        }

        var estate = await inventory.AtAsync(null, TestContext.Current.CancellationToken);
        Assert.Equal((41, 2), (estate.Count, Assert.Single(estate.Scopes).Sources.Count));
    }

    private static string State() => StateFile.Of(Enumerable.Range(0, 40).Select(static i => (
        $"aws_subnet.s{i}", $$"""{"id":"subnet-{{i:x8}}","vpc_id":"vpc-0000000{{i % 3}}","next_id":"subnet-{{(i + 1) % 40:x8}}","tags":{"Name":"S{{i}}"} }""")));

    private static byte[] Damaged(byte[] bytes, Random random)
    {
        switch (random.Next(3))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                // The head says where everything stands.
                bytes[random.Next(Math.Min(bytes.Length, 96))] ^= (byte)(1 << random.Next(8));
                return bytes;
            default:
                for (var i = random.Next(1, 8); i > 0; i--)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }

                return bytes;
        }
    }

    // Whatever is in the columns, asking them ends.
    private static void Use(ScopeSegment segment)
    {
        var terms = new ulong[RowSet.WordsFor(ushort.MaxValue)];
        for (var row = 0; row < segment.Rows; row++)
        {
            var (page, local) = segment.Place(row);
            var one = segment.Pages[page].Row("prod", local, row);
            segment.Find(one.Key.Address);
            _ = segment.Out(row).Targets.Length + segment.In(row).Length;
            _ = segment.Pages[page].Document(local);
        }

        foreach (var page in segment.Pages)
        {
            foreach (var term in page.Column<ulong>(PagePart.Term))
            {
                page.AddRows(term, new RowSet(terms));
            }
        }
    }

    private sealed class LyingStore(Dictionary<Hash256, Attachment> contents, Hash256 about, byte[] lie) : IAttachmentStore
    {
        public Task<Attachment?> FindAsync(Hash256 hash, CancellationToken cancellationToken = default) =>
            Task.FromResult(hash == about ? new Attachment(hash, "x", lie) : contents.GetValueOrDefault(hash));

        public Task<Hash256> PutAsync(ReadOnlyMemory<byte> content, string mediaType, CancellationToken cancellationToken = default) =>
            Task.FromResult(new Hash256(SHA256.HashData(content.Span)));

        public IAsyncEnumerable<AttachmentInfo> ListAsync(CancellationToken cancellationToken = default) => AsyncEnumerable.Empty<AttachmentInfo>();

        public Task DeleteAsync(IReadOnlyCollection<Hash256> hashes, DateTimeOffset keptBefore, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    /// <summary>A store some of whose contents are not what was kept, until they are deleted.</summary>
    private sealed class TornStore(IAttachmentStore store) : IAttachmentStore
    {
        public HashSet<Hash256> Torn { get; } = [];

        public Task<Attachment?> FindAsync(Hash256 hash, CancellationToken cancellationToken = default) =>
            Torn.Contains(hash) ? throw new AttachmentDamagedException(hash, "it is torn") : store.FindAsync(hash, cancellationToken);

        public Task<Hash256> PutAsync(ReadOnlyMemory<byte> content, string mediaType, CancellationToken cancellationToken = default) => store.PutAsync(content, mediaType, cancellationToken);

        public IAsyncEnumerable<AttachmentInfo> ListAsync(CancellationToken cancellationToken = default) => store.ListAsync(cancellationToken);

        public Task DeleteAsync(IReadOnlyCollection<Hash256> hashes, DateTimeOffset keptBefore, CancellationToken cancellationToken = default)
        {
            Torn.ExceptWith(hashes);
            return store.DeleteAsync(hashes, keptBefore, cancellationToken);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
