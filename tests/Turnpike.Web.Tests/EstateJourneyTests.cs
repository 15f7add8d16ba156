using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Turnpike.Governance.Access;
using Turnpike.Governance.People;
using Turnpike.Web.Tests.Samples;

namespace Turnpike.Web.Tests;

/// <summary>What people find out about the estate, by keys, by pictures and back in time.</summary>
public class EstateJourneyTests(Browsers browsers)
{
    private const string Resource = $"/estate/resource?key={Shop.Scope}//{Shop.Database}";

    [Fact]
    public async Task A_question_is_completed_by_keys_and_a_fault_is_shown_at_its_place()
    {
        await using var journey = await FilledAsync();
        await using var tab = await journey.SignInAsync(Role.Viewer);
        var (page, keys) = (tab.Page, tab.Page.Keys());
        await tab.GoAsync("/estate");
        await page.GetByLabel("Ask the estate").FocusAsync();
        await keys.TypeAsync("ty");
        await Assertions.Expect(page.GetByRole(AriaRole.Option).First).ToContainTextAsync("type:");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Enter");
        await keys.TypeAsync("db_i");
        await Assertions.Expect(page.GetByRole(AriaRole.Option).First).ToContainTextAsync("1 resource");
        await tab.ShootAsync("estate-asking", full: false);
        Assert.Empty(await tab.AxeAsync());
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Tab");
        await Assertions.Expect(page.GetByLabel("Ask the estate")).ToHaveValueAsync("type:aws_db_instance ");
        await Assertions.Expect(page.Locator("#found tbody tr")).ToHaveCountAsync(1);

        await keys.TypeAsync("tagg:env=prod");
        await keys.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#query-fault mark")).ToHaveTextAsync("tagg:env=prod");
        await Assertions.Expect(page.Locator("#query-fault")).ToContainTextAsync("Did you mean tag:");
        await tab.ShootAsync("estate-fault", full: false);
        Assert.Empty(await tab.AxeAsync());

        // One step back leaves the page: typing does not fill the history.
        await page.GoBackAsync();
        Assert.DoesNotContain("q=", page.Url, StringComparison.Ordinal);

        // Nothing was observed here, so that of nothing is known how it stands.
        await tab.GoAsync("/estate");
        await page.GetByLabel("Ask the estate").FocusAsync();
        await keys.TypeAsync("status:unk");
        await Assertions.Expect(page.GetByRole(AriaRole.Option).First).ToContainTextAsync("status:unknown");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Tab");
        await Assertions.Expect(page.Locator("#found tbody tr").First).ToBeVisibleAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("q=status(:|%3A)unknown"));

        // Every example finds something in this very estate.
        await tab.GoAsync("/estate");
        var examples = await page.Locator("details .list a.mono").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))");
        Assert.InRange(examples.Length, 8, 12);
        foreach (var example in examples.Where(static e => !e.Contains("attr", StringComparison.Ordinal) && !e.Contains("q=-", StringComparison.Ordinal)))
        {
            await tab.GoAsync(example);
            Assert.True(await page.Locator("#found tbody tr").CountAsync() > 0, example);
        }
    }

    [Fact]
    public async Task At_night_it_is_found_what_changed_who_depends_and_whom_to_call()
    {
        await using var journey = await FilledAsync();
        await journey.Node.Get<DefineTeam>().RunAsync(Turnpike.Governance.Principal.With("root@example.com", "admin"), new TeamDefined("checkout", "Checkout", [], ["ada@example.com"], "#checkout-on-call"), TestContext.Current.CancellationToken);
        journey.Node.Clock.Now += TimeSpan.FromMinutes(30);
        await journey.PushStateAsync(Shop.Scope, "orders.tfstate", Shop.Orders("16.1", hasCache: false));
        await using var tab = await journey.SignInAsync(Role.Operator);
        var page = tab.Page;

        await tab.GoAsync("/estate");
        await page.GetByRole(AriaRole.Link, new() { Name = "What changed" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Last hour" }).ClickAsync();
        await Assertions.Expect(page.Locator("#differences")).ToContainTextAsync("2 resources are different");
        await Assertions.Expect(page.Locator("#differences")).ToContainTextAsync("engine_version");
        await tab.ShootAsync("estate-differences");
        await page.GetByRole(AriaRole.Link, new() { Name = Shop.Database }).ClickAsync();
        await Assertions.Expect(page.Locator(".timeline li").First).ToContainTextAsync("engine_version");

        await page.GetByRole(AriaRole.Link, new() { Name = "Overview" }).ClickAsync();
        await Assertions.Expect(page.Locator("main aside")).ToContainTextAsync("#checkout-on-call");
        await Assertions.Expect(page.GetByLabel("Lately")).ToContainTextAsync("engine_version");
        await Assertions.Expect(page.GetByLabel("Used by")).ToContainTextAsync("aws_ecs_service.api");
        await page.GetByLabel("Search the attributes").FillAsync("encrypt");
        await Assertions.Expect(page.Locator("#attributes-found")).ToHaveTextAsync("1 attribute");
        await Assertions.Expect(page.Locator("#attributes")).Not.ToContainTextAsync("hunter2");
        await tab.ShootAsync("resource-found");

        // As it was before, and what is different now.
        await page.GetByRole(AriaRole.Link, new() { Name = "History" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "As it was before" }).First.ClickAsync();
        await Assertions.Expect(page.GetByLabel("Different now")).ToContainTextAsync("15.4");
        await tab.ShootAsync("resource-past");

        // What is gone is still told of.
        await tab.GoAsync($"/estate/resource?key={Shop.Scope}//aws_elasticache_cluster.sessions");
        await Assertions.Expect(page.Locator(".note").First).ToContainTextAsync("It is no longer there");
        await Assertions.Expect(page.Locator("#attributes")).ToContainTextAsync("redis");
        await tab.ShootAsync("resource-gone");
    }

    [Fact]
    public async Task Relations_are_opened_pinned_narrowed_and_a_way_is_told_in_words()
    {
        await using var journey = await FilledAsync();
        await using var tab = await journey.SignInAsync(Role.Viewer);
        var page = tab.Page;
        await tab.GoAsync(Resource + "&view=relations");
        var nodes = page.Locator(".graph .node");
        var before = await nodes.CountAsync();
        var pinned = page.Locator(".graph .node.root a").First;
        await pinned.FocusAsync();
        await page.Keys().PressAsync("Alt+ArrowDown");
        await Assertions.Expect(page.Locator(".graph .node.root")).ToHaveClassAsync(new Regex("pinned"));
        await page.Locator(".graph a.more").First.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("open="));
        await Assertions.Expect(nodes).Not.ToHaveCountAsync(before);
        Assert.True(await nodes.CountAsync() > before);
        await Assertions.Expect(page.Locator(".graph .node.root")).ToHaveClassAsync(new Regex("pinned"));
        await tab.ShootAsync("relations-opened");
        Assert.Empty(await tab.AxeAsync());
        await page.GoBackAsync();
        await Assertions.Expect(nodes).ToHaveCountAsync(before);

        await page.SettleAsync();
        await page.GetByLabel("The way to another resource").FillAsync("main");
        await page.Locator("#to-list [role=option]").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(page.Locator(".steps li").First).ToContainTextAsync("depends on");
        await Assertions.Expect(page.Locator(".verdict-strip")).ToContainTextAsync("It depends on aws_vpc.main");
        await tab.ShootAsync("relations-way");
        Assert.Empty(await tab.AxeAsync());

        await page.GetByLabel("Relations away").SelectOptionAsync("3");
        await page.GetByLabel("Only ways to").SelectOptionAsync("aws_security_group");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(page.Locator("table tbody tr").First).ToContainTextAsync("vpc_security_group_ids");
    }

    [Fact]
    public async Task Pages_of_the_estate_hold_on_every_screen()
    {
        await using var journey = await FilledAsync();
        await journey.PushStateAsync("hostile/names", "x.tfstate", Repository.Read("samples/kestrel/state/network.tfstate"));
        await using var tab = await journey.SignInAsync(Role.Admin);
        var faults = new List<string>();
        foreach (var (path, name) in new[]
        {
            ("/estate", "estate-page"), ("/estate?q=type:aws_db", "estate-none"), ("/estate?q=(", "estate-wrong"), ("/estate?at=2020-01-01T00:00:00Z", "estate-before"), ("/estate/scopes", "scopes"), ("/estate/scopes?stale=1", "scopes-none"),
            ("/estate/differences", "differences"), ("/estate/differences?scope=none", "differences-none"), (Resource, "resource-page"), (Resource + "&view=relations&depth=3", "relations-page"), (Resource + "&view=history", "history-page"),
        })
        {
            faults.AddRange(await tab.LookAsync(path, name));
        }

        Assert.Empty(faults);
    }

    private async Task<Journey> FilledAsync()
    {
        var journey = await Journey.StartAsync(browsers);
        journey.Node.Clock.Now -= TimeSpan.FromHours(3);
        await journey.PushStateAsync("network/production", "network.tfstate", Shop.Network);
        await journey.PushStateAsync(Shop.Scope, "orders.tfstate", Shop.Orders());
        journey.Node.Clock.Now += TimeSpan.FromHours(2.5);
        return journey;
    }
}
