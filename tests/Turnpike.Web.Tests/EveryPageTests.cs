using Turnpike.Governance.Access;
using Turnpike.Web.Tests.Samples;

namespace Turnpike.Web.Tests;

/// <summary>Each page with data of a real node: for everybody who may see it, in both themes and two widths.</summary>
public class EveryPageTests(Browsers browsers)
{
    private const int MostBytes = 300_000;

    private static readonly string[] s_paths =
    [
        "/", "/changes", "/changes/{id}", "/estate", "/estate?q=nothing-has-this-name", "/policies", "/policies/{rule}", "/policies/try", "/ledger", "/ledger/0", "/calendar",
        "/admin/tokens", "/admin/users", "/admin/roles", "/admin/rights", "/admin/node", "/there-is-no-such-page",
    ];

    [Theory]
    [InlineData(Role.Admin, 1440, false)]
    [InlineData(Role.Admin, 1440, true)]
    [InlineData(Role.Admin, 360, true)]
    [InlineData(Role.Viewer, 360, false)]
    [InlineData(Role.Contributor, 1440, false)]
    [InlineData(Role.Approver, 1440, true)]
    [InlineData(Role.Operator, 1440, false)]
    [InlineData(Role.Auditor, 1440, true)]
    public async Task Every_page_is_accessible_light_and_as_wide_as_the_screen(Role role, int width, bool dark)
    {
        await using var journey = await Journey.StartAsync(browsers);
        var id = await journey.PushPlanAsync(Hostile.Name);
        await journey.PushPlanAsync("Parcels: public database for the migration", "parcels/stage");
        await journey.PushStateAsync("network/prod", "network.tfstate", Repository.Read("samples/kestrel/state/network.tfstate"));
        await using var tab = await journey.SignInAsync(role, width, dark);
        tab.Expected = "the server responded with a status of 4";
        var faults = new List<string>();
        foreach (var path in s_paths)
        {
            var answer = await tab.GoAsync(path.Replace("{id}", id).Replace("{rule}", Baseline.Rules.Rules[0].Id.Value));
            var name = path.Trim('/').Replace("/", "-").Replace("{", "").Replace("}", "").Split('?')[0];
            await tab.ShootAsync($"{(name.Length == 0 ? "today" : name)}-{role.ToString().ToLowerInvariant()}-{width}{(dark ? "-dark" : "")}");
            faults.AddRange((await tab.AxeAsync()).Select(f => $"{path}: {f}"));
            Note(answer!.Status >= 500, "answers with a fault of the server");
            Note(await tab.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth"), "is wider than the screen");
            Note(await tab.ShiftAsync() > 0.02, "moves while it loads");
            Note(tab.Weight > MostBytes, $"weighs {tab.Weight} bytes");
            Note(await tab.Page.EvaluateAsync<int>("window.__pwned ?? 0") != 0, "ran a script of a hostile name");

            void Note(bool isFault, string what)
            {
                if (isFault)
                {
                    faults.Add($"{path}: {what}");
                }
            }
        }

        Assert.Empty(faults);
    }
}
