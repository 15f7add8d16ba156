using System.Text;
using Microsoft.Data.Sqlite;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Merkle;
using Turnpike.Ledger.Proofs;
using Turnpike.Ledger.Sqlite;

namespace Turnpike.Ledger.Tests.Proofs;

/// <summary>Whoever edits the database is found out.</summary>
public sealed class AuditTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-audit-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("UPDATE entry SET entry = CAST(replace(CAST(entry AS TEXT), 'no 7', 'no 8') AS BLOB) WHERE position = 7", 7, "do not have the hash")]
    [InlineData("UPDATE entry SET hash = zeroblob(32) WHERE position = 7", 7, "do not have the hash")]
    [InlineData("DELETE FROM entry WHERE position = 7", 7, "entries 7 to 7 are missing")]
    [InlineData("DELETE FROM entry WHERE position > 296", 297, "says that it has 300 entries; 297 are there")]
    [InlineData("DELETE FROM entry WHERE position = 299; UPDATE head SET size = 299", 298, "the kept head does not have the root")]
    [InlineData("UPDATE head SET last = zeroblob(32)", 299, "the kept head does not have the root")]
    [InlineData("UPDATE subtree SET hash = zeroblob(32)", 299, "the kept hashes of level 8")]
    [InlineData("UPDATE entry SET entry = x'00' WHERE position = 3", 3, "format 0")]
    [InlineData("UPDATE entry SET entry = x'01' WHERE position = 3", 3, "the bytes are damaged")]
    public async Task An_edit_of_the_store_is_found_at_its_place(string edit, long position, string message)
    {
        var path = await LedgerAsync();
        Edit(path, "PRAGMA ignore_check_constraints = 1; PRAGMA foreign_keys = 0; " + edit);

        await using var store = SqliteLedgerStore.Open(path, TimeProvider.System);
        var report = await new LedgerAudit(store).RunAsync(new Dictionary<long, Hash256>(), Cancel);

        Assert.Contains(report.Faults, f => f.Position == position && f.Message.Contains(message, StringComparison.Ordinal));
    }

    /// <summary>The one edit that leaves a whole ledger behind: only a checkpoint kept elsewhere tells.</summary>
    [Fact]
    public async Task A_ledger_written_anew_is_found_by_a_saved_checkpoint()
    {
        var saved = new Dictionary<long, Hash256>();
        await using (var store = SqliteLedgerStore.Open(await LedgerAsync(), TimeProvider.System))
        {
            saved[200] = await new LedgerTree(store).RootAsync(200, Cancel);
            Assert.Empty((await new LedgerAudit(store).RunAsync(saved, Cancel)).Faults);
        }

        await using var forged = SqliteLedgerStore.Open(await LedgerAsync("forged"), TimeProvider.System);
        var fault = Assert.Single((await new LedgerAudit(forged).RunAsync(saved, Cancel)).Faults);
        Assert.Equal(199, fault.Position);

        await using var cut = SqliteLedgerStore.Open(Path.Combine(_folder.FullName, "empty.db"), TimeProvider.System);
        Assert.Contains("were taken away", Assert.Single((await new LedgerAudit(cut).RunAsync(saved, Cancel)).Faults).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<string> LedgerAsync(string name = "ledger")
    {
        var path = Path.Combine(_folder.FullName, name + ".db");
        await using var store = SqliteLedgerStore.Open(path, TimeProvider.System);
        await using var ledger = new EventLedger(store, TimeProvider.System);
        var drafts = Enumerable.Range(0, 300).Select(i => new EventDraft(new EventType("test.noted", 1), name, Encoding.UTF8.GetBytes($"no {i}")));
        await ledger.AppendAsync(new StreamName("s"), ExpectedVersion.None, [.. drafts], Cancel);
        return path;
    }

    private static void Edit(string path, string text)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
