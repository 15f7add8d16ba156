using System.Text;
using Turnpike.Ledger;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Checkpoints;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Ledger.Merkle;
using Turnpike.Server.Operations;
using Turnpike.Server.Operations.Retention;
using Turnpike.Server.Storage;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Operations;

public sealed class UpkeepTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_what_old_changes_alone_refer_to_is_retired()
    {
        await using var node = await TestNode.StartAsync();
        var plan = await KeepAsync(node, "a plan that only an old change refers to");
        var shared = await KeepAsync(node, "a plan that something else refers to as well");
        var orphan = await KeepAsync(node, "a page that another attachment names");
        var inHex = await KeepAsync(node, "a plan that is named in hexadecimal");
        await RecordAsync(node, "change.tried", $$"""{"plan":"{{plan.ToBase64()}}","other":"{{shared.ToBase64()}}","hex":["{{inHex}}"]}""");
        await RecordAsync(node, "estate.tried", $$"""{"{{shared.ToBase64()}}":1}""");
        node.Clock.Now += TimeSpan.FromDays(390);
        var young = await KeepAsync(node, "a plan of today");
        await RecordAsync(node, "change.tried", $$"""{"plan":"{{young.ToBase64()}}"}""");
        Assert.Equal(0, await node.Get<RetireAttachments>().RunAsync(Cancel));
        node.Clock.Now += TimeSpan.FromDays(11);

        Assert.Equal(2, await node.Get<RetireAttachments>().RunAsync(Cancel));

        var store = node.Get<IAttachmentStore>();
        Assert.Null(await store.FindAsync(plan, Cancel));
        Assert.Null(await store.FindAsync(inHex, Cancel));
        foreach (var kept in new[] { shared, orphan, young })
        {
            Assert.NotNull(await store.FindAsync(kept, Cancel));
        }

        var entry = (await node.Get<EventLedger>().ReadAsync(0, Cancel).ToListAsync(Cancel))[^1];
        var said = OperationsEvents.AttachmentsRetired.Read(entry);
        Assert.Equal(("keep-plans 400d", 2), (said.Rule, said.Hashes.Count));
        Assert.Equal(0, await node.Get<RetireAttachments>().RunAsync(Cancel));
    }

    [Fact]
    public async Task What_came_again_is_as_young_as_that()
    {
        await using var node = await TestNode.StartAsync();
        var plan = await KeepAsync(node, "a plan that is pushed each year");
        await RecordAsync(node, "change.tried", $$"""{"plan":"{{plan.ToBase64()}}"}""");
        node.Clock.Now += TimeSpan.FromDays(399);
        await KeepAsync(node, "a plan that is pushed each year");
        node.Clock.Now += TimeSpan.FromDays(2);

        Assert.Equal(0, await node.Get<RetireAttachments>().RunAsync(Cancel));
    }

    [Fact]
    public async Task A_checkpoint_is_signed_once_for_what_is_new()
    {
        await using var node = await TestNode.StartAsync();
        await RecordAsync(node, "test.noted", "{}");

        var signed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => node.Get<SignCheckpoint>().RunAsync(Cancel)));
        Assert.Single(signed, s => s is not null);
        Assert.Null(await node.Get<SignCheckpoint>().RunAsync(Cancel));

        var entry = (await node.Get<EventLedger>().ReadAsync(0, Cancel).ToListAsync(Cancel))[^1];
        var said = OperationsEvents.CheckpointSigned.Read(entry);
        var checkpoint = Checkpoint.Open(said.Note, node.Get<NodeSecrets>().CheckpointKey, out var fault);
        Assert.Null(fault);
        Assert.Equal((entry.Position, said.Root), (checkpoint!.Size, checkpoint.Root.ToBase64()));
    }

    private static Task<Hash256> KeepAsync(TestNode node, string text) => node.Get<IAttachmentStore>().PutAsync(Encoding.UTF8.GetBytes(text), "text/plain", Cancel);

    private static Task<AppendResult> RecordAsync(TestNode node, string type, string data) =>
        node.Get<ProjectionFollower>().AppendAsync(new StreamName("test"), ExpectedVersion.Any, [new EventDraft(new EventType(type, 1), "ada", Encoding.UTF8.GetBytes(data))], Cancel);
}
