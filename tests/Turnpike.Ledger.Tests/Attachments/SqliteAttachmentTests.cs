using Microsoft.Data.Sqlite;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Merkle;
using Turnpike.Ledger.Sqlite;

namespace Turnpike.Ledger.Tests.Attachments;

public sealed class SqliteAttachmentTests : AttachmentKit, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-attachments-");

    protected override string ContentTable => "content";

    protected override string NewerVersion => "PRAGMA user_version = 2";

    /// <summary>A power cut leaves any beginning of what was written to the log, and perhaps a hole in it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_power_cut_each_attachment_is_whole_or_not_there(bool isHole)
    {
        var (path, kept) = await StoreWithLogAsync();
        var log = await File.ReadAllBytesAsync(path + "-wal", Cancel);
        var random = new Random(8);
        var counts = new HashSet<int>();
        for (var cut = 0; cut < 30; cut++)
        {
            var copy = PathOf($"cut-{cut}");
            File.Copy(path, copy);
            var damaged = isHole ? (byte[])log.Clone() : log[..random.Next(log.Length + 1)];
            if (isHole)
            {
                damaged.AsSpan(random.Next(log.Length / 512) * 512, 512).Clear();
            }

            await File.WriteAllBytesAsync(copy + "-wal", damaged, Cancel);
            counts.Add(await AssertBeginningAsync(copy, kept));
        }

        Assert.True(counts.Count > 3, $"The cuts gave only {counts.Count} different states.");
    }

    [Fact]
    public async Task Deleting_gives_the_disk_back()
    {
        await using var store = await OpenAsync("shrinks");
        var hashes = new List<Hash256>();
        for (var i = 0; i < 20; i++)
        {
            var content = new byte[200_000];
            new Random(i).NextBytes(content);
            hashes.Add(await store.PutAsync(content, "application/octet-stream", Cancel));
        }

        await store.DeleteAsync(hashes, DateTimeOffset.MaxValue, Cancel);
        await TamperAsync("shrinks", "PRAGMA wal_checkpoint(TRUNCATE)");

        Assert.True(new FileInfo(PathOf("shrinks")).Length < 200_000);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    protected override Task<IAttachmentStore> OpenAsync(string name) =>
        Task.FromResult<IAttachmentStore>(SqliteAttachmentStore.Open(PathOf(name), TimeProvider.System));

    protected override async Task TamperAsync(string name, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={PathOf(name)};Pooling=False");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private static async Task<int> AssertBeginningAsync(string path, List<Hash256> kept)
    {
        await using var store = SqliteAttachmentStore.Open(path, TimeProvider.System);
        var there = await store.ListAsync(Cancel).Select(i => i.Hash).ToListAsync(Cancel);
        Assert.Equal(kept.Take(there.Count), there);
        foreach (var hash in there)
        {
            Assert.NotNull(await store.FindAsync(hash, Cancel));
        }

        return there.Count;
    }

    private async Task<(string Path, List<Hash256> Kept)> StoreWithLogAsync()
    {
        var kept = new List<Hash256>();
        await using var store = await OpenAsync("live");
        for (var i = 0; i < 20; i++)
        {
            var content = new byte[20_000 + (i * 1000)];
            new Random(i).NextBytes(content);
            kept.Add(await store.PutAsync(content, "text/plain", Cancel));
        }

        // Copied while open: closing would fold the log into the file.
        File.Copy(PathOf("live"), PathOf("copy"));
        File.Copy(PathOf("live") + "-wal", PathOf("copy") + "-wal");
        return (PathOf("copy"), kept);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name + ".db");
}
