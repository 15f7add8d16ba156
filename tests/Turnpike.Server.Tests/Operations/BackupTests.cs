using System.IO.Compression;
using System.Text;
using Turnpike.Governance.Access;
using Turnpike.Governance.Actions;
using Turnpike.Ledger;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Ledger.Merkle;
using Turnpike.Ledger.Proofs;
using Turnpike.Server.Operations.Backups;
using Turnpike.Server.Storage;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Operations;

/// <summary>A backup made under load comes back whole, in the same kind of store or the other; a damaged one does not come back at all.</summary>
public sealed class BackupTests(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-backup-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_backup_under_load_comes_back(bool fromPostgres, bool toPostgres)
    {
        var from = $"from_{fromPostgres}_{toPostgres}".ToLowerInvariant();
        await using var node = await TestNode.StartAsync(s => Where(s, fromPostgres, from));
        var (token, _) = await node.TokenAsync(Role.Operator);
        await node.Get<IAttachmentStore>().PutAsync(Encoding.UTF8.GetBytes(new string('a', 100_000)), "application/json", Cancel);
        using var stop = new CancellationTokenSource();
        var written = LoadAsync(node, stop.Token);
        await Task.Delay(300, Cancel);
        var file = Path.Combine(_folder.FullName, from + ".backup");

        var made = await Backup.RunAsync(node.Settings, file, TimeProvider.System, Cancel);

        await Task.Delay(100, Cancel);
        await stop.CancelAsync();
        Assert.True(await written > made.Value!.Entries - 10);
        Assert.Null(made.Refusal);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        var there = Where(new ServerSettings { DataFolder = Path.Combine(_folder.FullName, "to-" + from), Listen = "" }, toPostgres, "to_" + from);
        var restored = await Restore.RunAsync(there, file, TimeProvider.System, Cancel);
        Assert.Null(restored.Refusal);
        Assert.Equal((made.Value.Root, made.Value.Entries, made.Value.Rows), (restored.Value!.Root, restored.Value.Entries, restored.Value.Rows));

        await using var again = await TestNode.StartAsync(s => Where(s, toPostgres, "to_" + from) with { DataFolder = there.DataFolder });
        Assert.Equal(node.Get<NodeSecrets>().CheckpointKey.PrivateText, again.Get<NodeSecrets>().CheckpointKey.PrivateText);
        Assert.True(again.Get<ProjectionFollower>().Position >= made.Value.Entries);
        Assert.Single(await again.Get<IAttachmentStore>().ListAsync(Cancel).ToListAsync(Cancel));
        using var client = again.NewClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token.Text);
        using var jobs = await client.GetAsync("/api/v1/operations/jobs", Cancel);
        Assert.True(jobs.IsSuccessStatusCode);
        await NoteAsync(again, 1);
        Assert.Empty((await new LedgerAudit(again.Get<NodeStores>().LedgerStore).RunAsync(new Dictionary<long, Hash256>(), Cancel)).Faults);
    }

    [Fact]
    public async Task It_goes_only_where_nothing_is_and_writes_over_nothing()
    {
        var (settings, file) = await BackupAsync("only");

        Assert.Equal("backup-there", (await Backup.RunAsync(settings, file, TimeProvider.System, Cancel)).Refusal?.Code);
        Assert.Equal("target-not-empty", (await Restore.RunAsync(settings, file, TimeProvider.System, Cancel)).Refusal?.Code);
        Assert.Equal("not-found", (await Restore.RunAsync(settings, file + "x", TimeProvider.System, Cancel)).Refusal?.Code);
        Assert.Equal("not-found", (await Backup.RunAsync(settings with { DataFolder = Path.Combine(_folder.FullName, "none") }, file + "y", TimeProvider.System, Cancel)).Refusal?.Code);
        Assert.False(Directory.Exists(Path.Combine(_folder.FullName, "none")));
    }

    [Theory]
    [InlineData("ledger.bin", 300)]
    [InlineData("ledger.bin", -1)]
    [InlineData("tables.jsonl", 40)]
    [InlineData("attachments.bin", 120)]
    [InlineData("manifest.json", -20)]
    public async Task A_damaged_backup_is_refused_and_leaves_nothing(string part, int at)
    {
        var (settings, file) = await BackupAsync("damaged");
        await using (var archive = await ZipFile.OpenAsync(file, ZipArchiveMode.Update, Cancel))
        {
            // Repacked with sums of its own: only the hashes and the chain can tell.
            var entry = archive.GetEntry(part)!;
            using var content = new MemoryStream();
            await using (var read = await entry.OpenAsync(Cancel))
            {
                await read.CopyToAsync(content, Cancel);
            }

            entry.Delete();
            var bytes = content.ToArray();
            bytes[at < 0 ? bytes.Length + at : at] ^= 1;
            await using var write = await archive.CreateEntry(part).OpenAsync(Cancel);
            await write.WriteAsync(bytes, Cancel);
        }

        var target = settings with { DataFolder = Path.Combine(_folder.FullName, "target") };
        var refused = await Restore.RunAsync(target, file, TimeProvider.System, Cancel);

        Assert.Equal("restore-failed", refused.Refusal?.Code);
        Assert.False(Directory.Exists(target.DataFolder));
        Assert.False(Directory.Exists(target.DataFolder + ".restoring"));
    }

    [Fact]
    public async Task What_is_no_backup_or_cut_off_is_refused_and_leaves_no_tables()
    {
        server.Require();
        var (settings, file) = await BackupAsync("cut");
        var bytes = await File.ReadAllBytesAsync(file, Cancel);
        var target = settings with { Postgres = server.ConnectionString(), PostgresSchema = "cut_target" };
        foreach (var content in new[] { "no backup"u8.ToArray(), bytes[..(bytes.Length / 2)] })
        {
            await File.WriteAllBytesAsync(file, content, Cancel);
            Assert.Equal("restore-failed", (await Restore.RunAsync(target, file, TimeProvider.System, Cancel)).Refusal?.Code);
        }

        // Wherever a disk has lost a bit of what is kept; the archive's own headers hold some that mean nothing.
        foreach (var at in Enumerable.Range(1, 11).Select(n => bytes.Length * n / 12).Where(at => bytes.AsSpan(at - 100, 200).IndexOf("PK"u8) < 0))
        {
            bytes[at] ^= 0x40;
            await File.WriteAllBytesAsync(file, bytes, Cancel);
            Assert.Equal("restore-failed", (await Restore.RunAsync(target, file, TimeProvider.System, Cancel)).Refusal?.Code);
            bytes[at] ^= 0x40;
        }

        await File.WriteAllBytesAsync(file, bytes, Cancel);
        Assert.Null((await Restore.RunAsync(target, file, TimeProvider.System, Cancel)).Refusal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<(ServerSettings Settings, string File)> BackupAsync(string name)
    {
        var folder = Path.Combine(_folder.FullName, name);
        await using var node = await TestNode.StartAsync(s => s with { DataFolder = folder });
        await NoteAsync(node, 5);
        await node.Get<IAttachmentStore>().PutAsync(new byte[5000], "application/json", Cancel);
        var file = Path.Combine(_folder.FullName, name + ".backup");
        Assert.Null((await Backup.RunAsync(node.Settings, file, TimeProvider.System, Cancel)).Refusal);
        return (node.Settings, file);
    }

    private ServerSettings Where(ServerSettings settings, bool isPostgres, string schema)
    {
        if (!isPostgres)
        {
            return settings;
        }

        server.Require();
        return settings with { Postgres = server.ConnectionString(), PostgresSchema = schema };
    }

    private static async Task<long> LoadAsync(TestNode node, CancellationToken stop)
    {
        long written = 0;
        while (!stop.IsCancellationRequested)
        {
            await NoteAsync(node, 10);
            written += 10;
        }

        return written;
    }

    private static async Task NoteAsync(TestNode node, int count)
    {
        var drafts = Enumerable.Range(0, count).Select(i => ActionEvents.Opened.Draft(new ActionOpened(Guid.NewGuid().ToString(), $"Look ü{i}", "ada", DateTimeOffset.UnixEpoch, "test"), "ada"));
        await node.Get<ProjectionFollower>().AppendAsync(new StreamName("action/1"), ExpectedVersion.Any, [.. drafts], Cancel);
    }
}
