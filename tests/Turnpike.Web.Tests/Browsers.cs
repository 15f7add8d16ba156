using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Turnpike.Web.Tests.Browsers))]

namespace Turnpike.Web.Tests;

/// <summary>One headless Chromium of the machine for all tests; each page of a test has cookies of its own.</summary>
public sealed class Browsers : IAsyncLifetime
{
    private static readonly string[] s_paths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Array.Find(s_paths, File.Exists) is { } path)
        {
            _playwright = await Playwright.CreateAsync();

            // A machine that builds meanwhile takes its time.
            Assertions.SetDefaultExpectTimeout(20_000);
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--font-render-hinting=none"] });
        }
    }

    /// <param name="dark">Which theme the viewer's system has.</param>
    /// <param name="script">False for a browser that runs none.</param>
    internal async Task<Tab> OpenAsync(Uri address, int width = 1440, bool dark = false, bool script = true)
    {
        Assert.SkipWhen(_browser is null, "there is no Chromium on this machine");
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = script,
            TimezoneId = "Europe/Berlin",
            Locale = "en-GB",
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        context.SetDefaultTimeout(20_000);
        return await Tab.OpenAsync(context, address, script);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
