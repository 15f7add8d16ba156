using Microsoft.Playwright;
using Turnpike.Governance.Access;
using Turnpike.Server.Identity.Setup;
using Turnpike.Tests;
using Turnpike.Web.Tests.Samples;
using Turnpike.Web.Tests.Worlds;

namespace Turnpike.Web.Tests;

/// <summary>Every task without a mouse: what is needed is reached with Tab, and is seen to be where the keys go.</summary>
public class KeyboardTests(Browsers browsers, World world)
{
    private const int MostTabs = 150;

    // How an element shows that it has the focus, itself or by what is drawn around it.
    private const string Shown = """
        e => {
          const box = e.getBoundingClientRect();
          if (box.width === 0 || box.height === 0) return "has no size";
          if (box.bottom < 0 || box.top > innerHeight) return "is outside of what is seen";
          const marked = (x) => { const s = getComputedStyle(x); return (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0) || (x.tagName === "rect" && parseFloat(s.strokeWidth) > 2); };
          for (let x = e, i = 0; x && i < 3; x = x.parentElement, i++) if (marked(x)) return "";
          if (e.matches("input, textarea, select") && getComputedStyle(e).boxShadow !== "none") return "";
          return [...e.querySelectorAll("rect, circle")].some(marked) ? "" : "does not show that it has the focus";
        }
        """;

    [Fact]
    public async Task The_first_user_is_made_signs_in_and_makes_users_and_tokens()
    {
        await using var journey = await Journey.StartAsync(browsers);
        var link = await journey.Node.Get<SetupLink>().IssueAsync(TestContext.Current.CancellationToken);
        await using var tab = await journey.OpenAsync();
        var page = tab.Page;
        await tab.GoAsync(link!.PathAndQuery);
        await TypeAsync(page.GetByLabel("Your address"), "ada@example.com");
        await TypeAsync(page.GetByLabel("Your name"), "Ada");
        await TypeAsync(page.GetByLabel("Password"), TestCallers.Password);
        await page.Keys().PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Ada");

        await PressAsync(page.Locator(".side summary.me"));
        await PressAsync(page.Locator(".side").GetByRole(AriaRole.Button, new() { Name = "Sign out" }));
        await TypeAsync(page.GetByLabel("User", new() { Exact = true }), "ada@example.com");
        await TypeAsync(page.GetByLabel("Password"), TestCallers.Password);
        await page.Keys().PressAsync("Enter");
        await page.ArriveAsync("/$");

        await page.Keys().PressAsync("g");
        await page.Keys().PressAsync("a");
        await page.ArriveAsync("/admin/");
        await tab.GoAsync("/admin/tokens");
        await OpenAsync(page.Locator("summary", new() { HasText = "New token" }));
        await TypeAsync(page.GetByLabel("Name", new() { Exact = true }), "laptop");
        await page.Keys().PressAsync("Enter");
        await Assertions.Expect(page.Locator(".secret")).ToContainTextAsync("tpk_");

        await PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "Users" }));
        await page.ArriveAsync("/admin/users$");
        await OpenAsync(page.Locator("summary", new() { HasText = "New user" }));
        await TypeAsync(page.Locator("form[action='/admin/users'] [name=user]"), "grace@example.com");
        await TypeAsync(page.Locator("form[action='/admin/users'] [name=name]"), "Grace");
        if (await page.Locator("form[action='/admin/users'] [name=password]").CountAsync() > 0)
        {
            await TypeAsync(page.Locator("form[action='/admin/users'] [name=password]"), TestCallers.Password);
        }

        await page.Keys().PressAsync("Enter");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("grace@example.com");
    }

    [Fact]
    public async Task A_change_is_found_read_waived_approved_and_another_rejected()
    {
        await using var journey = await Journey.StartAsync(browsers);
        var other = await journey.PushPlanAsync("Rejected by keys", "parcels/stage", "other");
        var id = await journey.PushPlanAsync("Approved by keys");
        await using var tab = await journey.SignInAsync(Role.Admin);
        tab.Expected = "the server responded with a status of 4";
        var page = tab.Page;
        await page.Keys().PressAsync("Control+k");
        await page.Keys().TypeAsync("Approved by");
        await Assertions.Expect(page.GetByRole(AriaRole.Option).First).ToContainTextAsync("Approved by keys");
        await page.Keys().PressAsync("Enter");
        await page.ArriveAsync($"/changes/{id}$");

        // Into the diff and out of it again.
        await ReachAsync(page.Locator("#diff details > summary, .diff details > summary, details summary[data-row]").First);
        await page.Keys().PressAsync("Enter");

        await PressAsync(page.GetByText("Waive…").First);
        await TypeAsync(page.Locator("form.waiver [name=reason]"), "Moves behind the load balancer in March");
        await PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Grant the exception" }));
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "exception is granted" })).ToBeVisibleAsync();

        await TypeAsync(page.GetByLabel("Comment or reason"), "Agreed with the data team.");
        await PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Approve" }));
        await Assertions.Expect(page.Locator(".head")).ToContainTextAsync("Approved");

        await tab.GoAsync("/changes/" + other);
        await TypeAsync(page.GetByLabel("Comment or reason"), "Not while it is public.");
        await PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Reject" }));
        await Assertions.Expect(page.Locator(".head")).ToContainTextAsync("Rejected");

        // And it stands in the ledger, proven.
        await tab.GoAsync("/ledger?type=decision.made");
        await page.Keys().PressAsync("j");
        await page.Keys().PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("Proof", new() { Exact = true })).ToContainTextAsync("Proven");
    }

    [Fact]
    public async Task The_estate_is_searched_and_travelled_and_a_rule_is_tried()
    {
        await using var journey = await Journey.StartAsync(browsers);
        journey.Node.Clock.Now = DateTimeOffset.UtcNow.AddDays(-9);
        await journey.PushStateAsync("network/prod", "network.tfstate", Repository.Read("samples/kestrel/state/network.tfstate"));
        journey.Node.Clock.Now = DateTimeOffset.UtcNow;
        await journey.PushPlanAsync();
        await using var tab = await journey.SignInAsync(Role.Contributor);
        var page = tab.Page;
        await tab.GoAsync("/estate");
        await page.Keys().PressAsync("/");
        await page.Keys().TypeAsync("type:aws_subnet");
        await page.Keys().PressAsync("Enter");
        await Assertions.Expect(page.Locator("#found tbody a").First).ToBeVisibleAsync();
        await PressAsync(page.Locator("#found tbody a").First);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Attributes" })).ToBeVisibleAsync();

        await tab.GoAsync("/estate");
        await ReachAsync(page.Locator("#slide"));
        await page.Keys().PressAsync("PageDown");
        await page.ArriveAsync("at=");
        await Assertions.Expect(page.GetByText("As of").First).ToBeVisibleAsync();

        await tab.GoAsync("/policies/try");
        await ReachAsync(page.Locator("#rego"));
        await page.Keys().PressAsync("Control+End");
        await page.Keys().TypeAsync("# typed");
        await page.Keys().PressAsync("Escape");
        await PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Run" }));
        await Assertions.Expect(page.Locator("#run")).ToContainTextAsync("It would have stopped", new() { Timeout = 60_000 });
    }

    [Fact]
    public async Task The_estate_is_assessed_and_its_lines_are_read()
    {
        await using var journey = await Journey.StartAsync(browsers);
        await journey.PushStateAsync(Real.Scope, "web.tfstate", Real.State);
        await using var tab = await journey.SignInAsync(Role.Admin);
        var page = tab.Page;
        await page.Keys().PressAsync("Control+k");
        await page.Keys().TypeAsync("assess");
        await Assertions.Expect(page.GetByRole(AriaRole.Option).First).ToContainTextAsync("Assessment");
        await page.Keys().PressAsync("Enter");
        await page.ArriveAsync("/assess$");
        await PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Assess now" }));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Risks" })).ToBeVisibleAsync(new() { Timeout = 60_000 });

        await OpenAsync(page.GetByText("Download"));
        await ReachAsync(page.GetByRole(AriaRole.Link, new() { Name = "Report (Markdown)" }));
        await page.Keys().PressAsync("Escape");
        await ReachAsync(page.Locator("main .split a[href*='/estate'], main section a[href*='/estate']").First);
        await page.Keys().PressAsync("Enter");
        await page.ArriveAsync("/estate");
    }

    [Fact]
    public async Task A_connection_is_made_mended_and_synced()
    {
        var cloud = new ShownCloud { Parts = Real.Parts() };
        await using var journey = await Journey.StartAsync(browsers, cloud.AddTo);
        await using var tab = await journey.SignInAsync(Role.Admin);
        tab.Expected = "the server responded with a status of 422";
        var page = tab.Page;
        await tab.GoAsync("/connections");
        await PressAsync(page.Locator("a[href='/connect/shown']"));
        await page.ArriveAsync("/connect/shown$");
        await TypeAsync(page.Locator("#name"), "main");
        await PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true }));

        // The fault stands at its field, and what was typed stays.
        await Assertions.Expect(page.Locator("#set-account")).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(page.Locator("#name")).ToHaveValueAsync("main");
        await TypeAsync(page.Locator("#set-account"), Real.Account);
        await TypeAsync(page.Locator("#schedule"), "never");
        await PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true }));
        await page.ArriveAsync("/connections/main");
        await PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Sync now" }));
        await Assertions.Expect(page.Locator("#sync")).ToContainTextAsync("In part", new() { Timeout = 20_000 });
        await ReachAsync(page.GetByRole(AriaRole.Link, new() { Name = "Settings", Exact = true }));
    }

    [Fact]
    public async Task An_owner_is_accepted_and_taken_back()
    {
        await using var journey = await Journey.StartAsync(browsers);
        await journey.PushStateAsync("prod/queues", "queues.tfstate", """
            {"version":4,"terraform_version":"1.11.4","serial":1,"lineage":"q","outputs":{},"resources":[
            {"mode":"managed","type":"aws_sqs_queue","name":"in","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{"id":"queue-1","name":"orders-in","tags":{"team":"@acme/orders"}}}]},
            {"mode":"managed","type":"aws_sqs_queue","name":"out","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{"id":"queue-2","name":"orders-out"}}]}]}
            """u8.ToArray());
        await using var tab = await journey.SignInAsync(Role.Operator);
        var page = tab.Page;
        await tab.GoAsync("/estate/ownership");
        var tick = page.GetByLabel("Accept orders for prod/queues//aws_sqs_queue.out");
        await ReachAsync(tick);
        if (!await tick.IsCheckedAsync())
        {
            await page.Keys().PressAsync("Space");
        }

        await TypeAsync(page.Locator("#acceptances [name=reason]"), "They wrote it.");
        await PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Accept what is ticked" }));
        await Assertions.Expect(page.GetByText("Everything has an owner")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("They wrote it.");
        await PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Take back what was said of prod/queues//aws_sqs_queue.out" }));
        await Assertions.Expect(tick).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Dialogs_hold_the_focus_and_give_it_back()
    {
        await using var tab = await world.OpenAsync(browsers, Role.Admin);
        var page = tab.Page;
        await tab.GoAsync("/changes");
        await page.Keys().PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to the page" })).ToBeFocusedAsync();
        await page.Keys().PressAsync("Enter");
        await Assertions.Expect(page.Locator("main")).ToBeFocusedAsync();
        foreach (var opener in new[] { page.GetByRole(AriaRole.Button, new() { Name = "Keyboard shortcuts" }), page.Locator("[data-palette]") })
        {
            await opener.FocusAsync();
            await page.Keys().PressAsync("Enter");
            await Assertions.Expect(page.Locator("dialog[open]")).ToBeVisibleAsync();
            for (var i = 0; i < 6; i++)
            {
                await page.Keys().PressAsync("Tab");
                Assert.True(await page.EvaluateAsync<bool>("document.activeElement === document.body || document.activeElement.closest('dialog[open]') !== null"), "Tab leaves the dialog");
            }

            await page.Keys().PressAsync("Escape");
            await Assertions.Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
            await Assertions.Expect(opener).ToBeFocusedAsync();
        }
    }

    /// <summary>From the first to the last, in the order of the page, always seen, never caught.</summary>
    [Fact]
    public async Task Tab_goes_through_every_page()
    {
        await using var tab = await world.OpenAsync(browsers, Role.Admin);
        tab.Expected = "the server responded with a status of 4";
        var faults = new List<string>();
        foreach (var path in PageAddresses.Of(world).Values.Select(static a => a[0]).Where(static p => p is not ("/setup" or "/signin")))
        {
            await tab.GoAsync(path);
            var last = "";
            for (var i = 0; i < 60; i++)
            {
                await tab.Page.Keys().PressAsync("Tab");
                var at = await tab.Page.EvaluateAsync<string?>($"() => {{ const e = document.activeElement; if (!e || e === document.body) return null; if (e.tabIndex > 0) return e.outerHTML.slice(0, 90) + ': comes before its turn'; const fault = ({Shown})(e); return e.outerHTML.slice(0, 90) + (fault ? ': ' + fault : ''); }}");
                if (at is null)
                {
                    break;
                }

                if (at.EndsWith("its turn", StringComparison.Ordinal) || at.EndsWith("size", StringComparison.Ordinal) || at.EndsWith("is seen", StringComparison.Ordinal) || at.EndsWith("the focus", StringComparison.Ordinal))
                {
                    faults.Add($"{path}: {at}");
                }

                last = at;
            }

            Assert.NotEqual("", last);
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults.Distinct()));
    }

    [Fact]
    public async Task Nothing_moves_for_those_who_do_not_want_it()
    {
        await using var tab = await world.OpenAsync(browsers, Role.Admin);
        await tab.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        foreach (var path in new[] { "/", "/changes/" + world.SampleChange, "/policies/try" })
        {
            await tab.GoAsync(path);
            Assert.Empty(await tab.Page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll("*")].filter((e) => { const s = getComputedStyle(e); return [s.transitionDuration, s.animationName === "none" ? "0s" : s.animationDuration].some((d) => d.split(",").some((p) => parseFloat(p) > 0.01)); }).map((e) => e.outerHTML.slice(0, 100))
                """));
        }
    }

    private static async Task TypeAsync(ILocator field, string text)
    {
        await ReachAsync(field);
        await field.Page.Keys().PressAsync("Control+a");
        await field.Page.Keys().TypeAsync(text);
    }

    private static async Task PressAsync(ILocator wanted)
    {
        await ReachAsync(wanted);
        await wanted.Page.Keys().PressAsync("Enter");
    }

    // A fold may be open already.
    private static async Task OpenAsync(ILocator summary)
    {
        await ReachAsync(summary);
        if (!await summary.EvaluateAsync<bool>("e => e.parentElement.open"))
        {
            await summary.Page.Keys().PressAsync("Enter");
        }
    }

    private static async Task ReachAsync(ILocator wanted)
    {
        await wanted.WaitForAsync();
        for (var i = 0; i < MostTabs; i++)
        {
            if (await wanted.EvaluateAsync<bool>("e => e === document.activeElement"))
            {
                Assert.Equal("", await wanted.EvaluateAsync<string>(Shown));
                return;
            }

            await wanted.Page.Keys().PressAsync("Tab");
        }

        Assert.Fail($"{wanted} is not reached with Tab");
    }
}
