using Microsoft.Playwright;
using Turnpike.Governance.Access;
using Turnpike.Web.Tests.Samples;
using Turnpike.Web.Tests.Worlds;

namespace Turnpike.Web.Tests;

/// <summary>What a new lead would need a month to find out, on one page.</summary>
public class AssessJourneyTests(Browsers browsers, World world)
{
    [Fact]
    public async Task The_estate_is_assessed_from_the_page_and_again_shows_the_trend()
    {
        await using var journey = await Journey.StartAsync(browsers);
        await journey.PushStateAsync(Real.Scope, "web.tfstate", Real.State);
        await using var tab = await journey.SignInAsync(Role.Admin);
        var page = tab.Page;
        await tab.GoAsync("/assess");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nothing was assessed yet" })).ToBeVisibleAsync();
        await tab.ShootAsync("assess-none");
        await page.GetByRole(AriaRole.Button, new() { Name = "Assess now" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Risks" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        Assert.Empty(await tab.AxeAsync());

        // Something is different, and is told beside what it was.
        await journey.PushStateAsync("shop/old", "old.tfstate", Real.OtherState);
        await page.GetByRole(AriaRole.Button, new() { Name = "Assess now" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Assessments").GetByRole(AriaRole.Link)).ToHaveCountAsync(2, new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator(".head")).ToContainTextAsync("compared with");
        var download = await page.RunAndWaitForDownloadAsync(async () =>
        {
            await page.GetByText("Download").ClickAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = "Report (Markdown)" }).ClickAsync();
        });
        Assert.Contains("# ", await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await page.GetByLabel("Assessments").GetByRole(AriaRole.Link).Last.ClickAsync();
        await Assertions.Expect(page.Locator(".crumbs")).ToContainTextAsync("Assessment");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await tab.ShootAsync("assess-print");
    }

    [Fact]
    public async Task An_assessment_of_much_holds_on_every_screen()
    {
        await world.ReadyAsync();
        await using var tab = await world.OpenAsync(browsers, Role.Viewer);
        Assert.Empty(await tab.LookAsync("/assess", "assess"));
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Button, new() { Name = "Assess now" })).ToHaveCountAsync(0);
    }
}
