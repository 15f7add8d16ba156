using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using Turnpike.Governance.Access;
using Turnpike.Tests;

namespace Turnpike.EndToEnd.Tests;

/// <summary>The whole story, as new users live it: from the printed link to the proof, and to what tampering looks like.</summary>
public sealed class BooksTests(PostgresServer postgres) : IClassFixture<PostgresServer>, IDisposable
{
    private const string Plan = "plans/parcels-prod.json";
    private const string Second = "cleo@kestrel.example";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-books-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_the_printed_link_to_the_proof_in_a_data_folder()
    {
        var office = new Workplace(_folder.FullName);
        string[] ledger = ["--data", "books"];
        var decision = await LiveAsync(office, ["--data", "books"], ledger);

        SqliteConnection.ClearAllPools();
        await using (var connection = new SqliteConnection($"Data Source={office.File("books/ledger.db")}"))
        {
            await connection.OpenAsync(Cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = string.Create(CultureInfo.InvariantCulture, $"UPDATE entry SET entry = CAST(replace(CAST(entry AS TEXT), 'cleo@', 'mall@') AS BLOB) WHERE position = {decision}");
            Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancel));
        }

        (await office.TurnpikeAsync(["ledger", "verify", .. ledger])).Ends(1).Says(string.Create(CultureInfo.InvariantCulture, $"entry {decision}: "));
    }

    [Fact]
    public async Task From_the_printed_link_to_the_proof_in_PostgreSQL()
    {
        postgres.Require();
        var office = new Workplace(_folder.FullName);
        office.Environment["TURNPIKE_POSTGRES"] = postgres.ConnectionString();
        string[] ledger = ["--postgres", postgres.ConnectionString()];
        var decision = await LiveAsync(office, ["--data", "books"], ledger);

        await using (var connection = new NpgsqlConnection(postgres.ConnectionString()))
        {
            await connection.OpenAsync(Cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = string.Create(CultureInfo.InvariantCulture, $"UPDATE turnpike.entry SET entry = overlay(entry placing '\\x6d616c6c'::bytea from position('\\x636c656f40'::bytea in entry)) WHERE position = {decision}");
            Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancel));
        }

        (await office.TurnpikeAsync(["ledger", "verify", .. ledger])).Ends(1).Says(string.Create(CultureInfo.InvariantCulture, $"entry {decision}: "));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Up to the node's end. Gives the entry of the approval.</summary>
    private static async Task<long> LiveAsync(Workplace office, string[] serve, string[] ledger)
    {
        await using var books = await Books.OpenAsync(office, serve);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(office.File(".config/turnpike/credentials.json")));
        var pipeline = await books.PipelineAsync("ci", "kestrel/*");
        var approver = await books.PersonAsync("bea@kestrel.example", Role.Approver);
        var second = await books.PersonAsync(Second, Role.Admin);
        (await office.TurnpikeAsync("ledger", "checkpoint", "--output", "monday.note")).Ends(0);

        var change = await PushAsync(pipeline);
        await ReadAsync(books, pipeline, change);
        await DecideAsync(office, pipeline, approver, second, change);
        var decision = await ProveAsync(office, approver);

        Assert.Equal(0, await books.Node.InterruptAsync());
        (await office.TurnpikeAsync(["ledger", "verify", .. ledger, "--checkpoint", "monday.note"])).Ends(0).Says("WHOLE");
        return decision;
    }

    private static async Task<string> PushAsync(Workplace pipeline)
    {
        (await pipeline.TurnpikeAsync("push", Books.Sample("state/network.tfstate"), "--scope", "kestrel/network", "--name", "network.tfstate")).Ends(0).Says("received  network.tfstate  terraform-state");
        var plan = await File.ReadAllBytesAsync(Books.Sample(Plan), Cancel);
        var first = (await pipeline.TurnpikeAsync(plan, "push", "-", "--scope", "kestrel/parcels-prod", "--title", "Open the vendor's access")).Ends(1);
        first.Says("FAIL  ").Says("0.0.0.0/0 may reach port 22").Says("aws-sg-open-admin-ports").Says("waiting: ");

        // What was sent before changes nothing, and where the token may not push nothing comes of it.
        Assert.Equal(first.Output, (await pipeline.TurnpikeAsync(plan, "push", "-", "--scope", "kestrel/parcels-prod", "--title", "Open the vendor's access")).Ends(1).Output);
        Assert.Contains("kestrel/*", (await pipeline.TurnpikeAsync(plan, "push", "-", "--scope", "shop/prod")).Ends(3).Error, StringComparison.Ordinal);

        using var listed = JsonDocument.Parse((await pipeline.TurnpikeAsync("changes", "--format", "json")).Ends(0).Output);
        return Assert.Single(listed.RootElement.GetProperty("items").EnumerateArray()).GetProperty("id").GetString()!;
    }

    private static async Task ReadAsync(Books books, Workplace pipeline, string change)
    {
        (await pipeline.TurnpikeAsync("show", change[..6])).Ends(0).Says("Open the vendor's access").Says("0.0.0.0/0 may reach port 22").Says("may not approve it");
        (await pipeline.TurnpikeAsync("show", change[..6], "--diff")).Ends(0).Says("aws_dynamodb_table.scans  delete then create");
        using var client = books.Client(pipeline.Environment["TURNPIKE_TOKEN"]);
        using var findings = JsonDocument.Parse(await client.GetStringAsync($"api/v1/changes/{change}/findings?limit=200", Cancel));
        Assert.Contains(findings.RootElement.GetProperty("items").EnumerateArray(), f => f.GetProperty("rule").GetString() == "aws-sg-open-admin-ports" && f.GetProperty("why").GetString()!.Length > 0);
    }

    private static async Task DecideAsync(Workplace office, Workplace pipeline, Workplace approver, Workplace second, string change)
    {
        Assert.NotEqual("", (await pipeline.TurnpikeAsync("approve", change, "--reason", "looks fine")).Ends(3).Error);
        (await approver.TurnpikeAsync("waive", change, "aws-sg-open-admin-ports", "--reason", "the vendor needs it until the move", "--owner", "network-team", "--expires", "30d")).Ends(0).Says("waived until ");
        (await approver.TurnpikeAsync("show", change)).Ends(0).Says("the vendor needs it until the move");
        Assert.Contains("may not approve", (await approver.TurnpikeAsync("approve", change, "--reason", "looks fine")).Ends(3).Error, StringComparison.Ordinal);

        // Whoever made the pipeline's token could have sent it.
        Assert.Contains($"a token that {Books.Admin} made", (await office.TurnpikeAsync("approve", change, "--reason", "mine")).Ends(3).Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        (await second.TurnpikeAsync("approve", change, "--reason", "the vendor's access is urgent")).Ends(0).Says("approved");
        (await approver.TurnpikeAsync("changes", "--state", "approved")).Ends(0).Says(change[..8]);
    }

    private static async Task<long> ProveAsync(Workplace office, Workplace approver)
    {
        using var entries = JsonDocument.Parse((await approver.TurnpikeAsync("ledger", "entries", "--type", "decision.", "--format", "json")).Ends(0).Output);
        var decision = entries.RootElement.EnumerateArray().First();
        Assert.Equal(Second, decision.GetProperty("actor").GetString());
        var position = decision.GetProperty("position").GetInt64();

        var at = position.ToString(CultureInfo.InvariantCulture);
        (await office.TurnpikeAsync("ledger", "proof", at, "--checkpoint", "monday.note", "--output", "approval.tlog-proof")).Ends(0).Says($"PROVED  entry {at}").Says(Second);
        (await office.TurnpikeAsync("ledger", "proof", "--verify", "approval.tlog-proof", "--key", "monday.note.key")).Ends(0).Says("PROVED");
        (await office.TurnpikeAsync("ledger", "verify", "--checkpoint", "monday.note")).Ends(0).Says("WHOLE");
        return position;
    }
}
