using System.Net;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Turnpike.Governance.Access;
using Turnpike.Server.Estate;
using Turnpike.Server.Tests.Api;
using Turnpike.Server.Tests.Identity;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Estate;

/// <summary>A disk that lost a part of one scope: the others are answered for, and what is lost is said to be.</summary>
public sealed class DamagedScopeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-damage-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("estate-segment")]
    [InlineData("estate-page")]
    [InlineData("estate-documents")]
    public async Task The_others_are_answered_for_and_a_push_mends_it(string part)
    {
        await using (var before = await StartAsync())
        {
            using var pipeline = await before.PipelineAsync();
            await PushAsync(pipeline, "whole", "a");
            await PushAsync(pipeline, "torn", "b");
        }

        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "attachments.db")};Pooling=False"))
        {
            Assert.Equal(1, await connection.ExecuteAsync($"UPDATE content SET content = zeroblob(9) WHERE number = (SELECT max(number) FROM attachment WHERE media_type LIKE '%{part}')"));
        }

        await using var node = await StartAsync();
        using var viewer = await node.ClientAsync(Role.Viewer);

        // The first to ask may be who finds it out.
        using (var first = await viewer.GetAsync(Resource("torn"), Stop))
        {
            Assert.True(first.StatusCode is HttpStatusCode.Gone || !(await first.ReadAsync<EstateResourceResource>()).IsKept);
        }

        await viewer.GetAsync(Resource("torn"), Stop).RefusedAsync(HttpStatusCode.Gone, "scope-damaged");
        Assert.Equal("a", (await viewer.GetAsync(Resource("whole"), Stop).ReadAsync<EstateResourceResource>()).Attributes!.Value.GetProperty("id").GetString());
        Assert.Equal("torn", Assert.Single((await viewer.GetAsync("/api/v1/estate/resources", Stop).ReadAsync<EstateSearchResource>()).AsOf.NotKept));
        Assert.Equal(HttpStatusCode.OK, await viewer.GetAsync("/api/v1/estate/joined", Stop).StatusAsync());
        var scopes = await viewer.GetAsync("/api/v1/estate/scopes", Stop).ReadAsync<ScopesResource>();
        Assert.Equal([("torn", true), ("whole", false)], scopes.Items.Select(static s => (s.Name, s.Fault is not null)));

        var history = await viewer.GetAsync(Resource("torn") + "/history", Stop).ReadAsync<ResourceHistoryResource>();
        Assert.Equal(part == "estate-documents" ? null : "what was pushed last is damaged", history.CutBecause);

        using var ci = await node.PipelineAsync();
        Assert.False((await PushAsync(ci, "torn", "b")).IsUnchanged);
        Assert.Equal("b", (await viewer.GetAsync(Resource("torn"), Stop).ReadAsync<EstateResourceResource>()).Attributes!.Value.GetProperty("id").GetString());
        Assert.True((await PushAsync(ci, "torn", "b")).IsUnchanged);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<TestNode> StartAsync() => TestNode.StartAsync(s => s with { DataFolder = _folder.FullName });

    private static string Resource(string scope) => $"/api/v1/estate/resources/{scope}%2F%2Faws_s3_bucket.b";

    private static async Task<SourceReceiptResource> PushAsync(HttpClient client, string scope, string id)
    {
        using var content = new StringContent(
            $$$"""{"version":4,"terraform_version":"1.11.4","serial":1,"lineage":"x","resources":[{"mode":"managed","type":"aws_s3_bucket","name":"b","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{"id":"{{{id}}}"}}]}]}""",
            Encoding.UTF8,
            "application/json");
        return await client.PostAsync($"/api/v1/sources?scope={scope}&name=state.json", content, Stop).ReadAsync<SourceReceiptResource>();
    }
}
