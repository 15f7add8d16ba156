using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Turnpike.Governance.Access;
using Turnpike.Tests;

namespace Turnpike.Web.Tests;

/// <summary>What administrators and operators do with the pages alone.</summary>
public class AdministrationJourneyTests(Browsers browsers)
{
    [Fact]
    public async Task Somebody_is_invited_sets_a_password_changes_it_and_is_disabled()
    {
        await using var journey = await Journey.StartAsync(browsers);
        await using var tab = await journey.SignInAsync(Role.Admin);
        tab.Expected = "the server responded with a status of 4";
        var page = tab.Page;
        await tab.GoAsync("/admin/users");
        await page.GetByRole(AriaRole.Heading, new() { Name = "New user" }).ClickAsync();
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync("not an address");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Grace Hopper");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "approver" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the user" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();

        // What was typed is still there.
        await Assertions.Expect(page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Grace Hopper");
        await Assertions.Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "approver" })).ToBeCheckedAsync();
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync("grace@example.com");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the user" }).ClickAsync();
        var link = new Uri(await page.Locator(".secret").InnerTextAsync());
        await tab.ShootAsync("user-invited");
        Assert.Empty(await tab.AxeAsync());

        await using (var grace = await journey.OpenAsync())
        {
            grace.Expected = "the server responded with a status of 4";
            await grace.GoAsync(link.PathAndQuery);
            await grace.Page.GetByLabel("Password").FillAsync("password password");
            await grace.ShootAsync("invitation");
            Assert.Empty(await grace.AxeAsync());
            await grace.Page.GetByLabel("Password").FillAsync("a compiler of my own");
            await grace.Page.GetByRole(AriaRole.Button, new() { Name = "Set it and sign in" }).ClickAsync();
            await Assertions.Expect(grace.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Grace Hopper");

            // Good once.
            await using (var again = await journey.OpenAsync())
            {
                await again.GoAsync(link.PathAndQuery);
                await Assertions.Expect(again.Page.GetByRole(AriaRole.Heading, new() { Name = "This link opens nothing" })).ToBeVisibleAsync();
            }

            await grace.GoAsync("/account");
            await grace.Page.GetByLabel("The current one").FillAsync("wrong");
            await grace.Page.GetByLabel("The new one").FillAsync("nanoseconds of wire");
            await grace.Page.GetByRole(AriaRole.Button, new() { Name = "Change the password" }).ClickAsync();
            await Assertions.Expect(grace.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("not right");
            await grace.Page.GetByLabel("The current one").FillAsync("a compiler of my own");
            await grace.Page.GetByLabel("The new one").FillAsync("nanoseconds of wire");
            await grace.Page.GetByRole(AriaRole.Button, new() { Name = "Change the password" }).ClickAsync();
            await Assertions.Expect(grace.Page.Locator("[data-toasts]")).ToContainTextAsync("password is changed");
            await Assertions.Expect(grace.Page.GetByText("this browser")).ToBeVisibleAsync();
            await grace.ShootAsync("account");
            Assert.Empty(await grace.AxeAsync());
        }

        await tab.GoAsync("/admin/users/grace@example.com");
        await page.GetByLabel("Disabled").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep" }).ClickAsync();
        await Assertions.Expect(page.Locator(".head")).ToContainTextAsync("Disabled");
        await page.GetByText("Remove…").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, remove" }).ClickAsync();
        await Assertions.Expect(page.Locator("#users")).Not.ToContainTextAsync("Grace");
    }

    [Fact]
    public async Task Rules_are_written_found_at_fault_previewed_and_put_into_force_once()
    {
        await using var journey = await Journey.StartAsync(browsers);
        await journey.Node.UserAsync(Role.Approver);
        await using var tab = await journey.SignInAsync(Role.Admin);
        await using var other = await journey.SignInAsync(Role.Admin);
        tab.Expected = other.Expected = "the server responded with a status of 4";
        var page = tab.Page;
        await tab.GoAsync("/admin/rights/edit");
        await other.GoAsync("/admin/rights/edit");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a rule" }).ClickAsync();
        var rule = page.Locator("details.card").Last;
        await rule.GetByLabel("to the risk").FillAsync("101");
        await rule.GetByLabel("Decisions needed").FillAsync("many");
        await page.GetByRole(AriaRole.Button, new() { Name = "Put these rules into force" }).ClickAsync();

        // All at once.
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(3);
        await tab.ShootAsync("rights-faults");
        rule = page.Locator("details.card").Last;
        await rule.GetByLabel("Id, which refusals name").FillAsync("nobody-in-production");
        await rule.GetByLabel("Says").SelectOptionAsync("forbids");
        await rule.GetByLabel("to do").FillAsync("approve");
        await rule.GetByLabel("in the environments").FillAsync("production");
        await rule.GetByLabel("to the risk").FillAsync("");
        await rule.GetByLabel("Decisions needed").FillAsync("1");
        await page.Locator("#ask-environment").FillAsync("production");
        await page.Locator("#ask-kind").FillAsync("passing");
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Assertions.Expect(page.Locator("table tbody tr").First).ToContainTextAsync("nobody-in-production");
        Assert.Empty(await tab.AxeAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Put these rules into force" }).ClickAsync();
        await Assertions.Expect(page.Locator("#rights")).ToContainTextAsync("nobody-in-production");
        await tab.ShootAsync("rights");

        // Whoever began before does not overwrite it.
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "Put these rules into force" }).ClickAsync();
        await Assertions.Expect(other.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Somebody else has changed the rules");
    }

    [Fact]
    public async Task A_webhook_is_made_tested_and_removed_and_the_node_is_seen()
    {
        await using var journey = await Journey.StartAsync(browsers);
        await using var tab = await journey.SignInAsync(Role.Admin);
        tab.Expected = "the server responded with a status of 4";
        var page = tab.Page;
        await tab.GoAsync("/admin/webhooks");
        await page.GetByLabel("Address to send to").FillAsync("https://hooks.example.com/turnpike");
        await page.GetByLabel("Events").FillAsync("change.* No!");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the webhook" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No!");
        await page.GetByLabel("Events").FillAsync("change.* decision.made");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the webhook" }).ClickAsync();
        Assert.NotEmpty(await page.Locator(".secret").InnerTextAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Send a test" }).ClickAsync();
        await Assertions.Expect(page.Locator("#deliveries tbody tr")).ToHaveCountAsync(1);
        await tab.ShootAsync("webhook");
        Assert.Empty(await tab.AxeAsync());
        await page.GetByText("Remove…").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, remove it" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/admin/webhooks"));

        await tab.GoAsync("/admin/node");
        await page.GetByRole(AriaRole.Button, new() { Name = "Look" }).ClickAsync();
        await Assertions.Expect(page.Locator("#doctor li").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator("table")).ToContainTextAsync("max-upload");
        await tab.ShootAsync("node");
        Assert.Empty(await tab.AxeAsync());
        await tab.GoAsync("/admin/jobs");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a backup now" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody tr")).ToContainTextAsync([".backup"]);
        await tab.ShootAsync("jobs");
    }

    [Fact]
    public async Task A_freeze_is_planned_changed_asked_about_and_cancelled()
    {
        await using var journey = await Journey.StartAsync(browsers);
        await using var tab = await journey.SignInAsync(Role.Operator);
        tab.Expected = "the server responded with a status of 4";
        var page = tab.Page;
        await tab.GoAsync("/calendar");
        await page.GetByRole(AriaRole.Link, new() { Name = "Plan", Exact = true }).ClickAsync();
        await page.GetByLabel("Freeze").CheckAsync();
        await page.GetByLabel("Title").FillAsync("Year-end freeze");
        await page.GetByLabel("Begins").FillAsync(DateTime.UtcNow.AddHours(-2).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        await page.GetByLabel("Lasts, in hours").FillAsync("72");
        await page.GetByLabel("Time zone").FillAsync("Middle/Earth");
        await page.GetByLabel("For the scope").FillAsync("shop/*");
        await page.GetByRole(AriaRole.Button, new() { Name = "Put it into the calendar" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Middle/Earth");
        await Assertions.Expect(page.GetByLabel("Title")).ToHaveValueAsync("Year-end freeze");
        await page.GetByLabel("Time zone").FillAsync("UTC");
        await tab.ShootAsync("calendar-plan");
        Assert.Empty(await tab.AxeAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Put it into the calendar" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Year-end freeze" })).ToBeVisibleAsync();
        Assert.Empty(await tab.AxeAsync());

        await tab.GoAsync("/calendar");
        await page.GetByLabel("Scope").FillAsync("shop/production");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask" }).ClickAsync();
        await Assertions.Expect(page.Locator("#may .note")).ToContainTextAsync("No: Year-end freeze is on until");
        await page.GetByLabel("Program that reads it").FillAsync("Phone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make an address" }).ClickAsync();
        var feed = await page.Locator(".secret").InnerTextAsync();
        await tab.ShootAsync("calendar-planned");
        Assert.Empty(await tab.AxeAsync());
        Assert.Contains("Year-end freeze", await (await page.APIRequest.GetAsync(feed)).TextAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Take back the address of Phone" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-toasts]")).ToContainTextAsync("opens nothing any more");
        Assert.Equal(404, (await page.APIRequest.GetAsync(feed)).Status);

        await page.Locator("#month").GetByRole(AriaRole.Link, new() { Name = "Year-end freeze" }).Last.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Change", Exact = true }).ClickAsync();
        await page.GetByLabel("Lasts, in hours").FillAsync("96");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep" }).ClickAsync();
        await Assertions.Expect(page.Locator(".facts")).ToContainTextAsync("4 days");
        await page.GetByLabel("Reason").FillAsync("Not needed");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel the entry" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-toasts]")).ToContainTextAsync("cancelled");
    }

    [Fact]
    public async Task A_provider_s_refusal_is_told_on_the_sign_in_page()
    {
        await using var journey = await Journey.StartAsync(browsers);
        await journey.Node.UserAsync(Role.Admin);
        await using var tab = await journey.OpenAsync();
        await tab.GoAsync("/signin?fault=no-role&returnUrl=%2Festate");
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("none of your groups has a role here");
        await tab.GoAsync("/signin?fault=%3Cscript%3E");
        Assert.Equal(0, await tab.Page.GetByRole(AriaRole.Alert).CountAsync());
    }

    [Fact]
    public async Task Pages_of_the_administration_hold_on_every_screen()
    {
        await using var journey = await Journey.StartAsync(browsers);
        await journey.Node.UserAsync(Role.Viewer);
        await using var tab = await journey.SignInAsync(Role.Admin);
        var faults = new List<string>();
        foreach (var (path, name) in new[]
        {
            ("/admin/tokens", "tokens-page"), ("/admin/users", "users-page"), ("/admin/users/viewer@example.com", "user-page"), ("/admin/roles", "roles-page"), ("/admin/rights", "rights-page"),
            ("/admin/rights?ask-verb=approve&ask-environment=production", "rights-asked"), ("/admin/rights/edit", "rights-edit"), ("/admin/webhooks", "webhooks-page"), ("/admin/jobs", "jobs-page"), ("/admin/node", "node-page"),
            ("/account", "account-page"), ("/calendar", "calendar-page"), ("/calendar?view=list", "calendar-list"), ("/calendar/plan", "calendar-plan-page"),
        })
        {
            faults.AddRange(await tab.LookAsync(path, name));
        }

        Assert.Empty(faults);
    }
}
