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

    private const int MaxShot = 3_000;

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ConcurrentDictionary<string, long> _weights = new();

    private Tab(IBrowserContext context, IPage page, bool hasScript)
    {
        _context = context;
        Page = page;
        HasScript = hasScript;
    }

    public IPage Page { get; }

    private bool HasScript { get; }

    /// <summary>What the console may say: a refusal that the test asks for is an error to the browser.</summary>
    public string? Expected { get; set; }

    public static async Task<Tab> OpenAsync(IBrowserContext context, Uri home, bool hasScript)
    {
        // Shifts and refusals of the content policy are told by the page itself.
        await context.AddInitScriptAsync("""
            window.__shift = 0;
            window.__shifted = [];
            new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) { window.__shift += e.value; window.__shifted.push(...e.sources.map((s) => s.node?.outerHTML?.slice(0, 120) ?? s.node?.nodeName)); } }).observe({ type: "layout-shift", buffered: true });
            document.addEventListener("securitypolicyviolation", (e) => console.error("content policy: " + e.violatedDirective + " " + e.blockedURI));
            """);
        var tab = new Tab(context, await context.NewPageAsync(), hasScript);
        tab.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !IsOfLeaving(message.Text) && !(tab.Expected is { } expected && message.Text.Contains(expected, StringComparison.Ordinal)))
            {
                tab._faults.Enqueue($"{message.Type}: {message.Text}");
            }
        };
        tab.Page.PageError += (_, error) => tab._faults.Enqueue($"script: {error}");
        tab.Page.Dialog += (_, dialog) => tab._faults.Enqueue($"dialog: {dialog.Message}");
        tab.Page.Request += (_, request) =>
        {
            var address = new Uri(request.Url);
            if (address.Scheme is not ("data" or "blob") && address.Authority != home.Authority)
            {
                tab._faults.Enqueue($"elsewhere: {request.Url}");
            }
        };
        tab.Page.RequestFinished += (_, request) => _ = tab.WeighAsync(request);
        return tab;
    }

    public async Task<IResponse?> GoAsync(string path)
    {
        _weights.Clear();
        var response = await Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load });
        if (HasScript)
        {
            await Page.SettleAsync();
        }

        return response;
    }

    /// <summary>What the browser fetched for the page that stands now, in bytes over the wire.</summary>
    public long Weight => _weights.Values.Sum();

    public async Task<double> ShiftAsync() => await Page.EvaluateAsync<double>("window.__shift");

    /// <summary>What moved.</summary>
    public async Task<string> ShiftedAsync() => string.Join(" ", await Page.EvaluateAsync<string[]>("window.__shifted"));

    /// <summary>A name of a file for what an address shows.</summary>
    public static string NameOf(string address)
    {
        var name = string.Concat(address.Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        var end = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(address)).AsSpan(0, 3));
        return name.Length == 0 ? "today" : name.Length > 60 ? $"{name[..50]}-{end}" : name;
    }

    /// <summary>Kept beside the test results, for people to look at.</summary>
    /// <param name="full">All of the page, as far as anybody would look.</param>
    public async Task ShootAsync(string name, bool full = true)
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "screenshots");
        Directory.CreateDirectory(folder);
        var size = Page.ViewportSize!;
        var height = full ? Math.Min(await Page.EvaluateAsync<int>("document.documentElement.scrollHeight"), MaxShot) : size.Height;
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = full, Clip = new() { Width = size.Width, Height = height }, Animations = ScreenshotAnimations.Disabled });
    }

    /// <summary>As whoever these cookies belong to.</summary>
    public Task SignInAsync(IEnumerable<System.Net.Cookie> cookies) =>
        _context.AddCookiesAsync(cookies.Select(c => new Microsoft.Playwright.Cookie { Name = c.Name, Value = c.Value, Domain = c.Domain, Path = c.Path, HttpOnly = c.HttpOnly, Secure = c.Secure }));

    /// <summary>What was seen that should not be, and is forgotten by that.</summary>
    public IReadOnlyList<string> TakeFaults()
    {
        List<string> taken = [];
        while (_faults.TryDequeue(out var fault))
        {
            taken.Add(fault);
        }

        return taken;
    }

    /// <summary>All that axe finds fault with, a line each.</summary>
    /// <param name="rules">Only these; all for none.</param>
    public async Task<IReadOnlyList<string>> AxeAsync(params IReadOnlyList<string> rules)
    {
        // Evaluated by the browser itself, outside of the page's content policy.
        if (!await Page.EvaluateAsync<bool>("typeof axe !== 'undefined'"))
        {
            await Page.EvaluateAsync(s_axe.Value);
        }

        var json = await Page.EvaluateAsync<JsonElement>(
            "rules => axe.run(document, { resultTypes: ['violations'], ...(rules.length ? { runOnly: rules } : {}) }).then(r => r.violations.map(v => ({ id: v.id, impact: v.impact, nodes: v.nodes.map(n => n.html.slice(0, 200) + ' | ' + n.failureSummary.slice(0, 300)) })))",
            rules);
        return [.. json.EnumerateArray()
            .SelectMany(v => v.GetProperty("nodes").EnumerateArray().Take(3).Select(n => $"{v.GetProperty("impact")} {v.GetProperty("id").GetString()}: {n.GetString()}"))];
    }

    /// <summary>What of the page can be reached and has no name, as a screen reader is told of it.</summary>
    public async Task<IReadOnlyList<string>> NamelessAsync()
    {
        var session = await _context.NewCDPSessionAsync(Page);
        var tree = await session.SendAsync("Accessibility.getFullAXTree");
        await session.DetachAsync();
        return [.. tree!.Value.GetProperty("nodes").EnumerateArray().Where(n => !n.GetProperty("ignored").GetBoolean() && IsControl(n) && Name(n).Length == 0).Select(n => $"a {Role(n)} has no name: {n.GetRawText()[..200]}")];

        static string Role(JsonElement node) => node.TryGetProperty("role", out var role) ? role.GetProperty("value").GetString()! : "";

        static string Name(JsonElement node) => node.TryGetProperty("name", out var name) ? name.GetProperty("value").GetString()!.Trim() : "";

        static bool IsControl(JsonElement node) => Role(node) is "button" or "link" or "textbox" or "searchbox" or "combobox" or "checkbox" or "radio" or "slider" or "listbox" or "option" or "tab" or "menuitem" or "switch" or "spinbutton" or "DisclosureTriangle" or "dialog" or "Date" or "DateTime" or "img" or "image";
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.True(_faults.IsEmpty, string.Join("\n", _faults));
    }

    // What was asked for when the page was left; a request that fails says htmx:sendError as well.
    private static bool IsOfLeaving(string text) =>
        text.StartsWith("htmx:sendAbort", StringComparison.Ordinal) || text.StartsWith("htmx:afterRequest", StringComparison.Ordinal);

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
