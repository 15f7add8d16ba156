using System.Net.Http.Json;
using Microsoft.Playwright;
using Turnpike.Governance.Access;
using Turnpike.Server.Api;
using Turnpike.Tests;
using Turnpike.Web.Elements;
using Turnpike.Web.Tests.Samples;
using Turnpike.Web.Tests.Worlds;

namespace Turnpike.Web.Tests;

/// <summary>From nothing connected to a drift that somebody sees.</summary>
public class ConnectionJourneyTests(Browsers browsers, World world)
{
    private const string Broken = "set-bucket set-region";

    [Theory]
    [InlineData(1440, false)]
    [InlineData(360, true)]
    public async Task States_are_connected_synced_and_the_real_world_shows_what_drifted(int width, bool dark)
    {
        var cloud = new ShownCloud { Parts = Real.Parts() };
        var states = Directory.CreateTempSubdirectory("turnpike-states-");
        await File.WriteAllBytesAsync(Path.Combine(states.FullName, "web.tfstate"), Real.State, TestContext.Current.CancellationToken);
        await using var journey = await Journey.StartAsync(browsers, cloud.AddTo);
        await using var tab = await journey.SignInAsync(Role.Admin, width, dark);
        var page = tab.Page;
        tab.Expected = "the server responded with a status of 422";
        await tab.GoAsync("/connections");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nothing is connected yet" })).ToBeVisibleAsync();
        await tab.ShootAsync($"connections-none-{width}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Terraform state" }).ClickAsync();

        // Each fault at its field, and what was typed stays.
        await page.GetByLabel("Name", new() { Exact = false }).First.FillAsync("states");
        await page.Locator("#set-backend").FillAsync("s3");
        await page.Locator("#set-name").FillAsync("shop");
        await page.Locator("#schedule").FillAsync("never");
        await page.GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true }).ClickAsync();
        foreach (var field in Broken.Split(' ').Append("set-key"))
        {
            await Assertions.Expect(page.Locator("#" + field)).ToHaveAttributeAsync("aria-invalid", "true");
        }

        await Assertions.Expect(page.Locator("#set-name")).ToHaveValueAsync("shop");
        await tab.ShootAsync($"connect-faults-{width}");
        Assert.Empty(await tab.AxeAsync());
        await page.Locator("#set-backend").FillAsync("local");
        await page.Locator("summary", new() { HasText = "For local and git" }).ClickAsync();
        await page.Locator("#set-path").FillAsync(Path.Combine(states.FullName, "*.tfstate"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("states");
        await SyncAsync(page, "Done");

        // The account, which shows what no state says; the sync is seen as it goes.
        cloud.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await tab.GoAsync("/connect/shown");
        await page.Locator("#name").FillAsync("main");
        await page.Locator("#set-account").FillAsync(Real.Account);
        await page.Locator("#schedule").FillAsync("never");
        await page.GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sync now" }).ClickAsync();
        await Assertions.Expect(page.Locator("#sync [data-count]")).ToContainTextAsync("1 of 6 parts", new() { Timeout = 20_000 });
        await tab.ShootAsync($"sync-runs-{width}");
        cloud.Gate.SetResult();
        await Assertions.Expect(page.Locator("#sync")).ToContainTextAsync("In part", new() { Timeout = 20_000 });
        await Assertions.Expect(page.Locator("#parts")).ToContainTextAsync("grant rds:DescribeDBInstances");
        await tab.ShootAsync($"sync-partial-{width}");
        Assert.Empty(await tab.AxeAsync());

        // What differs is seen attribute by attribute, and on the resource itself.
        await tab.GoAsync("/estate/joined");
        await tab.ShootAsync($"joined-{width}");
        Assert.Empty(await tab.AxeAsync());
        await page.Locator(".legend a", new() { HasText = "Drifted" }).ClickAsync();
        await page.ArriveAsync("status=drifted");
        await Assertions.Expect(page.Locator("#found .list[data-rows]")).ToContainTextAsync("m5.large");
        await tab.ShootAsync($"drifted-{width}");
        await page.Locator("#found .list a", new() { HasText = "aws_instance.api" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("In code and really")).ToContainTextAsync("By id: both are aws_instance");
        await Assertions.Expect(page.GetByLabel("In code and really")).ToContainTextAsync("t3.small");
        await tab.ShootAsync($"resource-drifted-{width}");
        Assert.Empty(await tab.AxeAsync());

        // Whose it is sees it the first thing in the morning.
        using (var admin = await journey.Node.ClientAsync(Role.Admin))
        {
            using var team = await admin.PutAsJsonAsync("/api/v1/teams/checkout", new { name = "checkout", groups = Array.Empty<string>(), members = new[] { "admin@example.com" }, contact = "" }, ApiJson.Options, TestContext.Current.CancellationToken);
            Assert.True(team.IsSuccessStatusCode, await team.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        await tab.GoAsync("/");
        await Assertions.Expect(page.GetByLabel("Drift on what you own")).ToContainTextAsync("instance_type");
        await Assertions.Expect(page.GetByLabel("Syncs that failed or are late")).ToContainTextAsync("In part");
        await tab.ShootAsync($"today-drift-{width}");

        // Somebody puts it back, and it is no drift any more.
        cloud.Parts = Real.Parts("t3.small");
        await tab.GoAsync("/connections/main");
        await SyncAsync(page, "In part");
        await Assertions.Expect(page.Locator("#live aside")).ToContainTextAsync("1 part changed", new() { Timeout = 20_000 });
        await tab.GoAsync("/estate/joined?status=drifted");
        await Assertions.Expect(page.Locator("#found .list[data-rows]")).Not.ToContainTextAsync("aws_instance.api");
        states.Delete(recursive: true);
    }

    [Fact]
    public async Task A_sync_is_cancelled_a_connection_paused_changed_and_removed()
    {
        var cloud = new ShownCloud { Parts = Real.Parts(), Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) };
        await using var journey = await Journey.StartAsync(browsers, cloud.AddTo);
        await using var tab = await journey.SignInAsync(Role.Admin);
        var page = tab.Page;
        tab.Expected = "the server responded with a status of 422";
        await tab.GoAsync("/connect/shown");
        await page.Locator("#name").FillAsync("main");
        await page.Locator("#set-account").FillAsync("1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sync now" }).ClickAsync();
        await Assertions.Expect(page.Locator("#sync [data-count]")).ToContainTextAsync("1 of 6 parts", new() { Timeout = 20_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(page.Locator("#sync")).ToContainTextAsync("Cancelled", new() { Timeout = 20_000 });

        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Assertions.Expect(page.Locator(".head")).ToContainTextAsync("Paused");
        await page.GetByRole(AriaRole.Link, new() { Name = "Settings", Exact = true }).ClickAsync();
        await page.Locator("#schedule").FillAsync("soon");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep" }).ClickAsync();
        await Assertions.Expect(page.Locator("#schedule")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.Locator("#schedule").FillAsync("1d");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep" }).ClickAsync();
        await Assertions.Expect(page.Locator(".head")).ToContainTextAsync("every day");
        await page.GetByRole(AriaRole.Link, new() { Name = "Settings", Exact = true }).ClickAsync();
        await page.GetByText("Remove…").ClickAsync();
        await page.GetByLabel("Why").FillAsync("The account is closed");
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, remove it" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nothing is connected yet" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Each_status_says_why_and_what_to_do_on_every_screen()
    {
        await world.ReadyAsync();
        await using var tab = await world.OpenAsync(browsers, Role.Admin);
        var faults = new List<string>();
        foreach (var (path, name) in new[]
        {
            ("/connections", "connections-list"), ("/connections/main", "connection-main"), ("/estate/joined", "joined-page"), ("/estate/joined?status=unmanaged&by=madeBy", "joined-unmanaged"),
            ("/estate/joined?status=unknown&by=owner", "joined-unknown"), ("/estate/joined/conflicts", "joined-conflicts"), ("/estate/joined/coverage", "joined-coverage"),
            (Address.Of("/estate/resource", ("key", Real.Orphaned)), "resource-orphaned"), (Address.Of("/estate/resource", ("key", Real.Unmanaged)), "resource-unmanaged"),
        })
        {
            faults.AddRange(await tab.LookAsync(path, name));
        }

        Assert.Empty(faults);
        await tab.GoAsync(Address.Of("/estate/resource", ("key", Real.Unknown)));
        await Assertions.Expect(tab.Page.GetByLabel("In code and really")).ToContainTextAsync("rds:DescribeDBInstances");
        await tab.GoAsync("/estate/joined?status=absent");
        await Assertions.Expect(tab.Page.Locator("#found .list[data-rows]")).ToContainTextAsync("never-applied");
    }

    private static async Task SyncAsync(IPage page, string outcome)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Sync now" }).ClickAsync();
        await Assertions.Expect(page.Locator("#sync")).ToContainTextAsync(outcome, new() { Timeout = 20_000 });
    }
}
