using System.Text;
using Microsoft.Data.Sqlite;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Server;
using Turnpike.Server.Storage;

namespace Turnpike.EndToEnd.Tests;

/// <summary>What an auditor does with a data folder and the files saved from it: no server runs.</summary>
public sealed class LedgerFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-ledger-");
    private readonly Workplace _place;

    public LedgerFileTests() => _place = new Workplace(_folder.FullName);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_whole_ledger_continues_its_checkpoint_and_proves_its_entries_offline()
    {
        await AppendAsync(300);
        (await _place.TurnpikeAsync("ledger", "checkpoint", "--data", "data", "--output", "monday.note")).Ends(0).Says("300 entries, signed by turnpike-");
        await AppendAsync(50);

        (await _place.TurnpikeAsync("ledger", "verify", "--data", "data", "--checkpoint", "monday.note")).Ends(0).Says("WHOLE  350 entries").Says("continues the checkpoint of 300 entries");
        foreach (var position in new[] { "7", "320" })
        {
            (await _place.TurnpikeAsync("ledger", "proof", position, "--data", "data", "--checkpoint", "monday.note", "--output", "entry.tlog-proof")).Ends(0).Says($"PROVED  entry {position} is one of the");
            (await _place.TurnpikeAsync("ledger", "proof", "--verify", "entry.tlog-proof", "--key", "monday.note.key")).Ends(0).Says($"\"no\":{position}");
        }

        (await _place.TurnpikeAsync("ledger", "proof", "350", "--data", "data")).Ends(3);
        (await _place.TurnpikeAsync("ledger", "entries", "--data", "data", "--from", "345", "--stream", "s", "--format", "json")).Ends(0).Says("\"position\": 349");
    }

    [Theory]
    [InlineData("\nindex 7\n", "\nindex 8\n", "the path does not lead from this entry to the root")]
    [InlineData("extra A", "extra B", "the path does not lead from this entry to the root")]
    [InlineData("\n300\n", "\n301\n", "")]
    public async Task A_proof_that_was_changed_proves_nothing(string part, string other, string message)
    {
        await AppendAsync(300);
        (await _place.TurnpikeAsync("ledger", "checkpoint", "--data", "data", "--output", "monday.note")).Ends(0);
        (await _place.TurnpikeAsync("ledger", "proof", "7", "--data", "data", "--output", "entry.tlog-proof")).Ends(0);
        var proof = await File.ReadAllTextAsync(_place.File("entry.tlog-proof"), Cancel);
        Assert.Contains(part, proof, StringComparison.Ordinal);
        await File.WriteAllTextAsync(_place.File("entry.tlog-proof"), proof.Replace(part, other, StringComparison.Ordinal), Cancel);

        (await _place.TurnpikeAsync("ledger", "proof", "--verify", "entry.tlog-proof", "--key", "monday.note.key")).Ends(1).Says("NOT PROVED  " + message);
    }

    [Fact]
    public async Task An_edit_of_the_database_is_found_at_its_entry()
    {
        await AppendAsync(300);
        Edit("UPDATE entry SET entry = CAST(replace(CAST(entry AS TEXT), '\"no\":7}', '\"no\":8}') AS BLOB) WHERE position = 7");

        (await _place.TurnpikeAsync("ledger", "verify", "--data", "data")).Ends(1).Says("entry 7: ").Says("DAMAGED");
    }

    /// <summary>Whoever rewrites all of it leaves a whole ledger behind; what was saved before tells.</summary>
    [Fact]
    public async Task A_ledger_that_was_written_anew_does_not_continue_the_checkpoint()
    {
        await AppendAsync(300);
        (await _place.TurnpikeAsync("ledger", "checkpoint", "--data", "data", "--output", "monday.note")).Ends(0);
        SqliteConnection.ClearAllPools();
        File.Delete(_place.File("data/ledger.db"));
        await AppendAsync(301);

        (await _place.TurnpikeAsync("ledger", "verify", "--data", "data")).Ends(0).Says("WHOLE  301 entries");
        (await _place.TurnpikeAsync("ledger", "verify", "--data", "data", "--checkpoint", "monday.note")).Ends(1).Says("entry 299: ");
        (await _place.TurnpikeAsync("ledger", "checkpoint", "--data", "data", "--checkpoint", "monday.note")).Ends(1).Says("DAMAGED");
    }

    [Theory]
    [InlineData("there is no ledger in nowhere", "verify", "--data", "nowhere")]
    [InlineData("give --data or --postgres", "verify", "--data", "data", "--postgres", "Host=x")]
    [InlineData("there is no file or folder gone.note", "verify", "--data", "data", "--checkpoint", "gone.note")]
    [InlineData("no server was named", "verify")]
    [InlineData("give the position of an entry", "proof", "--data", "data")]
    [InlineData("a position is a whole number", "proof", "seven", "--data", "data")]
    [InlineData("--verify needs the public key", "proof", "--verify", "x")]
    public async Task What_cannot_be_verified_is_said(string message, params string[] arguments)
    {
        await AppendAsync(1);

        var said = (await _place.TurnpikeAsync(["ledger", .. arguments])).Ends(3);
        Assert.Contains(message, said.Error, StringComparison.Ordinal);
        Assert.Equal("", said.Output);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private async Task AppendAsync(int events)
    {
        await using var stores = await NodeStores.OpenAsync(new ServerSettings { DataFolder = _place.File("data") }, TimeProvider.System, Cancel);
        var size = (await stores.Ledger.HeadAsync(Cancel)).Size;
        var drafts = Enumerable.Range(0, events).Select(i => new EventDraft(new EventType("test.noted", 1), "ada", Encoding.UTF8.GetBytes($"{{\"no\":{size + i}}}")));
        await stores.Ledger.AppendAsync(new StreamName("s"), ExpectedVersion.Any, [.. drafts], Cancel);
    }

    private void Edit(string text)
    {
        using var connection = new SqliteConnection($"Data Source={_place.File("data/ledger.db")}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
