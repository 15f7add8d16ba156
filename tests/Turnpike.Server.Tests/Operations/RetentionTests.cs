using System.Net;
using System.Net.Http.Json;
using System.Text;
using Turnpike.Governance.Access;
using Turnpike.Ledger.Attachments;
using Turnpike.Server.Api;
using Turnpike.Server.Changes;
using Turnpike.Server.Estate;
using Turnpike.Server.Identity;
using Turnpike.Server.Operations;
using Turnpike.Server.Operations.Retention;
using Turnpike.Server.Tests.Changes;
using Turnpike.Server.Tests.Identity;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Operations;

public sealed class RetentionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_estate_once_was_goes_when_its_time_is_over_and_answers_say_so()
    {
        await using var node = await TestNode.StartAsync(s => s with { Operations = s.Operations with { KeepEstate = TimeSpan.FromDays(30) } });
        using var ci = await node.PipelineAsync();
        await PushAsync(ci, "prod", "first");
        await PushAsync(ci, "quiet", "steady");
        var first = node.Clock.Now;
        node.Clock.Now += TimeSpan.FromDays(10);
        await PushAsync(ci, "prod", "second");
        node.Clock.Now += TimeSpan.FromDays(29);

        // The first was in force until 29 days ago.
        Assert.Equal(0, await node.Get<RetireAttachments>().RunAsync(Stop));
        node.Clock.Now += TimeSpan.FromDays(2);
        var hold = await BeginHoldAsync(node);
        Assert.Equal(0, await node.Get<RetireAttachments>().RunAsync(Stop));
        await EndHoldAsync(node, hold);

        // A segment, its page and its block of documents.
        Assert.Equal(3, await node.Get<RetireAttachments>().RunAsync(Stop));
        var said = Assert.Single(await node.RecordedAsync(OperationsEvents.AttachmentsRetired));
        Assert.Equal(("keep-estate 30d", 1), (said.Rule, said.Hashes.Count));
        Assert.Equal(0, await node.Get<RetireAttachments>().RunAsync(Stop));

        // What was read before is there for as long as memory is plenty.
        GC.Collect();
        using var viewer = await node.ClientAsync(Role.Viewer);
        var now = await viewer.GetAsync("/api/v1/estate/resources", Stop).ReadAsync<EstateSearchResource>();
        Assert.Equal((2, 0), (now.Total, now.AsOf.NotKept.Count));
        Assert.Equal("second", (await ShowAsync(viewer, null).ReadAsync<EstateResourceResource>()).Attributes!.Value.GetProperty("id").GetString());

        var then = await viewer.GetAsync("/api/v1/estate/resources?at=" + At(first), Stop).ReadAsync<EstateSearchResource>();
        Assert.Equal((1, "prod"), (then.Total, Assert.Single(then.AsOf.NotKept)));
        Assert.Contains("no longer kept", Assert.Single(then.Notes), StringComparison.Ordinal);
        await ShowAsync(viewer, first).RefusedAsync(HttpStatusCode.Gone, "no-longer-kept");
        var scopes = await viewer.GetAsync("/api/v1/estate/scopes?at=" + At(first), Stop).ReadAsync<ScopesResource>();
        Assert.Equal([("prod", false), ("quiet", true)], scopes.Items.Select(s => (s.Name, s.IsKept)));
        var history = await viewer.GetAsync("/api/v1/estate/resources/prod%2F%2Faws_s3_bucket.b/history", Stop).ReadAsync<ResourceHistoryResource>();
        Assert.Contains("no longer kept", history.CutBecause, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await viewer.GetAsync("/api/v1/estate/export?at=" + At(first), Stop).StatusAsync());
    }

    [Fact]
    public async Task What_comes_back_as_it_was_is_kept_again()
    {
        await using var node = await TestNode.StartAsync(s => s with { Operations = s.Operations with { KeepEstate = TimeSpan.FromDays(30) } });
        using var ci = await node.PipelineAsync();
        await PushAsync(ci, "prod", "first");
        node.Clock.Now += TimeSpan.FromDays(1);
        await PushAsync(ci, "prod", "second");
        node.Clock.Now += TimeSpan.FromDays(60);
        using var again = await node.PipelineAsync();
        await PushAsync(again, "prod", "first");
        Assert.Equal(0, await node.Get<RetireAttachments>().RunAsync(Stop));
        node.Clock.Now += TimeSpan.FromDays(31);

        Assert.Equal(3, await node.Get<RetireAttachments>().RunAsync(Stop));
        using var viewer = await node.ClientAsync(Role.Viewer);
        Assert.Equal("first", (await ShowAsync(viewer, null).ReadAsync<EstateResourceResource>()).Attributes!.Value.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_change_that_waits_keeps_its_plan_and_one_that_ended_does_not()
    {
        await using var node = await TestNode.StartAsync();
        using var contributor = await node.ClientAsync(Role.Contributor);
        var waiting = await ChangeAsync(contributor, "waits");
        var ended = await ChangeAsync(contributor, "ends");
        Assert.Equal(HttpStatusCode.OK, await contributor.PostAsJsonAsync($"/api/v1/changes/{ended}/withdrawn", new { reason = "Not needed." }, Stop).StatusAsync());
        node.Clock.Now += TimeSpan.FromDays(401);

        Assert.True(await node.Get<RetireAttachments>().RunAsync(Stop) > 0);
        using var viewer = await node.ClientAsync(Role.Viewer, "later@example.com");
        Assert.Equal(HttpStatusCode.OK, await viewer.GetAsync($"/api/v1/changes/{waiting}/diff", Stop).StatusAsync());
        Assert.NotEqual(HttpStatusCode.OK, await viewer.GetAsync($"/api/v1/changes/{ended}/diff", Stop).StatusAsync());
    }

    [Fact]
    public async Task What_came_again_while_it_was_being_retired_stays()
    {
        await using var node = await TestNode.StartAsync();
        var store = node.Get<IAttachmentStore>();
        var hash = await store.PutAsync("a page that is pushed again"u8.ToArray(), "text/plain", Stop);
        var limit = node.Clock.Now + TimeSpan.FromDays(1);
        node.Clock.Now += TimeSpan.FromDays(2);
        await store.PutAsync("a page that is pushed again"u8.ToArray(), "text/plain", Stop);
        await store.DeleteAsync([hash], limit, Stop);
        Assert.NotNull(await store.FindAsync(hash, Stop));
    }

    [Fact]
    public async Task What_is_over_is_forgotten_when_nothing_new_comes()
    {
        await using var node = await TestNode.StartAsync();
        await node.UserAsync(Role.Viewer);
        using var browser = new TestBrowser(node.Address);
        await browser.SignInAsync("viewer@example.com");
        await browser.SignInAsync("nobody@example.com", "wrong").StatusAsync();
        using var admin = await node.ClientAsync(Role.Admin);
        await admin.PostAsync("/api/v1/users/viewer@example.com/invitation", null, Stop).ReadAsync<InvitationResource>(HttpStatusCode.Created);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/operations/holds") { Content = JsonContent.Create(new HoldRequest("why"), options: ApiJson.Options), Headers = { { "Idempotency-Key", "one" } } };
        await admin.SendAsync(request, Stop).ReadAsync<HoldResource>(HttpStatusCode.Created);
        Assert.Equal(0, await node.Get<ForgetExpired>().RunAsync(Stop));
        node.Clock.Now += TimeSpan.FromDays(8);

        // The session, the address's and the account's failures, the invitation, the answered request.
        Assert.Equal(5, await node.Get<ForgetExpired>().RunAsync(Stop));
        Assert.Equal(0, await node.Get<ForgetExpired>().RunAsync(Stop));
    }

    private static async Task<string> BeginHoldAsync(TestNode node)
    {
        using var operators = await node.ClientAsync(Role.Operator);
        await operators.PostAsJsonAsync("/api/v1/operations/holds", new HoldRequest(" "), ApiJson.Options, Stop).RefusedAsync(HttpStatusCode.UnprocessableEntity, "reason-missing");
        var made = await operators.PostAsJsonAsync("/api/v1/operations/holds", new HoldRequest("Audit of 2026"), ApiJson.Options, Stop).ReadAsync<HoldResource>(HttpStatusCode.Created);
        Assert.Equal(("Audit of 2026", "operator@example.com"), (made.Reason, made.By));
        return made.Id;
    }

    private static async Task EndHoldAsync(TestNode node, string id)
    {
        using var operators = await node.ClientAsync(Role.Operator);
        await operators.PostAsJsonAsync($"/api/v1/operations/holds/{id}/end", new HoldRequest("It is over."), ApiJson.Options, Stop).ReadAsync<HoldResource>();
        await operators.PostAsJsonAsync($"/api/v1/operations/holds/{id}/end", new HoldRequest("It is over."), ApiJson.Options, Stop).RefusedAsync(HttpStatusCode.NotFound);
        Assert.Empty((await operators.GetAsync("/api/v1/operations/holds", Stop).ReadAsync<Page<HoldResource>>()).Items);
    }

    private static async Task<string> ChangeAsync(HttpClient client, string name) =>
        (await ChangeApiTests.SendAsync(client, ChangeApiTests.Bucket(name, "{}"), $"scope={name}&name=plan.json").ReadAsync<ChangeResource>(HttpStatusCode.Created)).Id;

    private static string At(DateTimeOffset moment) => Uri.EscapeDataString(UtcTime.Text(moment));

    private static Task<HttpResponseMessage> ShowAsync(HttpClient client, DateTimeOffset? at) =>
        client.GetAsync("/api/v1/estate/resources/prod%2F%2Faws_s3_bucket.b" + (at is { } moment ? "?at=" + At(moment) : ""), Stop);

    private static async Task PushAsync(HttpClient client, string scope, string id)
    {
        var state = $$"""
            {"version":4,"terraform_version":"1.11.4","serial":1,"lineage":"n","outputs":{},"resources":[
            {"mode":"managed","type":"aws_s3_bucket","name":"b","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{"id":"{{id}}"},"sensitive_attributes":[]}]}]}
            """;
        using var body = new StringContent(state, Encoding.UTF8, "application/json");
        await client.PostAsync($"/api/v1/sources?scope={scope}&name=state.json", body, Stop).ReadAsync<SourceReceiptResource>();
    }
}
