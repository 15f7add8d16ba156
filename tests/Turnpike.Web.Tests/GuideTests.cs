using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Turnpike.Governance.Access;
using Turnpike.Tests;
using Turnpike.Web.Tests.Samples;

namespace Turnpike.Web.Tests;

/// <summary>The pictures of the guide are of the pages as they are: TURNPIKE_REWRITE=1 takes them anew.</summary>
public partial class GuideTests(Browsers browsers)
{
    private const int MostBytes = 60_000;

    private static readonly string s_folder = Path.Combine(Repository.Root, "docs", "guides");

    [Fact]
    public async Task The_guides_journeys_are_walked_and_their_pictures_are_there()
    {
        await using var journey = await Journey.StartAsync(browsers, new ShownCloud { Parts = Real.Parts(isCalm: true) }.AddTo);
        journey.Node.Clock.Now = DateTimeOffset.UtcNow.AddDays(-9);
        await journey.PushStateAsync("network/prod", "network.tfstate", Repository.Read("samples/kestrel/state/network.tfstate"));
        journey.Node.Clock.Now = DateTimeOffset.UtcNow.AddHours(-3);
        await journey.PushPlanAsync("Scale the tracking API to six instances", "parcels/stage", "feature/scale");
        var id = await journey.PushPlanAsync("Parcels: public database for the migration", "parcels/prod", "feature/migration");
        journey.Node.Clock.Now = DateTimeOffset.UtcNow;
        await using var tab = await journey.SignInAsync(Role.Admin, 1024);
        await tab.Page.SetViewportSizeAsync(1024, 640);
        var page = tab.Page;
        await tab.GoAsync("/");
        await ShootAsync(tab, "today");
        await tab.GoAsync("/changes");
        await ShootAsync(tab, "changes");
        await tab.GoAsync("/changes/" + id);
        await ShootAsync(tab, "change");
        await page.GetByText("Waive…").First.ClickAsync();
        await page.Locator("form.waiver [name=reason]").FillAsync("Moves behind the load balancer in March");
        await page.GetByRole(AriaRole.Button, new() { Name = "Grant the exception" }).ScrollIntoViewIfNeededAsync();
        await ShootAsync(tab, "waive");
        await tab.GoAsync("/estate?q=type%3Aaws_subnet");
        await ShootAsync(tab, "estate");
        await page.Locator("#found tbody a").First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Relations" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Relations" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Relations" }).EvaluateAsync("e => e.scrollIntoView()");
        await ShootAsync(tab, "relations");
        await tab.GoAsync("/policies/try");
        await Assertions.Expect(page.Locator("#checked")).ToContainTextAsync("Compiles");
        await ShootAsync(tab, "try");
        await tab.GoAsync("/ledger");
        await page.Locator("tbody a").First.ClickAsync();
        await Assertions.Expect(page.GetByLabel("Proof", new() { Exact = true })).ToContainTextAsync("Proven");
        await ShootAsync(tab, "entry");
        await ConnectAsync(journey);
        await tab.GoAsync("/connections/main");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sync now" }).ClickAsync();
        await Assertions.Expect(page.Locator("#sync")).ToContainTextAsync("In part", new() { Timeout = 30_000 });
        await ShootAsync(tab, "connection");
        await tab.GoAsync("/estate/joined?status=drifted");
        await Assertions.Expect(page.Locator("#found .list[data-rows]")).ToContainTextAsync("m5.large");
        await ShootAsync(tab, "joined");
        await tab.GoAsync("/assess");
        await page.GetByRole(AriaRole.Button, new() { Name = "Assess now" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Risks" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await ShootAsync(tab, "assessment");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark, ReducedMotion = ReducedMotion.Reduce });
        await page.SetViewportSizeAsync(360, 640);
        await tab.GoAsync("/changes/" + id);
        await ShootAsync(tab, "change-phone-dark");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(s_folder, "pages"), "*.png"))
        {
            Assert.InRange(new FileInfo(file).Length, 1_000, MostBytes);
        }
    }

    private static async Task ConnectAsync(Journey journey)
    {
        await journey.PushStateAsync(Real.Scope, "web.tfstate", Real.State);
        using var admin = await journey.Node.ClientAsync(Role.Admin);
        using var made = await admin.PutAsJsonAsync("/api/v1/connections/main", new { kind = "shown", settings = new { account = Real.Account }, schedule = "never", isEnabled = true }, TestContext.Current.CancellationToken);
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_guide_shows_all_pictures_and_no_others()
    {
        var guide = File.ReadAllText(Path.Combine(s_folder, "pages.md"));
        Assert.Equal(
            Directory.EnumerateFiles(Path.Combine(s_folder, "pages"), "*.png").Select(Path.GetFileName).Order(StringComparer.Ordinal),
            Picture().Matches(guide).Select(m => m.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains("docs/guides/pages/", File.ReadAllText(Path.Combine(Repository.Root, "README.md")), StringComparison.Ordinal);
    }

    // A picture differs by a moment's words from one run to the next, so that only its being there is asked for.
    private static async Task ShootAsync(Tab tab, string name)
    {
        var path = Path.Combine(s_folder, "pages", name + ".png");
        await tab.Page.EvaluateAsync("document.querySelector('[data-toasts]')?.replaceChildren()");
        if (Environment.GetEnvironmentVariable("TURNPIKE_REWRITE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, SmallPng.Of(await tab.Page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide })), TestContext.Current.CancellationToken);
        }

        await tab.ShootAsync("guide-" + name, full: false);
        Assert.True(File.Exists(path), $"{path} is not there: run with TURNPIKE_REWRITE=1 to take it.");
    }

    [GeneratedRegex(@"\(pages/(?<name>[a-z-]+\.png)\)")]
    private static partial Regex Picture();
}
