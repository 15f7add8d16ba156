using Turnpike.Governance.Access;
using Turnpike.Web.Elements;
using Turnpike.Web.Tests.Samples;
using Turnpike.Web.Tests.Worlds;

namespace Turnpike.Web.Tests;

/// <summary>Whatever others wrote stays text: nothing of it runs, leads away or turns the page around.</summary>
public class HostileTextTests(Browsers browsers, World world)
{
    // What a page would hold if something had been taken for markup, and what would be turned with it.
    private const string Look = """
        () => {
          const faults = [];
          if (window.__pwned) faults.push("something ran");
          for (const e of document.querySelectorAll("*")) {
            for (const a of e.attributes) {
              if (/^on/i.test(a.name)) faults.push(`${e.tagName} has ${a.name}`);
              if (["href", "src", "action", "formaction", "xlink:href"].includes(a.name) && /^\s*(javascript|data:text|vbscript)/i.test(a.value)) faults.push(`${e.tagName} leads to ${a.value.slice(0, 60)}`);
              if (/\u0000/.test(a.value)) faults.push(`${e.tagName} has NUL in ${a.name}`);
            }
            if (e.tagName === "SCRIPT" && !e.src) faults.push("a script in the page");
            if (e.tagName === "A" && e.origin !== location.origin && !(e.rel.includes("noreferrer") || e.rel.includes("noopener"))) faults.push(`leads elsewhere without rel: ${e.outerHTML.slice(0, 120)}`);
            if (/^(B|IMG|DETAILS)$/.test(e.tagName) && (e.textContent === "" && e.tagName === "B")) faults.push("markup of a name");
          }
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const node = walker.currentNode;
            if (!/[\u202A-\u202E\u2066-\u2069]/.test(node.data) || node.parentElement.closest("title, script, style, template, textarea, option, svg title")) continue;
            let element = node.parentElement, isolated = false, block = null;
            for (; element; element = element.parentElement) {
              const style = getComputedStyle(element);
              if (/isolate|plaintext/.test(style.unicodeBidi)) { isolated = true; break; }
              if (!/^inline$|contents/.test(style.display)) { block = element; break; }
            }
            if (!isolated && block) {
              const range = document.createRange();
              range.setStartAfter(node);
              range.setEndAfter(block.lastChild);
              if (range.toString().trim() !== "") faults.push(`turns what follows it: ${block.outerHTML.slice(0, 160)}`);
            }
          }
          const wide = document.documentElement.clientWidth;
          for (const e of document.querySelectorAll("main *")) {
            const box = e.getBoundingClientRect();
            if (box.width > 0 && box.right > wide + 1) {
              let p = e, held = false;
              for (; p && p !== document.body; p = p.parentElement) if (getComputedStyle(p).overflowX !== "visible") { held = true; break; }
              if (!held) { faults.push(`stands out of the page: ${e.outerHTML.slice(0, 120)}`); break; }
            }
          }
          return [...new Set(faults)];
        }
        """;

    [Theory]
    [InlineData(Role.Admin, 1280)]
    [InlineData(Role.Approver, 360)]
    public async Task No_name_runs_leads_away_or_turns_a_page(Role role, int width)
    {
        await using var tab = await world.OpenAsync(browsers, role, width);
        tab.Expected = "the server responded with a status of 4";
        var faults = new List<string>();
        foreach (var path in PageAddresses.All(world).Concat(await PageAddresses.EntriesAsync(world)))
        {
            await tab.GoAsync(path);
            // What is folded is drawn too, so that it is measured.
            await tab.Page.EvaluateAsync("for (const d of document.querySelectorAll('main details')) d.open = true");
            faults.AddRange((await tab.Page.EvaluateAsync<string[]>(Look)).Select(f => $"{path}: {f}"));
            faults.AddRange(tab.TakeFaults().Select(f => $"{path}: {f}"));
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    /// <summary>Refused forms show again what was typed, and say what was wrong with it.</summary>
    [Fact]
    public async Task What_was_typed_comes_back_as_text()
    {
        await using var tab = await world.OpenAsync(browsers, Role.Admin);
        tab.Expected = "the server responded with a status of 4";
        await tab.GoAsync("/admin/users");
        await tab.Page.EvaluateAsync("for (const d of document.querySelectorAll('details')) d.open = true");
        await tab.Page.EvaluateAsync("for (const i of document.querySelectorAll('main form input')) { i.removeAttribute('type'); i.removeAttribute('required'); i.removeAttribute('maxlength'); }");
        await tab.Page.Locator("form[action='/admin/users'] [name=user]").FillAsync(Hostile.Name);
        await tab.Page.Locator("form[action='/admin/users'] [name=name]").FillAsync(Hostile.Turned);
        await tab.Page.Locator("form[action='/admin/users'] button[type=submit]").ClickAsync();
        await tab.Page.SettleAsync();
        Assert.Equal(Hostile.Name, await tab.Page.Locator("form[action='/admin/users'] [name=user]").InputValueAsync());
        Assert.Empty(await tab.Page.EvaluateAsync<string[]>(Look));
        await tab.GoAsync(Address.Of("/estate", ("q", "name:\"" + Hostile.Name)));
        Assert.Empty(await tab.Page.EvaluateAsync<string[]>(Look));
    }

    /// <summary>Files that are taken away are opened by programs that run what they find.</summary>
    [Fact]
    public async Task Downloads_hold_it_as_text_too()
    {
        var session = await world.SessionAsync(Role.Admin);
        var csv = await (await session.GetAsync("/api/v1/estate/export?format=csv")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("'=HYPERLINK", csv, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?m)(^|,)""?[=+\-@]", csv);
        foreach (var (format, mediaType) in new[] { ("markdown", "text/markdown"), ("json", "application/json"), ("sarif", "application/sarif+json"), ("junit", "application/xml"), ("text", "text/plain") })
        {
            using var answer = await session.GetAsync($"/api/v1/changes/{world.HostileChange}/report?format={format}");
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Equal(mediaType, answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.DoesNotContain("\u001b", text, StringComparison.Ordinal);
            switch (format)
            {
                case "markdown":
                    // Between ticks all is text.
                    var prose = System.Text.RegularExpressions.Regex.Replace(text, @"(`+)(?!`).+?(?<!`)\1(?!`)", "");
                    Assert.DoesNotMatch(@"(?<!\\)<(script|img|svg|details open)", prose);
                    Assert.DoesNotMatch(@"(?<!\\)\]\((javascript|http://evil)", prose);
                    break;
                case "junit":
                    System.Xml.Linq.XDocument.Parse(text);
                    break;
                case "json" or "sarif":
                    System.Text.Json.JsonDocument.Parse(text).Dispose();
                    break;
            }
        }
    }
}
