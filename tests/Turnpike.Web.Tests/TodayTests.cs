using System.Text;
using Microsoft.Playwright;
using Turnpike.Governance.Access;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Server.Connections;
using Turnpike.Server.Storage;

namespace Turnpike.Web.Tests;

/// <summary>What Today tells: the first steps, what is mine, what is new, what is late.</summary>
public class TodayTests(Browsers browsers)
{
    [Fact]
    public async Task A_new_installation_says_what_to_do_first_until_a_plan_is_pushed()
    {
        await using var journey = await Journey.StartAsync(browsers);
        await using var tab = await journey.SignInAsync(Role.Admin);
        await tab.GoAsync("/");
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "Push your first plan" })).ToBeVisibleAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Copy command" }).First.ClickAsync();
        Assert.Contains($"TURNPIKE_SERVER={journey.Node.Address.ToString().TrimEnd('/')}", await tab.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        Assert.Empty(await tab.AxeAsync());
        await Assertions.Expect(tab.Page.Locator("[data-live-state]")).ToHaveAttributeAsync("data-state", "on");
        await tab.Page.EvaluateAsync("window.__same = true");
        await journey.PushPlanAsync("The first of all");
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Link, new() { Name = "The first of all" }).First).ToBeVisibleAsync();
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "Push your first plan" })).ToHaveCountAsync(0);
        Assert.True(await tab.Page.EvaluateAsync<bool>("window.__same"));
    }

    [Fact]
    public async Task What_happened_since_somebody_looked_is_marked_until_they_have_seen_it()
    {
        await using var journey = await Journey.StartAsync(browsers);
        await journey.PushPlanAsync("Known already", "shop/known", "known");
        await using var tab = await journey.SignInAsync(Role.Approver);
        var looked = tab.Page.WaitForResponseAsync("**/today/look");
        await tab.GoAsync("/");
        Assert.Equal(204, (await looked).Status);
        await Assertions.Expect(tab.Page.GetByText("Since you looked")).ToHaveCountAsync(0);

        // An hour later somebody has sent a plan.
        journey.Node.Clock.Now += TimeSpan.FromHours(1);
        await journey.PushPlanAsync("Came meanwhile", "shop/new", "new");
        await tab.GoAsync("/");
        var since = tab.Page.GetByLabel("Since you looked", new() { Exact = true });
        await Assertions.Expect(since).ToContainTextAsync("sent Came meanwhile");
        await Assertions.Expect(since).Not.ToContainTextAsync("Known already");
        var mine = tab.Page.GetByLabel("For you to decide", new() { Exact = true });
        await Assertions.Expect(mine.Locator("li").Filter(new() { HasText = "Came meanwhile" })).ToContainTextAsync("New");
        await Assertions.Expect(mine.Locator("li").Filter(new() { HasText = "Came meanwhile" })).ToContainTextAsync("reject");
        await tab.ShootAsync("today-since");
        Assert.Empty(await tab.AxeAsync());

        // Looking again at once changes nothing; saying so does.
        await tab.Page.ReloadAsync();
        await Assertions.Expect(since).ToContainTextAsync("Came meanwhile");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Mark all as seen" }).ClickAsync();
        await Assertions.Expect(since).ToContainTextAsync("Nobody else did anything");
    }

    [Fact]
    public async Task Findings_certificates_and_late_scopes_of_the_estate_are_told()
    {
        await using var journey = await Journey.StartAsync(browsers);
        var now = journey.Node.Clock.Now;
        for (var hour = 0; hour < 5; hour++)
        {
            await journey.PushStateAsync("shop/prod", "shop.tfstate", State(hour, "contributor@example.com", now.AddDays(12)));
            journey.Node.Clock.Now += TimeSpan.FromHours(6);
        }

        journey.Node.Clock.Now += TimeSpan.FromDays(3);
        await using var later = await journey.SignInAsync(Role.Contributor);
        for (var until = DateTime.UtcNow.AddMinutes(1); DateTime.UtcNow < until && !(await later.Page.ContentAsync()).Contains("aws_ebs_volume.data", StringComparison.Ordinal);)
        {
            await later.GoAsync("/");
            await Task.Delay(250, TestContext.Current.CancellationToken);
        }

        var page = later.Page;
        await Assertions.Expect(page.GetByLabel("Findings on what you own", new() { Exact = true })).ToContainTextAsync("aws_ebs_volume.data");
        await Assertions.Expect(page.GetByLabel("Certificates that run out", new() { Exact = true })).ToContainTextAsync("aws_acm_certificate.shop");
        await Assertions.Expect(page.GetByLabel("Out of date", new() { Exact = true })).ToContainTextAsync("usually every 6 hours");
        await later.ShootAsync("today-estate");
        Assert.Empty(await later.AxeAsync());
    }

    [Fact]
    public async Task A_sync_that_failed_is_told_and_leads_to_its_connection()
    {
        await using var journey = await Journey.StartAsync(browsers);
        var (node, cancellationToken) = (journey.Node, TestContext.Current.CancellationToken);
        var defined = new ConnectionDefined("prod-eu", "aws", new Dictionary<string, string>(), "never", IsEnabled: true);
        await node.Get<ProjectionFollower>().AppendAsync(new StreamName("connection/prod-eu"), ExpectedVersion.Any, [ConnectionEvents.Defined.Draft(defined, "ada@example.com")], cancellationToken);
        await using (var database = await node.Get<ServerDatabase>().OpenAsync(cancellationToken))
        {
            await using var command = database.CreateCommand();
            command.CommandText = "INSERT INTO sync_run (id, connection, node, run_by, started, outcome) VALUES ('run-1', 'prod-eu', 'here', 'ada@example.com', 1, 0)";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await node.Get<SyncRecords>().EndAsync("run-1", "prod-eu", SyncResult.Ended(SyncOutcome.Failed, "The credentials have expired."), cancellationToken);
        await journey.PushPlanAsync();
        await using var tab = await journey.SignInAsync(Role.Viewer);
        await tab.GoAsync("/");
        var failed = tab.Page.GetByLabel("Syncs that failed or are late", new() { Exact = true });
        await Assertions.Expect(failed).ToContainTextAsync("The credentials have expired.");
        Assert.Empty(await tab.AxeAsync());
        await failed.GetByRole(AriaRole.Link, new() { Name = "prod-eu" }).ClickAsync();
        await Assertions.Expect(tab.Page.GetByLabel("The last sync")).ToContainTextAsync("The credentials have expired.");
    }

    private static byte[] State(int serial, string owner, DateTimeOffset certificateEnds) => Encoding.UTF8.GetBytes($$$"""
        {"version":4,"terraform_version":"1.11.4","serial":{{{serial}}},"lineage":"3f1c","outputs":{},"resources":[
          {"mode":"managed","type":"aws_ebs_volume","name":"data","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[
            {"schema_version":0,"attributes":{"id":"vol-{{{serial}}}","encrypted":false,"size":10,"tags":{"owner":"{{{owner}}}"},"tags_all":{"owner":"{{{owner}}}"} } }]},
          {"mode":"managed","type":"aws_acm_certificate","name":"shop","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[
            {"schema_version":0,"attributes":{"id":"arn:aws:acm:eu-west-1:1:certificate/1","domain_name":"shop.example.com","not_after":"{{{certificateEnds:yyyy-MM-ddTHH:mm:ssZ}}}" } }]}
        ]}
        """);
}
