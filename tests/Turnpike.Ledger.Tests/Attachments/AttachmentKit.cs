using System.Security.Cryptography;
using System.Text;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Ledger.Tests.Attachments;

/// <summary>What every store of attachments must do. A class for each store inherits it.</summary>
public abstract class AttachmentKit
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A fresh, empty store; the same one again where <paramref name="name"/> is the same.</summary>
    protected abstract Task<IAttachmentStore> OpenAsync(string name);

    /// <summary>Runs SQL on the store's table, as somebody with access to the database could.</summary>
    protected abstract Task TamperAsync(string name, string sql);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    public async Task Content_comes_back_as_it_came(int size)
    {
        await using var store = await OpenAsync($"round{size}");
        byte[][] contents = [new byte[size], RandomNumberGenerator.GetBytes(size)];
        foreach (var content in contents)
        {
            var hash = await store.PutAsync(content, "application/json", Cancel);

            Assert.Equal(new Hash256(SHA256.HashData(content)), hash);
            var found = await store.FindAsync(hash, Cancel);
            Assert.Equal((hash, "application/json"), (found!.Hash, found.MediaType));
            Assert.Equal(content, found.Content.ToArray());
        }
    }

    [Fact]
    public async Task Fifty_megabytes_are_kept_small_and_come_back()
    {
        await using var store = await OpenAsync("large");
        var line = Encoding.UTF8.GetBytes("""{"address":"aws_instance.web[00]","values":{"ami":"ami-0123456789"}},""");
        var content = new byte[50_000_000];
        for (var i = 0; i < content.Length; i++)
        {
            content[i] = line[i % line.Length];
        }

        var hash = await store.PutAsync(content, "application/json", Cancel);

        Assert.True((await store.FindAsync(hash, Cancel))!.Content.Span.SequenceEqual(content));
        var info = Assert.Single(await store.ListAsync(Cancel).ToListAsync(Cancel));
        Assert.Equal(content.Length, info.Bytes);
        Assert.True(info.KeptBytes < 1_000_000, $"{info.KeptBytes} bytes are kept.");
    }

    [Fact]
    public async Task The_same_content_is_kept_once_by_any_number_of_writers()
    {
        await using var one = await OpenAsync("once");
        await using var other = await OpenAsync("once");

        var hashes = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => (i % 2 == 0 ? one : other).PutAsync(new byte[] { (byte)(i % 4) }, "text/plain", Cancel)));

        Assert.Equal(4, hashes.Distinct().Count());
        Assert.Equal(4, (await one.ListAsync(Cancel).ToListAsync(Cancel)).Count);
    }

    [Fact]
    public async Task What_comes_again_is_young_again_and_stays_in_its_place()
    {
        await using var store = await OpenAsync("again");
        var first = await store.PutAsync("first"u8.ToArray(), "text/plain", Cancel);
        var second = await store.PutAsync("second"u8.ToArray(), "text/plain", Cancel);
        await TamperAsync("again", "UPDATE attachment SET kept_at = 1");

        await store.PutAsync("first"u8.ToArray(), "application/json", Cancel);

        var list = await store.ListAsync(Cancel).ToListAsync(Cancel);
        Assert.Equal([first, second], list.Select(i => i.Hash));
        Assert.Equal("text/plain", list[0].MediaType);
        Assert.True(list[0].KeptAt > list[1].KeptAt.AddYears(50));
    }

    [Fact]
    public async Task What_was_deleted_is_gone_and_may_come_again()
    {
        await using var store = await OpenAsync("delete");
        var kept = new List<Hash256>();
        for (var i = 0; i < 600; i++)
        {
            kept.Add(await store.PutAsync(BitConverter.GetBytes(i), "text/plain", Cancel));
        }

        await store.DeleteAsync([.. kept.Where((_, i) => i % 2 == 0), default], DateTimeOffset.MaxValue, Cancel);

        Assert.Null(await store.FindAsync(kept[0], Cancel));
        Assert.NotNull(await store.FindAsync(kept[1], Cancel));
        Assert.Equal(kept.Where((_, i) => i % 2 == 1), (await store.ListAsync(Cancel).ToListAsync(Cancel)).Select(i => i.Hash));
        Assert.Equal(kept[0], await store.PutAsync(BitConverter.GetBytes(0), "text/plain", Cancel));
        Assert.NotNull(await store.FindAsync(kept[0], Cancel));
    }

    [Theory]
    [InlineData("encoding = 0")]
    [InlineData("encoding = 7")]
    [InlineData("bytes = bytes + 1")]
    [InlineData("bytes = bytes - 1")]
    [InlineData("bytes = 9000000000000000000")]
    public async Task Damage_beside_the_content_is_seen(string damage)
    {
        await using var store = await OpenAsync("damage");
        var hash = await store.PutAsync(new byte[5000], "text/plain", Cancel);
        await TamperAsync("damage", $"UPDATE attachment SET {damage}");

        var seen = await Assert.ThrowsAsync<AttachmentDamagedException>(() => store.FindAsync(hash, Cancel));

        Assert.Equal(hash, seen.Hash);
        await store.DeleteAsync([hash], DateTimeOffset.MaxValue, Cancel);
        await store.PutAsync(new byte[5000], "text/plain", Cancel);
        Assert.NotNull(await store.FindAsync(hash, Cancel));
    }

    [Fact]
    public async Task Content_that_was_exchanged_is_seen()
    {
        await using var store = await OpenAsync("exchanged");
        var hash = await store.PutAsync("the plan that was approved"u8.ToArray(), "text/plain", Cancel);
        await TamperAsync("exchanged", $"UPDATE {ContentTable} SET content = 'the plan that was applied.'");

        await Assert.ThrowsAsync<AttachmentDamagedException>(() => store.FindAsync(hash, Cancel));
    }

    [Fact]
    public async Task A_newer_version_is_refused_by_name()
    {
        await (await OpenAsync("newer")).DisposeAsync();
        await TamperAsync("newer", NewerVersion);

        var refused = await Assert.ThrowsAsync<Storage.LedgerVersionException>(() => OpenAsync("newer"));

        Assert.Contains("version 2", refused.Message, StringComparison.Ordinal);
    }

    protected abstract string ContentTable { get; }

    protected abstract string NewerVersion { get; }
}
