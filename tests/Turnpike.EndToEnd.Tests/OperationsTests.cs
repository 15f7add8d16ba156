using System.Text.Json;
using Turnpike.Tests;

namespace Turnpike.EndToEnd.Tests;

/// <summary>A backup made while a node works, restored elsewhere, and looked at: all by the command.</summary>
public sealed class OperationsTests(PostgresServer postgres) : IClassFixture<PostgresServer>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-operations-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_backed_up_serves_again_from_another_folder()
    {
        var office = new Workplace(_folder.FullName);
        var (change, checkpoint) = await FillAsync(office);

        (await office.TurnpikeAsync("restore", "monday.turnpike", "--data", "again")).Ends(0).Says("restored  ");
        await SameAsync(office, ["--data", "again"], change, checkpoint);

        // Never over what is there, and nothing of what fails stays.
        Assert.Contains("again", (await office.TurnpikeAsync("restore", "monday.turnpike", "--data", "again")).Ends(3).Error, StringComparison.Ordinal);
        var bytes = await File.ReadAllBytesAsync(office.File("monday.turnpike"), Cancel);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(office.File("damaged.turnpike"), bytes, Cancel);
        Assert.NotEqual("", (await office.TurnpikeAsync("restore", "damaged.turnpike", "--data", "nothing")).Ends(3).Error);
        Assert.False(Directory.Exists(office.File("nothing")) && Directory.EnumerateFileSystemEntries(office.File("nothing")).Any());
    }

    [Fact]
    public async Task What_was_kept_in_files_moves_into_PostgreSQL()
    {
        postgres.Require();
        var office = new Workplace(_folder.FullName);
        var (change, checkpoint) = await FillAsync(office);

        string[] there = ["--data", "keys", "--postgres", postgres.ConnectionString()];
        (await office.TurnpikeAsync(["restore", "monday.turnpike", .. there])).Ends(0).Says("restored  ");
        await SameAsync(office, there, change, checkpoint);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // A change of which a backup has everything.
    private static async Task<(string Change, string Checkpoint)> FillAsync(Workplace office)
    {
        await using var books = await Books.OpenAsync(office, "--data", "books");
        var pipeline = await books.PipelineAsync("ci", "kestrel/*");
        (await pipeline.TurnpikeAsync("push", Books.Sample("plans/parcels-prod.json"), "--scope", "kestrel/parcels-prod", "--name", "parcels-prod.json")).Ends(1);
        (await office.TurnpikeAsync("doctor", "--data", "books")).Ends(0).Says("chain");
        (await office.TurnpikeAsync("ledger", "checkpoint", "--output", "monday.note")).Ends(0);
        (await office.TurnpikeAsync("backup", "monday.turnpike", "--data", "books")).Ends(0).Says("backed up  ");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(office.File("monday.turnpike")));
        Assert.Contains("monday.turnpike", (await office.TurnpikeAsync("backup", "monday.turnpike", "--data", "books")).Ends(3).Error, StringComparison.Ordinal);
        return (IdOf((await pipeline.TurnpikeAsync("changes", "--format", "json")).Ends(0).Output), "monday.note");
    }

    private static async Task SameAsync(Workplace office, string[] store, string change, string checkpoint)
    {
        (await office.TurnpikeAsync(["ledger", "verify", "--checkpoint", checkpoint, .. store[^2..]])).Ends(0).Says("WHOLE");
        (await office.TurnpikeAsync(["doctor", .. store])).Ends(0);
        var place = new Workplace(office.File("elsewhere"));
        await using var node = await ServedNode.StartAsync(office, [.. store, "--policy", Books.Sample("policy")]);
        Assert.Null(node.SetUpLink);
        (await place.TurnpikeAsync(System.Text.Encoding.UTF8.GetBytes(Books.Password + "\n"), "login", node.Address, "--email", Books.Admin, "--password-stdin")).Ends(0);
        Assert.Equal(change, IdOf((await place.TurnpikeAsync("changes", "--format", "json")).Ends(0).Output));
        (await place.TurnpikeAsync("show", change, "--diff")).Ends(0).Says("aws_dynamodb_table.scans");
    }

    private static string IdOf(string changes)
    {
        using var listed = JsonDocument.Parse(changes);
        return Assert.Single(listed.RootElement.GetProperty("items").EnumerateArray()).GetProperty("id").GetString()!;
    }
}
