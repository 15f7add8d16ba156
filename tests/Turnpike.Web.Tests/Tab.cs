using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;
using Turnpike.Web.Tests.Samples;

namespace Turnpike.Web.Tests;

/// <summary>
/// A page of a browser that is watched: a fault of a script, a word in the console, something the content policy stopped, a
/// request to elsewhere, all end the test when the tab is closed.
/// </summary>
internal sealed class Tab : IAsyncDisposable
{
    private static readonly Lazy<string> s_axe = new(() =>
    {
        using var reader = new StreamReader(typeof(Tab).Assembly.GetManifestResourceStream("axe.js")!);
        return reader.ReadToEnd();
    });

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ConcurrentDictionary<string, long> _weights = new();

    private Tab(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>What the console may say: a refusal that the test asks for is an error to the browser.</summary>
    public string? Expected { get; set; }

    public static async Task<Tab> OpenAsync(IBrowserContext context)
    {
        // Shifts and refusals of the content policy are told by the page itself.
        await context.AddInitScriptAsync("""
            window.__shift = 0;
            new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.__shift += e.value; }).observe({ type: "layout-shift", buffered: true });
            document.addEventListener("securitypolicyviolation", (e) => console.error("content policy: " + e.violatedDirective + " " + e.blockedURI));
            """);
        var tab = new Tab(context, await context.NewPageAsync());
        tab.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !(tab.Expected is { } expected && message.Text.Contains(expected, StringComparison.Ordinal)))
            {
                tab._faults.Enqueue($"{message.Type}: {message.Text}");
            }
        };
        tab.Page.PageError += (_, error) => tab._faults.Enqueue($"script: {error}");
        tab.Page.Dialog += (_, dialog) => tab._faults.Enqueue($"dialog: {dialog.Message}");
        tab.Page.RequestFinished += (_, request) => _ = tab.WeighAsync(request);
        return tab;
    }

    public async Task<IResponse?> GoAsync(string path)
    {
        _weights.Clear();
        return await Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load });
    }

    /// <summary>What the browser fetched for the page that stands now, in bytes over the wire.</summary>
    public long Weight => _weights.Values.Sum();

    public async Task<double> ShiftAsync() => await Page.EvaluateAsync<double>("window.__shift");

    /// <summary>Kept beside the test results, for people to look at.</summary>
    public async Task ShootAsync(string name, bool full = true)
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "screenshots");
        Directory.CreateDirectory(folder);
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = full, Animations = ScreenshotAnimations.Disabled });
    }

    /// <summary>What axe calls critical or serious, a line each.</summary>
    public async Task<IReadOnlyList<string>> AxeAsync()
    {
        // Evaluated by the browser itself, outside of the page's content policy.
        await Page.EvaluateAsync(s_axe.Value);
        var json = await Page.EvaluateAsync<JsonElement>("axe.run(document, { resultTypes: ['violations'] }).then(r => r.violations.map(v => ({ id: v.id, impact: v.impact, nodes: v.nodes.map(n => n.html.slice(0, 200) + ' | ' + n.failureSummary.slice(0, 300)) })))");
        return [.. json.EnumerateArray()
            .Where(v => v.GetProperty("impact").GetString() is "critical" or "serious")
            .SelectMany(v => v.GetProperty("nodes").EnumerateArray().Take(3).Select(n => $"{v.GetProperty("id").GetString()}: {n.GetString()}"))];
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_faults);
    }

    private async Task WeighAsync(IRequest request)
    {
        try
        {
            var sizes = await request.SizesAsync();
            _weights[request.Url] = sizes.ResponseBodySize + sizes.ResponseHeadersSize;
        }
        catch (PlaywrightException)
        {
            // The page was left meanwhile.
        }
    }
}
