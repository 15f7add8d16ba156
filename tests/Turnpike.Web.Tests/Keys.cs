using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
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
    private const string Settled = "() => document.readyState === 'complete' && (!window.htmx || document.querySelector('[data-island]:not([data-mounted=true])') === null)";
    private const int MaxWait = 20_000;

    public static Keys Keys(this IPage page) => new(page);

    /// <summary>Until a page's scripts have come, and its islands with them.</summary>
    /// <remarks>
    /// Asked again and again: the client's own waiting for an event misses one that comes while it begins to wait, and the
    /// content policy forbids what the browser's waiting for a function would do.
    /// </remarks>
    public static async Task SettleAsync(this IPage page)
    {
        for (var until = Environment.TickCount64 + MaxWait; !await IsSettledAsync(page); await Task.Delay(20, TestContext.Current.CancellationToken))
        {
            Assert.True(Environment.TickCount64 < until, $"{page.Url} has not come to rest in {MaxWait} ms");
        }
    }

    /// <summary>Until the page that an address matches stands there, and its scripts have come.</summary>
    public static async Task ArriveAsync(this IPage page, [StringSyntax(StringSyntaxAttribute.Regex)] string address)
    {
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(address), new() { Timeout = MaxWait });
        await page.SettleAsync();
    }

    private static async Task<bool> IsSettledAsync(IPage page)
    {
        try
        {
            return await page.EvaluateAsync<bool>(Settled);
        }
        catch (PlaywrightException left) when (left.Message.Contains("context was destroyed", StringComparison.Ordinal))
        {
            // The page was left while it was asked.
            return false;
        }
    }
}
