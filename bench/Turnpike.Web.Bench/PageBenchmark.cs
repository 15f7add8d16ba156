using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Turnpike.Web.Bench;

/// <summary>Asks for each page, and prints a line for it.</summary>
internal static class PageBenchmark
{
    private const int Runs = 7;
    private const int AimServer = 100;
    private const int AimBytes = 300_000;

    private static readonly string[] s_browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    public static async Task RunAsync(BenchNode node, IReadOnlyList<string> pages)
    {
        Console.WriteLine();
        Console.WriteLine($"{"page",-76} {"status",6} {"server ms",9} {"first",8} {"html KB",8} {"wire KB",8} {"paint ms",8} {"ready ms",8}");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = Array.Find(s_browsers, File.Exists) is { } path
            ? await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"] })
            : null;
        foreach (var page in pages)
        {
            var (status, first, median, bytes) = await AskAsync(node.Client, page);
            var seen = browser is null || !bytes.IsHtml ? null : await SeeAsync(browser, node, page);
            var late = median > AimServer || seen?.Bytes > AimBytes ? "  <-" : "";
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{(page.Length > 76 ? page[..76] : page),-76} {status,6} {median,9:0.0} {first,8:0.0} {bytes.Length / 1000.0,8:0.0} {(seen is { } s ? (s.Bytes / 1000.0).ToString("0.0", CultureInfo.InvariantCulture) : ""),8} {(seen is { } p ? p.Paint.ToString("0", CultureInfo.InvariantCulture) : ""),8} {(seen is { } r ? r.Ready.ToString("0", CultureInfo.InvariantCulture) : ""),8}{late}"));
        }
    }

    // Over loopback, read to the end: what a proxy beside the node would measure.
    private static async Task<(int Status, double First, double Median, (int Length, bool IsHtml) Bytes)> AskAsync(HttpClient client, string page)
    {
        var times = new double[Runs];
        var (status, bytes, first) = (0, (0, false), 0.0);
        for (var i = -1; i < Runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(page);
            var body = await answer.Content.ReadAsByteArrayAsync();
            var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            (status, bytes) = ((int)answer.StatusCode, (body.Length, answer.Content.Headers.ContentType?.MediaType == "text/html"));
            if (i < 0)
            {
                first = time;
            }
            else
            {
                times[i] = time;
            }
        }

        Array.Sort(times);
        return (status, first, times[Runs / 2], bytes);
    }

    // A browser that was never here: nothing is in its cache.
    private static async Task<Seen> SeeAsync(IBrowser browser, BenchNode node, string address)
    {
        await using var context = await browser.NewContextAsync(new() { BaseURL = node.Address.ToString(), ViewportSize = new() { Width = 1440, Height = 900 } });
        await context.AddCookiesAsync(node.Cookies.GetCookies(node.Address).Select(static c => new Microsoft.Playwright.Cookie { Name = c.Name, Value = c.Value, Domain = c.Domain, Path = c.Path }));
        var page = await context.NewPageAsync();
        var sizes = new ConcurrentBag<Task<long>>();
        page.RequestFinished += (_, request) => sizes.Add(SizeAsync(request));
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Load });
        var times = await page.EvaluateAsync<JsonElement>("""
            async () => {
              while (performance.getEntriesByName("first-contentful-paint").length === 0) await new Promise((done) => setTimeout(done, 20));
              return { paint: performance.getEntriesByName("first-contentful-paint")[0].startTime, ready: performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd };
            }
            """);
        var bytes = (await Task.WhenAll(sizes)).Sum();
        return new Seen(bytes, times.GetProperty("paint").GetDouble(), times.GetProperty("ready").GetDouble());
    }

    private static async Task<long> SizeAsync(IRequest request)
    {
        var sizes = await request.SizesAsync();
        return sizes.ResponseBodySize + sizes.ResponseHeadersSize;
    }

    /// <param name="Bytes">Over the wire, with headers.</param>
    /// <param name="Paint">To the first content that is painted, in milliseconds.</param>
    /// <param name="Ready">Until scripts have run, and keys and clicks do something.</param>
    private sealed record Seen(long Bytes, double Paint, double Ready);
}
