using Turnpike.Web.Tests.Samples;

namespace Turnpike.Web.Tests;

public class GalleryTests(Browsers browsers)
{
    public static TheoryData<string, string> Pages => new()
    {
        { "/signin", "signin" }, { "/setup", "setup" }, { "/missing", "missing" }, { "/changes", "changes" }, { "/changes?q=none", "changes-none" }, { "/changes?empty=1", "changes-empty" }, { "/changes/c-7?refused=1", "change" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_accessible_and_light_in_both_themes_and_widths(string path, string name)
    {
        await using var gallery = await Gallery.StartAsync();
        foreach (var (width, dark) in new[] { (1440, false), (1440, true), (380, false) })
        {
            await using var tab = await browsers.OpenAsync(gallery.Address, width, dark);
            tab.Expected = "404";
            await tab.GoAsync(path);
            await tab.ShootAsync($"{name}-{width}{(dark ? "-dark" : "")}");
            await tab.ShootAsync($"{name}-{width}{(dark ? "-dark" : "")}-top", full: false);
            Assert.Empty(await tab.AxeAsync());
            Assert.Equal(0, await tab.Page.EvaluateAsync<int>("window.__pwned ?? 0"));
            Assert.True(await tab.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "the page is wider than the screen");
            Assert.InRange(await tab.ShiftAsync(), 0, 0.01);
            Assert.InRange(tab.Weight, 1, 300_000);
        }
    }
}
