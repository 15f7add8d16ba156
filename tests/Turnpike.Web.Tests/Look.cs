using Microsoft.Playwright;

namespace Turnpike.Web.Tests;

/// <summary>A page as people with a phone, a laptop and a wall have it, light and dark.</summary>
internal static class Look
{
    private static readonly (int Width, bool IsDark)[] s_screens = [(360, false), (1280, true), (2200, false)];

    /// <summary>Keeps a picture of each; what axe has against it, and where it is wider than the screen, is returned.</summary>
    public static async Task<IReadOnlyList<string>> LookAsync(this Tab tab, string path, string name)
    {
        var faults = new List<string>();
        foreach (var (width, isDark) in s_screens)
        {
            await tab.Page.SetViewportSizeAsync(width, 900);
            await tab.Page.EmulateMediaAsync(new() { ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light });
            await tab.GoAsync(path);
            await tab.ShootAsync($"{name}-{width}{(isDark ? "-dark" : "")}");
            faults.AddRange((await tab.AxeAsync()).Select(f => $"{name} {width}: {f}"));
            if (await tab.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth"))
            {
                faults.Add($"{name} {width}: is wider than the screen");
            }

            if (await tab.ShiftAsync() > 0.02)
            {
                faults.Add($"{name} {width}: moves while it loads");
            }
        }

        await tab.Page.SetViewportSizeAsync(1440, 900);
        await tab.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        return faults;
    }
}
