using Microsoft.Playwright;
using Turnpike.Governance.Access;
using Turnpike.Web.Tests.Samples;

namespace Turnpike.Web.Tests;

/// <summary>What people do with rules and with exceptions from them.</summary>
public class PolicyJourneyTests(Browsers browsers)
{
    [Fact]
    public async Task An_exception_is_granted_extended_and_revoked_with_a_reason_each()
    {
        await using var journey = await Journey.StartAsync(browsers);
        await using var tab = await journey.SignInAsync(Role.Approver);
        tab.Expected = "the server responded with a status of 4";
        var page = tab.Page;
        await tab.GoAsync("/policies");
        await page.GetByRole(AriaRole.Link, new() { Name = "Exceptions" }).ClickAsync();
        await Assertions.Expect(page.Locator("#exceptions")).ToContainTextAsync("No exception is in force");
        await page.GetByRole(AriaRole.Button, new() { Name = "New exception" }).ClickAsync();
        await page.GetByLabel("Kind", new() { Exact = true }).SelectOptionAsync("riskacceptance");
        await page.GetByLabel("Rule", new() { Exact = true }).FillAsync("*");
        await page.GetByLabel("Subject", new() { Exact = true }).FillAsync("*");
        await page.GetByLabel("Reason", new() { Exact = true }).FillAsync("The vendor's appliance cannot do it.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Grant the exception" }).ClickAsync();

        // From everything for everything is refused; what was written is kept.
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("names a rule or a subject");
        Assert.Equal("The vendor's appliance cannot do it.", await page.GetByLabel("Reason", new() { Exact = true }).InputValueAsync());
        await page.GetByLabel("Rule", new() { Exact = true }).FillAsync(Baseline.Rules.Rules[0].Id.Value);
        await page.GetByLabel("Subject", new() { Exact = true }).FillAsync("shop/prod//aws_instance.appliance");
        await page.GetByRole(AriaRole.Button, new() { Name = "Grant the exception" }).ClickAsync();
        await Assertions.Expect(page.Locator("#exceptions tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#exceptions")).ToContainTextAsync("Risk acceptance");
        await tab.ShootAsync("exceptions");
        Assert.Empty(await tab.AxeAsync());

        await page.GetByText("Extend…").ClickAsync();
        await page.Locator("tbody").GetByLabel("Ends after").FillAsync(DateTime.UtcNow.AddDays(200).ToString("yyyy-MM-dd"));
        await page.Locator("tbody").GetByLabel("Reason").First.FillAsync("The replacement comes in autumn.");
        await tab.ShootAsync("exceptions-extend");
        await page.GetByRole(AriaRole.Button, new() { Name = "Extend" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody")).ToContainTextAsync("in 6 months");
        await page.GetByText("Revoke…").ClickAsync();
        await page.Locator("details[open]").GetByLabel("Reason").FillAsync("It was replaced.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody")).ToContainTextAsync("Revoked");
        await tab.GoAsync("/policies/exceptions?state=ended&q=appliance");
        await Assertions.Expect(page.Locator("#exceptions tbody tr")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_fault_in_a_rule_is_shown_at_its_line_and_led_to()
    {
        await using var journey = await Journey.StartAsync(browsers);
        await using var tab = await journey.SignInAsync(Role.Contributor);
        var page = tab.Page;
        await tab.GoAsync("/policies/try");
        await Assertions.Expect(page.Locator(".gutter > div")).Not.ToHaveCountAsync(0);
        var rego = await page.Locator("#rego").InputValueAsync();
        await page.Locator("#rego").FillAsync(rego.TrimEnd() + "\n\ndeny contains x if {\n\tx := nowhere\n}\n");
        await Assertions.Expect(page.Locator(".gutter > .error")).ToHaveCountAsync(1);
        await tab.ShootAsync("try-fault", full: false);
        Assert.Empty(await tab.AxeAsync());
        await page.Locator("#checked button").First.ClickAsync();
        await Assertions.Expect(page.Locator("#rego")).ToBeFocusedAsync();
        Assert.InRange(await page.EvaluateAsync<int>("document.getElementById('rego').selectionStart"), rego.TrimEnd().Length, int.MaxValue);
        Assert.InRange(await tab.ShiftAsync(), 0, 0.02);
    }

    [Fact]
    public async Task Where_a_rule_fires_can_be_searched()
    {
        await using var journey = await Journey.StartAsync(browsers);
        await journey.PushStateAsync("network/prod", "network.tfstate", Repository.Read("samples/kestrel/state/network.tfstate"));
        await using var tab = await journey.SignInAsync(Role.Viewer);
        var page = tab.Page;
        await tab.GoAsync("/policies");
        await tab.ShootAsync("policies-list", full: false);
        await page.Locator("tbody a[data-row]").First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Where it fires on the estate" })).ToBeVisibleAsync();
        await tab.ShootAsync("rule-fires");
        Assert.Empty(await tab.AxeAsync());
    }
}
