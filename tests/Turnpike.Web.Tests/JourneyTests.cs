using Microsoft.Playwright;
using Turnpike.Governance.Access;
using Turnpike.Server.Identity.Setup;
using Turnpike.Web.Tests.Samples;

namespace Turnpike.Web.Tests;

/// <summary>What people do with the pages, from the first link to the proof in the ledger.</summary>
public class JourneyTests(Browsers browsers)
{
    [Theory]
    [InlineData(1440, true)]
    [InlineData(360, false)]
    public async Task The_first_user_is_made_by_the_printed_link_and_signs_in_again(int width, bool dark)
    {
        await using var journey = await Journey.StartAsync(browsers);
        var link = await journey.Node.Get<SetupLink>().IssueAsync(TestContext.Current.CancellationToken);
        await using var tab = await journey.OpenAsync(width, dark);
        tab.Expected = "the server responded with a status of 4";
        await tab.GoAsync(link!.PathAndQuery);
        await tab.Page.GetByLabel("Your address").FillAsync("ada@example.com");
        await tab.Page.GetByLabel("Your name").FillAsync("Ada Lovelace");
        await tab.Page.GetByLabel("Password").FillAsync("a gate that keeps the books");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Create the first user" }).ClickAsync();
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "first administrator" })).ToBeVisibleAsync();
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Ada Lovelace");
        await tab.ShootAsync($"journey-first-run-{width}");

        if (width < 1000)
        {
            await tab.Page.GetByLabel("Menu", new() { Exact = true }).ClickAsync();
        }

        var account = tab.Page.Locator(width < 1000 ? ".menu-sheet" : ".side");
        await account.Locator("summary").ClickAsync();
        await account.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await tab.Page.ArriveAsync("/signin");
        await tab.GoAsync("/ledger?type=user.");
        await tab.Page.GetByLabel("User", new() { Exact = true }).FillAsync("ada@example.com");
        await tab.Page.GetByLabel("Password").FillAsync("not the one");
        await tab.Page.Keys().PressAsync("Enter");
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await tab.Page.GetByLabel("Password").FillAsync("a gate that keeps the books");
        await tab.Page.Keys().PressAsync("Enter");
        await Assertions.Expect(tab.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/ledger\\?type=user\\.$"));
    }

    [Theory]
    [InlineData(1440, false)]
    [InlineData(360, true)]
    public async Task A_change_is_read_discussed_waived_and_decided(int width, bool dark)
    {
        await using var journey = await Journey.StartAsync(browsers);
        var id = await journey.PushPlanAsync();
        await using var tab = await journey.SignInAsync(Role.Admin, width, dark);
        tab.Expected = "the server responded with a status of 4";
        var page = tab.Page;
        if (width < 1000)
        {
            await page.GetByLabel("Menu", new() { Exact = true }).ClickAsync();
        }

        await page.GetByRole(AriaRole.Link, new() { Name = "Changes", Exact = true }).Locator("visible=true").First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Parcels: public database" }).ClickAsync();
        await Assertions.Expect(page.Locator(".verdict-strip")).ToContainTextAsync("failed");
        await tab.ShootAsync($"journey-change-{width}");

        // Said, and there to stay.
        await page.GetByLabel("Comment or reason").FillAsync(Hostile.Name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Comment" }).ClickAsync();
        await Assertions.Expect(page.Locator(".timeline .said").First).ToContainTextAsync("<script>");

        // What fails is not approved without a reason; what was written is kept.
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("reason");

        await tab.ShootAsync($"journey-refused-{width}");

        // The address of what was refused is the change's, too.
        await tab.GoAsync(new Uri(page.Url).PathAndQuery);
        Assert.EndsWith("/changes/" + id, page.Url, StringComparison.Ordinal);

        // One finding less, with a reason in the ledger.
        var before = await page.Locator("article.finding.fail").CountAsync();
        var finding = page.Locator("article.finding.fail").First;
        await finding.GetByText("Waive…").ClickAsync();
        await finding.GetByLabel("Reason").FillAsync("Moves behind the load balancer in March");
        await finding.GetByRole(AriaRole.Button, new() { Name = "Grant the exception" }).ClickAsync();
        await Assertions.Expect(page.Locator("article.finding.fail")).Not.ToHaveCountAsync(before);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Exceptions applied" })).ToBeVisibleAsync();

        await page.GetByLabel("Comment or reason").FillAsync("The rest is agreed with the data team.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();
        await Assertions.Expect(page.Locator(".head")).ToContainTextAsync("Rejected");

        await tab.ShootAsync($"journey-rejected-{width}");

        // The decision is in the ledger, and proven.
        await tab.GoAsync("/ledger?type=decision.made");
        await page.Locator("tbody a").First.ClickAsync();
        await Assertions.Expect(page.GetByLabel("Proof", new() { Exact = true })).ToContainTextAsync("Proven");
        await tab.ShootAsync($"journey-entry-{width}");
        Assert.Equal(0, await page.EvaluateAsync<int>("window.__pwned ?? 0"));
        Assert.NotEmpty(id);
    }

    [Theory]
    [InlineData(1440, false)]
    [InlineData(360, true)]
    public async Task A_plan_that_is_pushed_appears_without_reloading(int width, bool dark)
    {
        await using var journey = await Journey.StartAsync(browsers);
        await using var tab = await journey.SignInAsync(Role.Viewer, width, dark);
        await tab.GoAsync("/changes");
        await Assertions.Expect(tab.Page.Locator("[data-live-state]")).ToHaveAttributeAsync("data-state", "on");
        await tab.Page.EvaluateAsync("window.__same = true");
        await journey.PushPlanAsync("Appears by itself");
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Link, new() { Name = "Appears by itself" })).ToBeVisibleAsync();
        Assert.True(await tab.Page.EvaluateAsync<bool>("window.__same"));
        await tab.ShootAsync($"journey-live-{width}");
    }

    [Theory]
    [InlineData(1440, false)]
    [InlineData(360, true)]
    public async Task A_rule_is_checked_while_it_is_typed_and_tried_on_past_changes(int width, bool dark)
    {
        await using var journey = await Journey.StartAsync(browsers);
        await journey.PushPlanAsync();
        await using var tab = await journey.SignInAsync(Role.Contributor, width, dark);
        await tab.GoAsync("/policies/try");
        await Assertions.Expect(tab.Page.Locator("#checked")).ToContainTextAsync("Compiles");
        var rego = await tab.Page.Locator("#rego").InputValueAsync();
        await tab.Page.Locator("#rego").FillAsync(rego + "deny if {");
        await Assertions.Expect(tab.Page.Locator("#checked")).ToContainTextAsync("line");
        await tab.ShootAsync($"journey-try-{width}");
        await tab.Page.Locator("#rego").FillAsync(rego.Replace("publicly_accessible", "storage_encrypted", StringComparison.Ordinal));
        await Assertions.Expect(tab.Page.Locator("#checked")).ToContainTextAsync("Compiles");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Run" }).ClickAsync();
        await Assertions.Expect(tab.Page.Locator("#run")).ToContainTextAsync("It would have stopped", new() { Timeout = 60_000 });
        await tab.ShootAsync($"journey-dry-run-{width}");
        Assert.Empty(await tab.AxeAsync());
    }

    [Fact]
    public async Task What_a_role_may_not_do_is_not_in_its_pages()
    {
        await using var journey = await Journey.StartAsync(browsers);
        var id = await journey.PushPlanAsync();
        await using var tab = await journey.SignInAsync(Role.Viewer);
        tab.Expected = "the server responded with a status of 4";
        await tab.GoAsync("/changes/" + id);
        Assert.Equal(0, await tab.Page.Locator("main form[method=post]").CountAsync());
        Assert.Equal(0, await tab.Page.Locator("a[href='/ledger']").CountAsync());
        await tab.GoAsync("/ledger");
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "Not for your role" }).First).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(1440, false)]
    [InlineData(360, true)]
    public async Task The_estate_is_searched_related_and_shown_as_it_was(int width, bool dark)
    {
        await using var journey = await Journey.StartAsync(browsers);
        var state = Repository.Read("samples/kestrel/state/network.tfstate");
        await journey.PushStateAsync("network/prod", "network.tfstate", state);
        await using var tab = await journey.SignInAsync(Role.Contributor, width, dark);
        await tab.GoAsync("/estate");
        var page = tab.Page;
        await page.GetByLabel("Ask the estate").PressSequentiallyAsync("type:aws_sub", new() { Delay = 15 });
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("q=type%3Aaws_sub$"));
        await page.GetByLabel("Ask the estate").PressSequentiallyAsync("*");
        await Assertions.Expect(page.Locator("#found tbody a").First).ToBeVisibleAsync();
        await tab.ShootAsync($"journey-estate-{width}");
        await page.Locator("#found tbody a").First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Attributes" })).ToBeVisibleAsync();
        await tab.ShootAsync($"journey-resource-{width}");
        Assert.Empty(await tab.AxeAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Relations" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Relations" })).ToBeVisibleAsync();
        await tab.ShootAsync($"journey-relations-{width}");
        Assert.Empty(await tab.AxeAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "History" }).ClickAsync();
        await Assertions.Expect(page.Locator(".timeline li").First).ToContainTextAsync("Created");
        await tab.ShootAsync($"journey-history-{width}");
        Assert.Empty(await tab.AxeAsync());

        // Before the first push nothing was there.
        await tab.GoAsync("/estate?at=2020-01-01T00:00:00Z");
        await Assertions.Expect(page.Locator("#found")).ToContainTextAsync("0 resources");
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator(".timeline li").First).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(1440, false)]
    [InlineData(360, true)]
    public async Task A_token_is_shown_once_and_revoked(int width, bool dark)
    {
        await using var journey = await Journey.StartAsync(browsers);
        await using var tab = await journey.SignInAsync(Role.Contributor, width, dark);
        await tab.GoAsync("/admin/tokens");
        await tab.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("laptop");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Make the token" }).ClickAsync();
        var text = await tab.Page.Locator(".secret").InnerTextAsync();
        Assert.StartsWith("tpk_", text);
        await tab.ShootAsync($"journey-token-{width}");
        await tab.GoAsync("/admin/tokens");
        Assert.DoesNotContain(text, await tab.Page.ContentAsync());
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Revoke laptop" }).ClickAsync();
        await Assertions.Expect(tab.Page.Locator("tbody")).ToContainTextAsync("revoked");
    }

    [Fact]
    public async Task Pages_work_without_a_script()
    {
        await using var journey = await Journey.StartAsync(browsers);
        var id = await journey.PushPlanAsync();
        await using var tab = await journey.SignInAsync(Role.Admin, script: false);
        await tab.GoAsync("/changes?q=parcels");
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Parcels: public database" }).ClickAsync();
        await tab.Page.GetByLabel("Comment or reason").FillAsync("Seen.");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Comment" }).ClickAsync();
        await Assertions.Expect(tab.Page.Locator(".timeline .said")).ToHaveTextAsync("Seen.");
        Assert.EndsWith($"/changes/{id}?list=q%3Dparcels&done=commented", tab.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_is_found_read_and_discussed_with_the_keyboard_alone()
    {
        await using var journey = await Journey.StartAsync(browsers);
        await journey.PushPlanAsync();
        await using var tab = await journey.SignInAsync(Role.Contributor);
        var keys = tab.Page.Keys();
        await keys.PressAsync("Tab");
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Link, new() { Name = "Skip to the page" })).ToBeFocusedAsync();
        await keys.PressAsync("?");
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "Keyboard shortcuts" })).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        await keys.PressAsync("Control+k");
        await keys.TypeAsync("chan");
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Option).First).ToContainTextAsync("Changes");
        await keys.PressAsync("Enter");
        await tab.Page.ArriveAsync("/changes$");
        await keys.PressAsync("j");
        await keys.PressAsync("Enter");
        await tab.Page.ArriveAsync("/changes/[^/]+$");
        await tab.Page.GetByLabel("Comment or reason").FocusAsync();
        await keys.TypeAsync("By keys alone.");
        await keys.PressAsync("Tab");
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Button, new() { Name = "Comment" })).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Assertions.Expect(tab.Page.Locator(".timeline .said")).ToHaveTextAsync("By keys alone.");
    }
}
