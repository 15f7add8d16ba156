using Microsoft.Playwright;
using Turnpike.Governance.Access;

namespace Turnpike.Web.Tests;

/// <summary>What auditors do: who decided, what was excepted, and that nobody edited the record.</summary>
public class LedgerJourneyTests(Browsers browsers)
{
    [Fact]
    public async Task An_auditor_shows_that_nobody_edited_the_record()
    {
        await using var journey = await Journey.StartAsync(browsers);
        await journey.PushPlanAsync();
        await using var tab = await journey.SignInAsync(Role.Auditor);
        tab.Expected = "the server responded with a status of 4";
        var page = tab.Page;

        // A checkpoint that is kept, then more is recorded.
        await tab.GoAsync("/ledger");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Checkpoint" }).ClickAsync());
        using var reader = new StreamReader(await download.CreateReadStreamAsync());
        var checkpoint = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        await journey.PushPlanAsync("Another", "parcels/stage");

        await page.GetByRole(AriaRole.Link, new() { Name = "Verify" }).ClickAsync();
        await page.GetByLabel("A checkpoint that you kept").FillAsync(checkpoint.Replace("\n", "\nx", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Verify the whole ledger" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("no checkpoint of this ledger");
        await page.GetByLabel("A checkpoint that you kept").FillAsync(checkpoint);
        await page.GetByRole(AriaRole.Button, new() { Name = "Verify the whole ledger" }).ClickAsync();
        await Assertions.Expect(page.Locator("#run")).ToContainTextAsync("Nobody has changed, removed or reordered");
        await Assertions.Expect(page.Locator("#run")).ToContainTextAsync("that your checkpoint was signed over");
        await tab.ShootAsync("ledger-verified");
        Assert.Empty(await tab.AxeAsync());

        // The browser climbs the proof of one entry by itself.
        await tab.GoAsync("/ledger?type=change.judged");
        await page.Locator("tbody a").First.ClickAsync();
        await Assertions.Expect(page.Locator("[data-island=proof]")).ToHaveAttributeAsync("data-holds", "true");
        await Assertions.Expect(page.GetByLabel("What it is about").GetByRole(AriaRole.Link, new() { Name = "The change" })).ToBeVisibleAsync();
        await tab.ShootAsync("ledger-entry-proof");
    }

    [Fact]
    public async Task An_auditor_finds_who_approved_in_which_role_and_what_became_of_waivers()
    {
        await using var journey = await Journey.StartAsync(browsers);
        var id = await journey.PushPlanAsync();
        await using (var admin = await journey.SignInAsync(Role.Admin))
        {
            admin.Expected = "the server responded with a status of 4";
            await admin.GoAsync("/changes/" + id);
            var finding = admin.Page.Locator("article.finding.fail").First;
            await finding.GetByText("Waive…").ClickAsync();
            await finding.GetByLabel("Reason").FillAsync("Moves behind the load balancer in March");
            await finding.GetByRole(AriaRole.Button, new() { Name = "Grant the exception" }).ClickAsync();
            await Assertions.Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "Exceptions applied" })).ToBeVisibleAsync();
            await admin.Page.GetByLabel("Comment or reason").FillAsync("Not while it is public.");
            await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();
            await Assertions.Expect(admin.Page.Locator(".head")).ToContainTextAsync("Rejected");
        }

        await using var tab = await journey.SignInAsync(Role.Auditor);
        var page = tab.Page;
        await tab.GoAsync("/ledger/decisions");
        await Assertions.Expect(page.Locator("#rows tbody tr")).ToContainTextAsync(["Rejected"]);
        await Assertions.Expect(page.Locator("#rows")).ToContainTextAsync("as admin");
        await page.GetByLabel("Who decided, or about what").FillAsync("nobody-of-that-name");
        await Assertions.Expect(page.Locator("#rows")).ToContainTextAsync("0 decisions");
        Assert.EndsWith("q=nobody-of-that-name", page.Url, StringComparison.Ordinal);

        journey.Node.Clock.Now += TimeSpan.FromMinutes(1);
        await tab.GoAsync("/ledger/exceptions?all=1");
        await Assertions.Expect(page.Locator("#rows")).ToContainTextAsync("1 exception");
        var table = await page.APIRequest.GetAsync("/ledger/exceptions.csv");
        Assert.Contains("Moves behind the load balancer", await table.TextAsync(), StringComparison.Ordinal);
        await tab.ShootAsync("ledger-exceptions");
    }

    [Fact]
    public async Task Pages_of_the_ledger_hold_on_every_screen()
    {
        await using var journey = await Journey.StartAsync(browsers);
        await journey.PushPlanAsync(Samples.Hostile.Name);
        await using var tab = await journey.SignInAsync(Role.Auditor);
        var faults = new List<string>();
        foreach (var (path, name) in new[]
        {
            ("/ledger", "ledger-page"), ("/ledger?type=change.&text=parcels&since=2020-01-01T00:00", "ledger-filtered"), ("/ledger?text=nothing-has-this-text", "ledger-none"), ("/ledger/0", "entry-page"),
            ("/ledger/decisions", "decisions-none"), ("/ledger/exceptions", "exceptions-none"), ("/ledger/verify", "verify-page"),
        })
        {
            faults.AddRange(await tab.LookAsync(path, name));
        }

        Assert.Empty(faults);
        Assert.Equal(0, await tab.Page.EvaluateAsync<int>("window.__pwned ?? 0"));
    }
}
