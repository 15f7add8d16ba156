using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Turnpike.Governance.Access;
using Turnpike.Inventory.History;
using Turnpike.Inventory.Ownership;
using Turnpike.Inventory.Relations;
using Turnpike.Server.Api;
using Turnpike.Server.Estate;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Estate;

/// <summary>The estate over HTTP, on a real node.</summary>
public class EstateEndpointTests
{
    private const string Network = """
        {"version":4,"terraform_version":"1.11.4","serial":1,"lineage":"n","outputs":{},"resources":[
        {"mode":"managed","type":"aws_vpc","name":"main","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{"id":"vpc-01234567","tags":{"env":"prod","note":"=cmd()"}},"sensitive_attributes":[]}]},
        {"mode":"managed","type":"aws_subnet","name":"a","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"index_key":"eu/1","attributes":{"id":"subnet-01234567","vpc_id":"vpc-01234567"},"sensitive_attributes":[]}]}]}
        """;

    private const string Shop = """
        {"version":4,"terraform_version":"1.11.4","serial":1,"lineage":"s","outputs":{},"resources":[
        {"mode":"managed","type":"aws_db_instance","name":"db","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{"id":"db-1","password":"hunter2-hunter2","subnet_id":"subnet-01234567"},"sensitive_attributes":[[{"type":"get_attr","value":"password"}]]}]}]}
        """;

    [Fact]
    public async Task What_is_pushed_can_be_searched_followed_and_told_back()
    {
        await using var node = await TestNode.StartAsync();
        using var ci = await node.PipelineAsync();
        using var viewer = await node.ClientAsync(Role.Viewer);
        var receipt = await PushAsync(ci, "prod/network", Network);
        Assert.Equal((2, 2, false), (receipt.Resources, receipt.Added, receipt.IsUnchanged));
        Assert.True((await PushAsync(ci, "prod/network", Network)).IsUnchanged);
        var before = node.Clock.Now;
        node.Clock.Now += TimeSpan.FromDays(1);
        await PushAsync(ci, "prod/shop", Shop);

        var found = await GetAsync<EstateSearchResource>(viewer, "resources?q=" + Uri.EscapeDataString("dependson:aws_vpc.main"));
        var subnet = Assert.Single(found.Items);
        Assert.Equal(("prod/network//aws_subnet.a[\"eu/1\"]", 1, true), (subnet.Key, found.Total, found.AsOf.IsCurrent));
        Assert.Equal(before, subnet.ObservedAt);

        // Nothing was observed, so that nobody can tell; in the past as now.
        Assert.Equal(3, (await GetAsync<EstateSearchResource>(viewer, "resources?q=status:unknown")).Total);
        var then = await GetAsync<EstateSearchResource>(viewer, $"resources?q=made-by:terraform%20status:unknown&limit=1&at={before:O}".Replace("+", "%2B", StringComparison.Ordinal));
        Assert.Equal((2, 1, false), (then.Total, then.Items.Count, then.AsOf.IsCurrent));
        Assert.Contains("There is: terraform.", Assert.Single((await GetAsync<EstateSearchResource>(viewer, "resources?q=made-by:pulumi")).Notes), StringComparison.Ordinal);

        var detail = await GetAsync<EstateResourceResource>(viewer, "resources/" + Uri.EscapeDataString(subnet.Key));
        Assert.Equal("subnet-01234567", detail.Attributes!.Value.GetProperty("id").GetString());
        Assert.Equal("prod/shop//aws_db_instance.db", Assert.Single(detail.UsedBy).From);

        var db = await viewer.GetStringAsync("api/v1/estate/resources/db-1", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("hunter2", db, StringComparison.Ordinal);
        Assert.Contains("(sensitive value)", db, StringComparison.Ordinal);

        var radius = await GetAsync<BlastRadiusResource>(viewer, "resources/vpc-01234567/blast-radius");
        Assert.Equal([1, 2], radius.Items.Select(static i => i.Distance));
        Assert.Equal(2, radius.Items[1].Path.Count);
        Assert.Equal((PathKind.DependsOn, 2), await GetAsync<EstatePathResource>(viewer, "path?from=db-1&to=vpc-01234567") is var path ? (path.Kind!.Value, path.Relations.Count) : default);
        Assert.Equal(2, (await GetAsync<NeighbourhoodResource>(viewer, $"resources/{Uri.EscapeDataString(subnet.Key)}/relations")).Items.Count);

        var scopes = await GetAsync<ScopesResource>(viewer, "scopes?at=" + UtcText(before));
        Assert.Equal(("prod/network", 2, false), (Assert.Single(scopes.Items).Name, scopes.Resources, scopes.AsOf.IsCurrent));
        var history = await GetAsync<ResourceHistoryResource>(viewer, "resources/db-1/history");
        Assert.Equal(ResourceEventKind.Created, Assert.Single(history.Items).Kind);
    }

    [Fact]
    public async Task Owners_are_proposed_accepted_and_taken_back()
    {
        await using var node = await TestNode.StartAsync();
        using var ci = await node.PipelineAsync();
        using var operators = await node.ClientAsync(Role.Operator);
        using var viewer = await node.ClientAsync(Role.Viewer);
        await PushAsync(ci, "prod/queues", """
            {"version":4,"terraform_version":"1.11.4","serial":1,"lineage":"q","outputs":{},"resources":[
            {"mode":"managed","type":"aws_sqs_queue","name":"in","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{"id":"queue-1","name":"orders-in","tags":{"team":"@acme/orders"}},"sensitive_attributes":[]}]},
            {"mode":"managed","type":"aws_sqs_queue","name":"out","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{"id":"queue-2","name":"orders-out"},"sensitive_attributes":[]}]}]}
            """);

        var unowned = Assert.Single((await GetAsync<Page<UnownedResource>>(viewer, "unowned?costs=true")).Items);
        Assert.Equal(("prod/queues//aws_sqs_queue.out", "orders", true), (unowned.Key, unowned.Proposed?.Owner, unowned.BearsCost));
        var accepted = new OwnershipAcceptanceRequest([new AcceptedOwner(unowned.Key, "orders")], "As proposed.");
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.PostAsJsonAsync("api/v1/estate/ownership/acceptances", accepted, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await operators.PostAsJsonAsync("api/v1/estate/ownership/acceptances", accepted, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Empty((await GetAsync<Page<UnownedResource>>(viewer, "unowned")).Items);

        var owner = (await GetAsync<IReadOnlyList<OwnershipCoverage>>(viewer, "ownership?question=owner"))[0];
        Assert.Equal((100, 2, 1), (owner.All.Percent, owner.Values["orders"], owner.Sources[OwnershipSource.Correction]));
        var answers = await GetAsync<OwnershipResource>(viewer, "resources/queue-1/ownership");
        Assert.Equal(("orders", "its tag team is @acme/orders"), (answers.Answers[0].Value, answers.Answers[0].Why));
        Assert.Equal(("production", OwnershipSource.Account), (answers.Answers[1].Value, answers.Answers[1].Source));
    }

    [Fact]
    public async Task Pages_go_on_where_they_ended_and_tags_save_sending_again()
    {
        await using var node = await TestNode.StartAsync();
        using var ci = await node.PipelineAsync();
        using var viewer = await node.ClientAsync(Role.Viewer);
        await PushAsync(ci, "prod/network", Network);

        var first = await GetAsync<EstateSearchResource>(viewer, "resources?limit=1");
        var second = await GetAsync<EstateSearchResource>(viewer, "resources?limit=1&after=" + first.Next);
        Assert.Equal(["aws_subnet.a[\"eu/1\"]", "aws_vpc.main"], first.Items.Concat(second.Items).Select(static i => i.Address));
        Assert.Null(second.Next);

        using var answer = await viewer.GetAsync("api/v1/estate/resources", TestContext.Current.CancellationToken);
        using var again = new HttpRequestMessage(HttpMethod.Get, "api/v1/estate/resources");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var same = await viewer.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
    }

    [Fact]
    public async Task Exports_hold_everything_and_no_formula()
    {
        await using var node = await TestNode.StartAsync();
        using var ci = await node.PipelineAsync();
        using var viewer = await node.ClientAsync(Role.Viewer);
        await PushAsync(ci, "prod/network", Network);
        await PushAsync(ci, "=prod", Shop);

        var csv = await viewer.GetStringAsync("api/v1/estate/export?format=csv", TestContext.Current.CancellationToken);
        var lines = csv.TrimEnd().Split("\r\n");
        Assert.Equal(4, lines.Length);
        Assert.Contains("\"aws_subnet.a[\"\"eu/1\"\"]\"", lines[2], StringComparison.Ordinal);
        Assert.DoesNotContain(lines, static l => l.StartsWith('=') || l.Contains(",=", StringComparison.Ordinal));
        Assert.Contains("'=prod", csv, StringComparison.Ordinal);

        using var json = JsonDocument.Parse(await viewer.GetStringAsync("api/v1/estate/export", TestContext.Current.CancellationToken));
        Assert.Equal(3, json.RootElement.GetProperty("resources").GetArrayLength());
        Assert.DoesNotContain("hunter2", json.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api/v1/estate/resources?q=typ:x", HttpStatusCode.UnprocessableEntity, "invalid-query")]
    [InlineData("api/v1/estate/resources?q=status:drifting", HttpStatusCode.UnprocessableEntity, "invalid-query")]
    [InlineData("api/v1/estate/resources?limit=0", HttpStatusCode.BadRequest, "malformed")]
    [InlineData("api/v1/estate/resources?after=!", HttpStatusCode.BadRequest, "malformed")]
    [InlineData("api/v1/estate/resources?at=yesterday", HttpStatusCode.BadRequest, "malformed")]
    [InlineData("api/v1/estate/resources/nothing", HttpStatusCode.NotFound, "not-found")]
    [InlineData("api/v1/estate/resources/a%2F%2Fb/history", HttpStatusCode.NotFound, "not-found")]
    [InlineData("api/v1/estate/resources/nothing/blast-radius", HttpStatusCode.NotFound, "not-found")]
    [InlineData("api/v1/estate/path?from=a&to=b", HttpStatusCode.NotFound, "not-found")]
    [InlineData("api/v1/estate/export?format=xml", HttpStatusCode.BadRequest, "malformed")]
    public async Task Faults_are_problems(string address, HttpStatusCode status, string code)
    {
        await using var node = await TestNode.StartAsync();
        using var viewer = await node.ClientAsync(Role.Viewer);
        using var answer = await viewer.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<Problem>(ApiJson.Options, TestContext.Current.CancellationToken))!.Code);
    }

    [Fact]
    public async Task A_token_pushes_to_its_scopes_only_and_what_is_wrong_is_not_received()
    {
        await using var node = await TestNode.StartAsync();
        using var ci = await node.PipelineAsync("shop/*");
        using var refused = await SendAsync(ci, "prod/network", Network);
        using var broken = await SendAsync(ci, "shop/a", "{\"version\":4,\"serial\":1,");

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, broken.StatusCode);
        var problem = await broken.Content.ReadFromJsonAsync<Problem>(ApiJson.Options, TestContext.Current.CancellationToken);
        Assert.NotEmpty(problem!.Diagnostics!);

        Assert.Equal(1, (await PushAsync(ci, "shop/a", Shop)).Resources);
        using var removed = await ci.DeleteAsync("api/v1/sources?scope=shop/a&name=state.json&reason=gone", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var viewer = await node.ClientAsync(Role.Viewer);
        Assert.Equal(0, (await GetAsync<EstateSearchResource>(viewer, "resources")).Total);
    }

    private static string UtcText(DateTimeOffset moment) => Uri.EscapeDataString(moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));

    private static async Task<T> GetAsync<T>(HttpClient client, string address) =>
        (await client.GetFromJsonAsync<T>("api/v1/estate/" + address, ApiJson.Options, TestContext.Current.CancellationToken))!;

    private static async Task<SourceReceiptResource> PushAsync(HttpClient client, string scope, string state)
    {
        using var answer = await SendAsync(client, scope, state);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<SourceReceiptResource>(ApiJson.Options, TestContext.Current.CancellationToken))!;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string scope, string state)
    {
        using var body = new StringContent(state, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        return await client.PostAsync($"api/v1/sources?scope={Uri.EscapeDataString(scope)}&name=state.json", body, TestContext.Current.CancellationToken);
    }
}
