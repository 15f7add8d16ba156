using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Playwright;
using Turnpike.Governance.Access;
using Turnpike.Governance.Calendar;
using Turnpike.Server.Api;
using Turnpike.Server.Governance;
using Turnpike.Tests;
using Turnpike.Web.Tests.Samples;

namespace Turnpike.Web.Tests;

/// <summary>Somebody who has many and large changes to read and to decide on.</summary>
public class ReviewerTests(Browsers browsers)
{
    private const int MostBytes = 300_000;

    [Fact]
    public async Task A_freeze_that_is_on_is_said_where_a_change_is_decided()
    {
        await using var journey = await Journey.StartAsync(browsers);
        var id = await journey.PushPlanAsync();
        await using var tab = await journey.SignInAsync(Role.Admin);
        await tab.GoAsync("/changes/" + id);
        await Assertions.Expect(tab.Page.GetByText("It may not be applied now")).ToHaveCountAsync(0);

        using var planner = await journey.Node.ClientAsync(Role.Operator, "planner@example.com");
        var freeze = new CalendarPlanRequest(CalendarKind.Freeze, "Year end", journey.Node.Clock.Now.AddDays(-1).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture), 3 * 24 * 60, "UTC", "parcels/*", "cto");
        Assert.Equal(HttpStatusCode.Created, (await planner.PutAsJsonAsync("/api/v1/calendar/entries/year-end", freeze, ApiJson.Options, TestContext.Current.CancellationToken)).StatusCode);
        await tab.GoAsync("/changes/" + id);
        await Assertions.Expect(tab.Page.GetByText("It may not be applied now: Year end is on until")).ToBeVisibleAsync();
        await tab.ShootAsync("change-in-a-freeze", full: false);
        Assert.Empty(await tab.AxeAsync());
    }

    [Fact]
    public async Task A_change_of_five_hundred_resources_can_be_read()
    {
        await using var journey = await Journey.StartAsync(browsers);
        var id = await journey.PushPlanAsync("Five hundred at once", "shop/prod", plan: LargePlan.Of(500));
        await using var tab = await journey.SignInAsync(Role.Admin);
        tab.Expected = "the server responded with a status of 4";
        var page = tab.Page;
        await tab.GoAsync("/changes/" + id);
        Assert.InRange(tab.Weight, 1, MostBytes);
        Assert.InRange(await tab.ShiftAsync(), 0, 0.02);
        await tab.ShootAsync("large-change");
        await tab.ShootAsync("large-change-top", full: false);
        Assert.Empty(await tab.AxeAsync());

        // Every action is a group with its count, though few resources are on the page.
        await Assertions.Expect(page.Locator(".diff-group")).ToHaveCountAsync(4);
        var shown = await page.Locator("#diff .fold").CountAsync();
        Assert.InRange(shown, 1, 40);

        // The last group comes when it is opened, and more of it when that is asked for.
        var last = page.Locator(".diff-group").Last;
        await last.Locator("> summary").ClickAsync();
        await Assertions.Expect(last.Locator(".fold")).ToHaveCountAsync(100);
        await last.GetByRole(AriaRole.Link, new() { Name = "Show more" }).ClickAsync();
        await Assertions.Expect(last.Locator(".fold")).ToHaveCountAsync(126);

        // From a finding to its attribute, and on from finding to finding by keys.
        await page.GetByLabel("In groups by").SelectOptionAsync("type");
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("group=type"));
        await page.GetByLabel("Only with findings").CheckAsync();
        await Assertions.Expect(page.Locator("#diff")).ToContainTextAsync("of 500 resources");
        await tab.ShootAsync("large-change-types");
        var address = tab.Page.Url;
        await page.ReloadAsync();
        Assert.Equal(address, page.Url);
        Assert.True(await page.GetByLabel("Only with findings").IsCheckedAsync());
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Find in addresses" }).FillAsync("shop[\"3\"]");
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("find=shop"));
        await page.Locator("#diff").GetByRole(AriaRole.Link, new() { Name = "Show all" }).ClickAsync();
        var rule = page.Locator(".finding-group").First;
        if (await rule.GetAttributeAsync("open") is null)
        {
            await rule.Locator("> summary").ClickAsync();
        }

        await rule.GetByRole(AriaRole.Link, new() { Name = "In the diff" }).First.ClickAsync();
        await Assertions.Expect(page.Locator(".has-finding").First).ToBeVisibleAsync();
        
        await tab.ShootAsync("large-change-at-finding", full: false);
        await page.Keys().PressAsync("n");
        await Assertions.Expect(page.Locator(".finding:focus, .has-finding:focus")).ToHaveCountAsync(1);

        // On one page, to be printed.
        await tab.GoAsync($"/changes/{id}?whole=1");
        Assert.Equal(500, await page.Locator("#diff .fold").CountAsync());
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.SetViewportSizeAsync(794, 1123);
        await tab.ShootAsync("large-change-print", full: false);
        var pdf = await page.PdfAsync(new() { Format = "A4" });
        Assert.True(pdf.Length > 10_000);
    }

    [Fact]
    public async Task A_narrow_screen_shows_a_large_change_and_long_names_within_its_width()
    {
        await using var journey = await Journey.StartAsync(browsers);
        var id = await journey.PushPlanAsync(string.Concat(Enumerable.Repeat("long-title-without-a-place-to-break", 140))[..300], "shop/prod", Hostile.Long[..200], LargePlan.Of(120));
        foreach (var (width, dark) in new[] { (360, true), (1280, false), (2200, true) })
        {
            await using var tab = await journey.SignInAsync(Role.Admin, width, dark);
            foreach (var path in new[] { "/changes/" + id, "/changes", "/" })
            {
                await tab.GoAsync(path);
                await tab.ShootAsync($"long{path.Split('/')[1]}{(path.Contains(id) ? "-one" : "")}-{width}", full: false);
                Assert.False(await tab.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth"), $"{path} is wider than {width}");
                Assert.Empty(await tab.AxeAsync());
            }
        }
    }

    [Fact]
    public async Task A_list_is_filtered_walked_through_and_come_back_to()
    {
        await using var journey = await Journey.StartAsync(browsers);
        for (var i = 0; i < 6; i++)
        {
            await journey.PushPlanAsync($"Plan number {i}", i % 2 == 0 ? $"shop/prod-{i}" : $"desk/test-{i}", $"branch-{i}");
        }

        await using var tab = await journey.SignInAsync(Role.Admin);
        var page = tab.Page;
        await tab.GoAsync("/changes");
        await page.GetByRole(AriaRole.Link, new() { Name = "For me to decide" }).ClickAsync();
        await Assertions.Expect(page.Locator("#changes tbody tr")).ToHaveCountAsync(6);
        await page.GetByLabel("Scope, or its beginning").FillAsync("shop/*");
        await Assertions.Expect(page.Locator("#changes tbody tr")).ToHaveCountAsync(3);
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/changes\\?scope=shop%2F\\*&for=me$"));
        await tab.ShootAsync("list-for-me");
        Assert.Empty(await tab.AxeAsync());

        // By keys alone: into the first, on to the next of this list, decide, on again, up.
        await page.Locator("h1").ClickAsync();
        await page.Keys().PressAsync("j");
        await page.Keys().PressAsync("Enter");
        await Assertions.Expect(page.Locator(".steer")).ToContainTextAsync("1 of 3 for you to decide");
        await page.Keys().PressAsync("]");
        await Assertions.Expect(page.Locator(".steer")).ToContainTextAsync("2 of 3 for you to decide");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Plan number 2");
        await page.Keys().PressAsync("d");
        await page.Keys().TypeAsync("Not before the holidays.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();
        await Assertions.Expect(page.Locator(".steer")).ToContainTextAsync("2 left for you to decide");
        await tab.ShootAsync("decided", full: false);
        await page.Keys().PressAsync("]");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Plan number 0");
        await page.Keys().PressAsync("u");
        await Assertions.Expect(page.Locator("#changes tbody tr")).ToHaveCountAsync(2);
        await page.Keys().PressAsync("j");
        await page.GoBackAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Plan number 0");
    }

    [Fact]
    public async Task A_decision_is_taken_back_and_a_change_is_withdrawn_or_marked_as_applied()
    {
        await using var journey = await Journey.StartAsync(browsers);
        var first = await journey.PushPlanAsync("To be withdrawn", "shop/a", "a");
        var second = await journey.PushPlanAsync("Carried out", "shop/b", "b");
        await using var tab = await journey.SignInAsync(Role.Admin);
        tab.Expected = "the server responded with a status of 4";
        var page = tab.Page;
        await tab.GoAsync("/changes/" + first);
        await page.GetByLabel("Comment or reason").FillAsync("No.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();
        await page.Locator(".timeline").GetByText("Revoke…").ClickAsync();
        await page.Locator(".timeline").GetByLabel("Reason").FillAsync("I read the wrong plan.");
        await page.Locator(".timeline").GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await Assertions.Expect(page.Locator(".timeline")).ToContainTextAsync("revoked it");
        await Assertions.Expect(page.Locator(".head")).ToContainTextAsync("Waiting");
        await page.GetByRole(AriaRole.Button, new() { Name = "Judge again" }).ClickAsync();
        await Assertions.Expect(page.Locator(".toast").First).ToContainTextAsync("nothing is different");
        await page.GetByText("Withdraw…").ClickAsync();
        await page.GetByLabel("Reason", new() { Exact = true }).FillAsync("Another way was found.");
        await tab.ShootAsync("withdraw", full: false);
        Assert.Empty(await tab.AxeAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Withdraw" }).ClickAsync();
        await Assertions.Expect(page.Locator(".head")).ToContainTextAsync("Withdrawn");
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).CountAsync());

        await tab.GoAsync("/changes/" + second);
        await page.GetByText("Mark as applied…").ClickAsync();
        await page.GetByLabel("What shows it").FillAsync("pipeline run 77");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mark as applied" }).ClickAsync();
        await Assertions.Expect(page.Locator(".head")).ToContainTextAsync("Applied");
        await Assertions.Expect(page.Locator(".timeline")).ToContainTextAsync("pipeline run 77");
    }

    [Fact]
    public async Task Large_changes_are_read_and_findings_waived_without_a_script()
    {
        await using var journey = await Journey.StartAsync(browsers);
        var id = await journey.PushPlanAsync("Five hundred at once", "shop/prod", plan: LargePlan.Of(500));
        await using var tab = await journey.SignInAsync(Role.Admin, script: false);
        var page = tab.Page;
        await tab.GoAsync("/changes/" + id);
        await page.Locator(".diff-group").Last.Locator("> summary").ClickAsync();
        await page.Locator(".diff-group").Last.GetByRole(AriaRole.Link, new() { Name = "Show them" }).ClickAsync();
        await Assertions.Expect(page.Locator(".diff-group").Last.Locator(".fold")).ToHaveCountAsync(100);
        await page.GetByRole(AriaRole.Link, new() { Name = "Waive…" }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Waive a finding" }).First).ToBeVisibleAsync();
        await tab.ShootAsync("waive");
        await page.GetByLabel("Reason").FillAsync("Nothing is encrypted with it any more.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Grant the exception" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Exceptions applied" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Whoever_reads_a_change_is_told_when_it_moves()
    {
        await using var journey = await Journey.StartAsync(browsers);
        var id = await journey.PushPlanAsync();
        await using var reader = await journey.SignInAsync(Role.Approver);
        await using var other = await journey.SignInAsync(Role.Admin);
        await reader.GoAsync("/changes/" + id);
        await reader.Page.GetByLabel("Comment or reason").FillAsync("What I have written so far");
        await Assertions.Expect(reader.Page.Locator("[data-live-state]")).ToHaveAttributeAsync("data-state", "on");
        await other.GoAsync("/changes/" + id);
        await other.Page.GetByLabel("Comment or reason").FillAsync("Not while the database is public.");
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();
        await Assertions.Expect(reader.Page.Locator("#moved")).ToContainTextAsync("rejected it");
        await reader.ShootAsync("moved", full: false);
        Assert.Equal("What I have written so far", await reader.Page.GetByLabel("Comment or reason").InputValueAsync());
        await reader.Page.GetByRole(AriaRole.Link, new() { Name = "Show it as it is now" }).ClickAsync();
        await Assertions.Expect(reader.Page.Locator(".head")).ToContainTextAsync("Rejected");
        Assert.Equal("", await reader.Page.Locator("#moved").InnerTextAsync());
    }
}
