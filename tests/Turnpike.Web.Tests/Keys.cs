using Microsoft.Playwright;

namespace Turnpike.Web.Tests;

/// <summary>Keys that go to a page whose scripts have come: what is pressed before is lost, as it is to a person who is that fast.</summary>
internal sealed class Keys(IPage page)
{
    public async Task PressAsync(string key)
    {
        await page.SettleAsync();
        await page.Keyboard.PressAsync(key);
    }

    public async Task TypeAsync(string text)
    {
        await page.SettleAsync();
        await page.Keyboard.TypeAsync(text);
    }
}

internal static class PageSettling
{
    private const string Mounted = "() => !window.htmx || document.querySelector('[data-island]:not([data-mounted=true])') === null";

    public static Keys Keys(this IPage page) => new(page);

    /// <summary>Until a page's scripts have come, and its islands with them.</summary>
    public static async Task SettleAsync(this IPage page)
    {
        await page.WaitForLoadStateAsync(LoadState.Load);
        while (!await page.EvaluateAsync<bool>(Mounted))
        {
            // The content policy forbids what a browser's own waiting for a function would do.
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
