using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Turnpike.Governance.Access;
using Turnpike.Web.Tests.Worlds;

namespace Turnpike.Web.Tests;

/// <summary>Every page there is, for everybody, in both themes, on a desk and on a phone.</summary>
public partial class EveryPageTests(Browsers browsers, World world)
{
    private const int MostBytes = 300_000;
    private const double MostShift = 0.05;

    // What colours decide; the rest of axe's rules do not see themes.
    private static readonly string[] s_colours = ["color-contrast", "link-in-text-block"];

    /// <summary>A page that is new is swept as well, once it says where.</summary>
    [Fact]
    public async Task Every_address_that_is_read_is_swept_or_no_page()
    {
        await world.ReadyAsync();
        var routes = world.Endpoints.Where(PageAddresses.IsRead).Select(e => e.RoutePattern.RawText!).Distinct().ToList();
        var samples = PageAddresses.Of(world);
        Assert.Empty(routes.Where(r => !samples.ContainsKey(r) && !PageAddresses.NoPages.ContainsKey(r)).Select(r => $"{r}: put samples of this page into PageAddresses, or say why it is none"));
        Assert.Empty(samples.Keys.Concat(PageAddresses.NoPages.Keys).Except(routes));
    }

    /// <summary>
    /// Roles differ by little: of a page whose frame and whose content others have got already, letter by letter, nothing is
    /// looked at again.
    /// </summary>
    [Fact]
    public async Task Every_page_is_accessible_light_and_still_for_everybody()
    {
        await world.ReadyAsync();
        var (seen, looks) = (new HashSet<string>(), new List<(Role? Role, string Path)>());
        foreach (var role in Enum.GetValues<Role>().Reverse().Select(r => (Role?)r).Append(null))
        {
            foreach (var path in PageAddresses.All(world))
            {
                if (await IsNewAsync(role, path, seen))
                {
                    looks.Add((role, path));
                }
            }
        }

        // Two tabs: more do not fit on a small machine, and a tab waits as often as it works.
        var faults = await Task.WhenAll(looks.Index().GroupBy(l => l.Index % 2, l => l.Item).Select(SweepAsync));
        Assert.True(faults.All(f => f.Count == 0), string.Join("\n", faults.SelectMany(f => f).Distinct()));
        Assert.InRange(looks.Count, 60, 600);
    }

    private async Task<bool> IsNewAsync(Role? role, string path, HashSet<string> seen)
    {
        var session = await world.SessionAsync(role);
        using var request = await session.GetPageAsync(path);
        if (request.Headers.Location is { } elsewhere)
        {
            // Who is not signed in is sent to do so, and who is, away from there; another page that leads on is none.
            Assert.True(role is null == elsewhere.OriginalString.StartsWith("/signin", StringComparison.Ordinal), $"{path} leads on to {elsewhere}");
            return false;
        }

        var html = await request.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var content = Content().Match(html).Value;
        var frame = html.Replace(content, "", StringComparison.Ordinal);
        return seen.Add("frame " + Passing().Replace(frame, "")) | seen.Add("content " + Passing().Replace(content, ""));
    }

    private async Task<List<string>> SweepAsync(IEnumerable<(Role? Role, string Path)> looks)
    {
        var faults = new List<string>();
        foreach (var ofRole in looks.GroupBy(l => l.Role, l => l.Path))
        {
            await using var tab = await world.OpenAsync(browsers, ofRole.Key);
            tab.Expected = "the server responded with a status of 4";
            foreach (var path in ofRole)
            {
                var sweep = new Sweep(world, tab, path, ofRole.Key);
                faults.AddRange(await sweep.RunAsync());
            }
        }

        return faults;
    }

    [GeneratedRegex("<main.*</main>", RegexOptions.Singleline)]
    private static partial Regex Content();

    // What differs from one viewer and one page to another, and looks the same.
    [GeneratedRegex("""<title>.*?</title>|<ol class="crumbs">.*?</ol>| aria-current="page"|name="__csrf" value="[^"]*"|(viewer|contributor|approver|operator|auditor|admin)(@example\.com)?|class="avatar"[^/]*/span>|\d+ (second|minute)s? ago|just now""", RegexOptions.Singleline)]
    private static partial Regex Passing();

    private sealed class Sweep(World world, Tab tab, string path, Role? role)
    {
        private readonly List<string> _faults = [];

        public async Task<IReadOnlyList<string>> RunAsync()
        {
            await LookAsync(1280, ColorScheme.Light);
            Add("light at 1280", await tab.AxeAsync());
            Add("names", await tab.NamelessAsync());
            await ThemeAsync(ColorScheme.Dark);
            Add("dark at 1280", await tab.AxeAsync(s_colours));
            await LookAsync(360, ColorScheme.Dark);
            Add("dark at 360", await tab.AxeAsync());
            await ThemeAsync(ColorScheme.Light);
            Add("light at 360", await tab.AxeAsync(s_colours));
            return _faults;
        }

        // Without motion: a colour on its way from one theme to the other would be measured in between.
        private Task ThemeAsync(ColorScheme scheme) => tab.Page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });

        private async Task LookAsync(int width, ColorScheme scheme)
        {
            await ThemeAsync(scheme);
            await tab.Page.SetViewportSizeAsync(width, 900);

            // Else browser and node would not agree on how long ago something was.
            world.Node.Clock.Now = DateTimeOffset.UtcNow;
            var answer = await tab.GoAsync(path);
            var where = $"{scheme} at {width}";
            var (more, shift) = (await tab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth"), await tab.ShiftAsync());
            Note(where, answer!.Status >= 500, "answers with a fault of the server");
            Note(where, more > 0, $"is wider than the screen by {more}");
            Note(where, shift > MostShift, $"moves while it loads, by {shift}: {await tab.ShiftedAsync()}");
            Note(where, tab.Weight > MostBytes, $"weighs {tab.Weight} bytes");
            Note(where, await tab.Page.EvaluateAsync<int>("window.__pwned ?? 0") != 0, "ran a script of a hostile name");
            Add(where, tab.TakeFaults());
            if (role == Role.Admin)
            {
                await tab.ShootAsync($"{Tab.NameOf(path)}-{width}-{scheme}".ToLowerInvariant());
            }
        }

        private void Note(string where, bool isFault, string what) => Add(where, isFault ? [what] : []);

        private void Add(string where, IReadOnlyList<string> faults) => _faults.AddRange(faults.Select(f => $"{path}, {where}: {f} ({role?.ToString() ?? "not signed in"})"));
    }
}
