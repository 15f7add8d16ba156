using Dapper;
using Microsoft.Data.Sqlite;
using Turnpike.Governance.Access;
using Turnpike.Inventory.Sources;
using Turnpike.Server.Operations.Diagnosis;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Operations;

public sealed class DoctorTests(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-doctor-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_sound_installation_has_nothing_to_fear(bool isPostgres)
    {
        var settings = await InstallAsync(isPostgres);

        var checks = await Doctor.RunAsync(settings, TimeProvider.System, Cancel);

        Assert.All(checks, c => Assert.True(c.Outcome == CheckOutcome.Ok || c.Name == "disk", c.ToString()));
        Assert.All(checks, c => Assert.Equal(c.Outcome == CheckOutcome.Ok, c.Advice is null));
        Assert.Superset(new HashSet<string> { "clock", "ledger", "keys", "estate", "jobs", "webhooks" }, checks.Select(c => c.Name).ToHashSet());
    }

    [Theory]
    [InlineData("ledger", "UPDATE entry SET entry = zeroblob(80) WHERE position = (SELECT max(position) FROM entry)", "ledger.db")]
    [InlineData("ledger", "DELETE FROM entry WHERE position = 1", "ledger.db")]
    [InlineData("ledger", "UPDATE head SET last = zeroblob(32)", "ledger.db")]
    [InlineData("clock", "UPDATE head SET recorded = 9000000000000000", "ledger.db")]
    [InlineData("jobs", "INSERT INTO job_run (id, job, started, node, failed) VALUES ('1', 'sign-checkpoint', 1, 'n', 1)", "node.db")]
    [InlineData("estate", "UPDATE content SET content = zeroblob(9) WHERE number = (SELECT max(number) FROM attachment WHERE media_type LIKE '%estate-segment')", "attachments.db")]
    [InlineData("estate", "UPDATE content SET content = zeroblob(9) WHERE number = (SELECT max(number) FROM attachment WHERE media_type LIKE '%estate-documents')", "attachments.db")]
    [InlineData("webhooks", "INSERT INTO webhook_delivery (id, webhook, position, event_type, state, attempts, first_at, next_at) VALUES ('1', 'w', 1, 'x', 2, 1, 1, 1)", "node.db")]
    public async Task What_is_wrong_is_named_with_what_to_do(string name, string sql, string file)
    {
        var settings = await InstallAsync(isPostgres: false);
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(settings.DataFolder, file)};Pooling=False"))
        {
            await connection.ExecuteAsync(sql);
        }

        var checks = await Doctor.RunAsync(settings, TimeProvider.System, Cancel);

        var wrong = Assert.Single(checks, c => c.Outcome != CheckOutcome.Ok && c.Name != "disk");
        Assert.Equal(name, wrong.Name);
        Assert.NotNull(wrong.Advice);
        Assert.Equal(name == "estate", wrong.Found.StartsWith("The content of prod (network) cannot be read: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_open_folder_a_broken_file_and_nothing_at_all()
    {
        var settings = await InstallAsync(isPostgres: false);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(settings.DataFolder, File.GetUnixFileMode(settings.DataFolder) | UnixFileMode.OtherRead);
            Assert.Contains(await Doctor.RunAsync(settings, TimeProvider.System, Cancel), c => c is { Name: "data", Outcome: CheckOutcome.Warn });
        }

        await File.WriteAllBytesAsync(Path.Combine(settings.DataFolder, "node.db"), new byte[5000], Cancel);
        Assert.Contains(await Doctor.RunAsync(settings, TimeProvider.System, Cancel), static c => c is { Name: "node.db", Outcome: CheckOutcome.Fail });

        var nothing = Assert.Single(await Doctor.RunAsync(settings with { DataFolder = "/nowhere" }, TimeProvider.System, Cancel));
        Assert.Equal(("data", CheckOutcome.Fail), (nothing.Name, nothing.Outcome));
        var away = await Doctor.RunAsync(settings with { Postgres = "Host=127.0.0.1;Port=1;Username=u;Timeout=2" }, TimeProvider.System, Cancel);
        Assert.Contains(away, c => c is { Name: "stores", Outcome: CheckOutcome.Fail });
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<ServerSettings> InstallAsync(bool isPostgres)
    {
        if (isPostgres)
        {
            server.Require();
        }

        await using var node = await TestNode.StartAsync(s => s with { DataFolder = Path.Combine(_folder.FullName, "data"), Postgres = isPostgres ? server.ConnectionString() : null });
        await node.TokenAsync(Role.Viewer);
        Assert.IsType<SourceOutcome.Received>(await node.Get<ReceiveSource>().RunAsync("ada", new SourcePush("prod", "network", """{"version":4,"terraform_version":"1.9.0","serial":1,"lineage":"a","resources":[{"mode":"managed","type":"aws_vpc","name":"a","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{"id":"vpc-1"}}]}]}"""u8.ToArray()), Cancel));
        return node.Settings;
    }
}
