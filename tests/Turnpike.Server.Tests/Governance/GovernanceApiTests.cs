using System.Net;
using Turnpike.Governance.Access;
using Turnpike.Governance.Actions;
using Turnpike.Governance.Calendar;
using Turnpike.Governance.Exceptions;
using Turnpike.Governance.Rights;
using Turnpike.Server.Api;
using Turnpike.Server.Governance;
using Turnpike.Server.Tests.Api;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Governance;

public class GovernanceApiTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_exception_is_granted_extended_listed_and_revoked()
    {
        await using var node = await TestNode.StartAsync();
        using var approver = await node.ClientAsync(Role.Approver, "approver@example.com");
        var now = node.Clock.Now;
        var request = new ExceptionGrantRequest(ExceptionKind.Waiver, "aws-s3-encryption", "shop//aws_s3_bucket.logs", "moves in April", "platform", now.AddDays(30));
        var made = await approver.PostAsync("/api/v1/exceptions", request);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var granted = await made.ReadAsync<ExceptionResource>();
        Assert.Equal((ExceptionState.Active, "approver@example.com"), (granted.State, granted.GrantedBy));
        Assert.Equal(granted, await approver.GetAsync<ExceptionResource>(made.Headers.Location!.ToString()));

        var extended = await (await approver.PostAsync($"/api/v1/exceptions/{granted.Id}/extension", new ExceptionExtensionRequest(now.AddDays(60), "not yet"))).ReadAsync<ExceptionResource>();
        Assert.Equal(now.AddDays(60), extended.Expires);
        await (await approver.PostAsync("/api/v1/exceptions", request with { Expires = now.AddDays(-1) })).ProblemAsync(HttpStatusCode.UnprocessableEntity, "expired");
        await (await approver.PostAsync("/api/v1/exceptions", request with { Reason = "bell \u0007" })).ProblemAsync(HttpStatusCode.UnprocessableEntity, "malformed");

        await (await approver.PostAsync($"/api/v1/exceptions/{granted.Id}/revocation", new ReasonRequest("mended"))).ReadAsync<ExceptionResource>();
        Assert.Empty((await approver.GetAsync<Page<ExceptionResource>>("/api/v1/exceptions?state=active")).Items);
        Assert.Equal(granted.Id, Assert.Single((await approver.GetAsync<Page<ExceptionResource>>("/api/v1/exceptions?state=revoked&subject=LOGS")).Items).Id);
        await (await approver.GetAsync("/api/v1/exceptions?state=gone", Cancel)).ProblemAsync(HttpStatusCode.BadRequest, "malformed");
    }

    [Fact]
    public async Task An_action_goes_from_open_to_closed_and_nobody_overwrites_unseen()
    {
        await using var node = await TestNode.StartAsync();
        using var owner = await node.ClientAsync(Role.Contributor, "contributor@example.com");
        using var other = await node.ClientAsync(Role.Approver, "approver@example.com");
        var made = await owner.PostAsync("/api/v1/actions", new ActionOpenRequest("Encrypt the logs", "contributor@example.com", node.Clock.Now.AddDays(7), "finding/1"));
        var path = made.Headers.Location!.ToString();
        var tag = (await owner.GetAsync(path, Cancel)).Headers.ETag!.Tag;
        Assert.Equal(HttpStatusCode.NotModified, (await owner.SendAsync(HttpMethod.Get, path, ifNoneMatch: tag)).StatusCode);

        var change = new ActionChangeRequest("holiday", Due: node.Clock.Now.AddDays(9));
        await (await owner.SendAsync(HttpMethod.Patch, path, change)).ProblemAsync((HttpStatusCode)428, "if-match-missing");
        await (await owner.SendAsync(HttpMethod.Patch, path, change, ifMatch: "\"other\"")).ProblemAsync(HttpStatusCode.PreconditionFailed, "changed-meanwhile");
        await (await owner.SendAsync(HttpMethod.Patch, path, change, ifMatch: "W/" + tag)).ProblemAsync(HttpStatusCode.PreconditionFailed, "changed-meanwhile");
        Assert.Equal(1, (await (await owner.SendAsync(HttpMethod.Patch, path, change, ifMatch: tag)).ReadAsync<ActionResource>()).Postponed);
        await (await owner.SendAsync(HttpMethod.Patch, path, change, ifMatch: tag)).ProblemAsync(HttpStatusCode.PreconditionFailed, "changed-meanwhile");

        await (await owner.PostAsync(path + "/completion", new ActionCompletionRequest("change/1"))).ReadAsync<ActionResource>();
        await (await owner.PostAsync(path + "/verification", new ActionVerificationRequest(true, "looks right"))).ProblemAsync(HttpStatusCode.Forbidden, "not-allowed");
        Assert.Equal(ActionState.Closed, (await (await other.PostAsync(path + "/verification", new ActionVerificationRequest(true, "seen"))).ReadAsync<ActionResource>()).State);
    }

    [Fact]
    public async Task Lists_come_in_parts_that_hold_while_something_is_added()
    {
        await using var node = await TestNode.StartAsync();
        using var client = await node.ClientAsync(Role.Contributor, "contributor@example.com");
        for (var i = 0; i < 5; i++)
        {
            await OpenAsync(client, node, $"A{i}", i + 10);
        }

        var first = await client.GetAsync<Page<ActionResource>>("/api/v1/actions?limit=2");
        await OpenAsync(client, node, "Earlier", 1);
        await OpenAsync(client, node, "Later", 99);
        var second = await client.GetAsync<Page<ActionResource>>("/api/v1/actions?limit=200&after=" + first.Next);
        Assert.Equal(["A0", "A1"], first.Items.Select(a => a.Title));
        Assert.Equal(["A2", "A3", "A4", "Later"], second.Items.Select(a => a.Title));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task The_calendar_is_planned_shown_and_read_by_programs_until_the_address_is_taken_back()
    {
        await using var node = await TestNode.StartAsync();
        using var planner = await node.ClientAsync(Role.Operator, "operator@example.com");
        var freeze = new CalendarPlanRequest(CalendarKind.Freeze, "Year end", "2026-12-20T00:00:00", 14 * 24 * 60, "Europe/Berlin", "production", "cto");
        Assert.Equal(HttpStatusCode.Created, (await planner.SendAsync(HttpMethod.Put, "/api/v1/calendar/entries/year-end", freeze)).StatusCode);
        await (await planner.SendAsync(HttpMethod.Put, "/api/v1/calendar/entries/year-end", freeze)).ProblemAsync((HttpStatusCode)428, "if-match-missing");
        await (await planner.SendAsync(HttpMethod.Put, "/api/v1/calendar/entries/Not%20An%20Id", freeze)).ProblemAsync(HttpStatusCode.UnprocessableEntity, "malformed");
        await (await planner.PostAsync("/api/v1/calendar/entries", freeze with { Zone = "Mars/Olympus" })).ProblemAsync(HttpStatusCode.UnprocessableEntity, "malformed");
        await planner.PostAsync("/api/v1/calendar/entries", new CalendarPlanRequest(CalendarKind.Window, "Evenings", "2026-03-02T18:00:00", 120, "UTC", "production", "ops", "FREQ=DAILY"));

        Assert.Equal(31, (await planner.GetAsync<CalendarResource>("/api/v1/calendar?kind=window")).Items.Count);
        Assert.True((await planner.GetAsync<CalendarResource>("/api/v1/calendar?from=2026-03-01&to=2026-03-03")).Items is [{ Entry.Title: "Evenings" }]);
        Assert.False((await planner.GetAsync<ChangeTimeResource>("/api/v1/calendar/may-change?scope=production&at=2026-12-24T12:00:00Z")).IsAllowed);
        Assert.True((await planner.GetAsync<ChangeTimeResource>("/api/v1/calendar/may-change?scope=production&at=2026-03-05T19:00:00Z")).IsAllowed);
        await (await planner.GetAsync("/api/v1/calendar?from=2026-01-01&to=2036-01-01", Cancel)).ProblemAsync(HttpStatusCode.BadRequest, "malformed");

        // A token cannot make what outlives it.
        await (await planner.PostAsync("/api/v1/calendar/feeds", new CalendarFeedRequest("phone"))).ProblemAsync(HttpStatusCode.Forbidden, "not-allowed");
        using var browser = new TestBrowser(node.Address);
        await browser.SignInAsync("operator@example.com");
        var feed = await (await browser.SendAsync(HttpMethod.Post, "/api/v1/calendar/feeds", new CalendarFeedRequest("phone"))).ReadAsync<CalendarFeedResource>();
        var text = await node.Anonymous.GetAsync(feed.Address, Cancel);
        Assert.Equal("text/calendar", text.Content.Headers.ContentType!.MediaType);
        Assert.Contains("SUMMARY:Year end", await text.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Null(Assert.Single(await (await browser.GetAsync("/api/v1/calendar/feeds")).ReadAsync<IReadOnlyList<CalendarFeedResource>>()).Address);
        Assert.DoesNotContain(node.Log.Lines, l => l.Contains(new Uri(feed.Address!).Segments[2].TrimEnd('/'), StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.NoContent, (await browser.SendAsync(HttpMethod.Delete, $"/api/v1/calendar/feeds/{feed.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await node.Anonymous.GetAsync(feed.Address, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Teams_are_made_changed_and_removed()
    {
        await using var node = await TestNode.StartAsync();
        using var admin = await node.ClientAsync(Role.Admin, "admin@example.com");
        var team = new TeamRequest("Platform", ["eng"], ["contributor@example.com"], "#platform");
        var made = await admin.SendAsync(HttpMethod.Put, "/api/v1/teams/platform", team);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        using var member = await node.ClientAsync(Role.Contributor, "contributor@example.com");
        Assert.Equal(["platform"], (await member.GetAsync<PersonResource>("/api/v1/people/contributor@example.com")).Teams);

        var tag = (await admin.GetAsync("/api/v1/teams/platform", Cancel)).Headers.ETag!.Tag;
        await (await member.SendAsync(HttpMethod.Put, "/api/v1/teams/platform", team, ifMatch: tag)).ProblemAsync(HttpStatusCode.Forbidden, "permission-missing");
        Assert.Equal("Paving", (await (await admin.SendAsync(HttpMethod.Put, "/api/v1/teams/platform", team with { Name = "Paving" }, ifMatch: tag)).ReadAsync<TeamResource>()).Name);
        await (await admin.SendAsync(HttpMethod.Delete, "/api/v1/teams/platform", ifMatch: tag)).ProblemAsync(HttpStatusCode.PreconditionFailed, "changed-meanwhile");
        Assert.Equal(HttpStatusCode.NoContent, (await admin.SendAsync(HttpMethod.Delete, "/api/v1/teams/platform", ifMatch: "*")).StatusCode);
        await (await admin.GetAsync("/api/v1/teams/platform", Cancel)).ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Who_may_decide_is_laid_down_asked_and_explained()
    {
        await using var node = await TestNode.StartAsync();
        using var admin = await node.ClientAsync(Role.Admin, "admin@example.com");
        using var approver = await node.ClientAsync(Role.Approver, "approver@example.com");
        var answer = await admin.GetAsync("/api/v1/decision-rights", Cancel);
        var rights = await answer.ReadAsync<DecisionRightsResource>();
        Assert.Equal((0, DefaultRights.Rules.Count), (rights.Version, rights.Rules.Count));

        var rules = new DecisionRightsRequest([.. rights.Rules, new DecisionRule("no-friday", Allow: false) { Verbs = ["grant-exception"], Environments = ["production"], Reason = "production is excepted by the board" }]);
        await (await admin.SendAsync(HttpMethod.Put, "/api/v1/decision-rights", rules)).ProblemAsync((HttpStatusCode)428, "if-match-missing");
        await (await admin.SendAsync(HttpMethod.Put, "/api/v1/decision-rights", new DecisionRightsRequest([rules.Rules[0], rules.Rules[0]]), ifMatch: answer.Headers.ETag!.Tag)).ProblemAsync(HttpStatusCode.UnprocessableEntity, "malformed");
        Assert.Equal(1, (await (await admin.SendAsync(HttpMethod.Put, "/api/v1/decision-rights", rules, ifMatch: answer.Headers.ETag!.Tag)).ReadAsync<DecisionRightsResource>()).Version);
        await (await admin.SendAsync(HttpMethod.Put, "/api/v1/decision-rights", rules, ifMatch: answer.Headers.ETag!.Tag)).ProblemAsync(HttpStatusCode.PreconditionFailed, "changed-meanwhile");

        var elsewhere = await AskAsync(approver, new RightsQuestion("grant-exception", Environment: "development"));
        Assert.True(elsewhere.IsAllowed);
        var there = await AskAsync(approver, new RightsQuestion("grant-exception", Environment: "production"));
        Assert.Equal((false, "no-friday"), (there.IsAllowed, there.Rule));
        Assert.Contains("production is excepted by the board", there.Why, StringComparison.Ordinal);
        Assert.Equal(rules.Rules.Count, there.Considered.Count);

        // What is not known may be what is forbidden.
        Assert.False((await AskAsync(approver, new RightsQuestion("grant-exception"))).IsAllowed);
        Assert.False((await AskAsync(approver, new RightsQuestion("override-freeze"))).IsAllowed);
        Assert.True((await AskAsync(approver, new RightsQuestion("override-freeze", Who: "admin@example.com"))).IsAllowed);
        Assert.True((await AskAsync(approver, new RightsQuestion("override-freeze", Who: "new@example.com", Roles: ["admin"]))).IsAllowed);
        await (await approver.PostAsync("/api/v1/decision-rights/questions", new RightsQuestion("approve", Who: "nobody@example.com"))).ProblemAsync(HttpStatusCode.UnprocessableEntity, "not-known");
        foreach (var (subject, status) in new[] { ("shop/dev//aws_instance.a", HttpStatusCode.Created), ("shop/prod//aws_instance.a", HttpStatusCode.Forbidden), ("shop/*", HttpStatusCode.Forbidden) })
        {
            using var asked = await approver.PostAsync("/api/v1/exceptions", new ExceptionGrantRequest(ExceptionKind.Waiver, "r", subject, "why", "o", node.Clock.Now.AddDays(1)));
            Assert.Equal(status, asked.StatusCode);
        }

        var refused = await (await approver.PostAsync("/api/v1/exceptions", new ExceptionGrantRequest(ExceptionKind.Waiver, "r", "s", "why", "o", node.Clock.Now.AddDays(1)))).ProblemAsync(HttpStatusCode.Forbidden, "not-allowed");
        Assert.Contains("no-friday", refused.Detail, StringComparison.Ordinal);
    }

    private static async Task<RightsAnswerResource> AskAsync(HttpClient client, RightsQuestion question) =>
        await (await client.PostAsync("/api/v1/decision-rights/questions", question)).ReadAsync<RightsAnswerResource>();

    private static async Task OpenAsync(HttpClient client, TestNode node, string title, int days) =>
        await (await client.PostAsync("/api/v1/actions", new ActionOpenRequest(title, "ada", node.Clock.Now.AddDays(days), "review/1"))).ReadAsync<ActionResource>();
}
