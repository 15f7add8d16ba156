using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Calendar;
using Turnpike.Inventory.Snapshots;
using Turnpike.Ledger;
using Turnpike.Server.Webhooks;
using Turnpike.Web.Elements;
using Turnpike.Web.Tests.Samples;
using Turnpike.Web.Tests.Worlds;

namespace Turnpike.Web.Tests;

/// <summary>
/// Where the sweeps look: for each address that the node answers with GET, outside of the API, some samples, or why it is no
/// page. A page that is new has to be put in here.
/// </summary>
internal static class PageAddresses
{
    /// <summary>Why an address is no page.</summary>
    public static IReadOnlyDictionary<string, string> NoPages { get; } = new Dictionary<string, string>
    {
        ["/admin"] = "leads on to the tokens",
        ["/assess/progress"] = "a part of the page of assessments, which fetches it",
        ["/assets/{version}/{**name}"] = "stylesheets, scripts and fonts",
        ["/calendar/{secret}/turnpike.ics"] = "for programs that keep calendars",
        ["/changes/{id}/moved"] = "what the page of a change asks for by itself",
        ["/estate/resource/now"] = "a part of the page of a resource, which fetches it",
        ["/estate/suggestions"] = "answers a script with JSON",
        ["/healthz"] = "for whatever watches the node",
        ["/readyz"] = "for whatever watches the node",
        ["/metrics"] = "for whatever watches the node",
        ["/ledger/checkpoint"] = "a file to keep",
        ["/ledger/decisions.csv"] = "a table for spreadsheets",
        ["/ledger/exceptions.csv"] = "a table for spreadsheets",
        ["/licences"] = "plain text",
        ["/palette"] = "answers a script with JSON",
        ["/signin/oidc/{provider}"] = "leads on to the provider",
        ["/signin/oidc/{provider}/callback"] = "leads on to where one came from",
    };

    /// <summary>Samples of each page: with much on it, with nothing, and refused.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(World world)
    {
        var (hostile, sample, rule) = (Address.Under("/changes", world.HostileChange), Address.Under("/changes", world.SampleChange), Baseline.Rules.Rules[0].Id.Value);
        var bucket = new ResourceKey(Hostile.Of(200), HostileFiles.Address).ToString();
        var entry = Address.Under("/calendar/entries", world.Node.Get<CalendarProjection>().All().First(static e => !e.IsCancelled).Id);
        const string vpc = "network/prod//aws_vpc.main";
        return new Dictionary<string, IReadOnlyList<string>>
        {
            ["/"] = ["/", "/?done=welcome"],
            ["/account"] = ["/account"],
            ["/admin/jobs"] = ["/admin/jobs"],
            ["/admin/node"] = ["/admin/node"],
            ["/admin/rights"] = ["/admin/rights", "/admin/rights?ask-verb=approve&ask-environment=production"],
            ["/admin/rights/edit"] = ["/admin/rights/edit"],
            ["/admin/roles"] = ["/admin/roles"],
            ["/admin/tokens"] = ["/admin/tokens", "/admin/tokens?all=1"],
            ["/admin/users"] = ["/admin/users", "/admin/users?q=nobody-has-this-name"],
            ["/admin/users/{id}"] = ["/admin/users/approver@example.com", "/admin/users/" + World.QuietUser, "/admin/users/there-is-no-such-user"],
            ["/admin/webhooks"] = ["/admin/webhooks"],
            ["/admin/webhooks/{id}"] = [Address.Under("/admin/webhooks", world.Node.Get<WebhookProjection>().All[0].Id), "/admin/webhooks/there-is-none"],
            ["/assess"] = ["/assess"],
            ["/assess/{id}"] = [Address.Under("/assess", world.Assessment), "/assess/there-is-none"],
            ["/calendar"] = ["/calendar", "/calendar?month=2031-02", "/calendar?view=list", Address.Of("/calendar", ("scope", Hostile.Name))],
            ["/calendar/entries/{id}"] = [entry, "/calendar/entries/there-is-none"],
            ["/calendar/entries/{id}/edit"] = [entry + "/edit"],
            ["/calendar/plan"] = ["/calendar/plan"],
            ["/changes"] = ["/changes", "/changes?q=no-change-has-this-name", "/changes?state=rejected", "/changes?for=me&order=riskiest", "/changes?state=open&risk=50&days=1&scope=shop%2F*", Address.Of("/changes", ("q", Hostile.Name))],
            ["/changes/{id}"] = [hostile, sample, sample + "?group=module&find=tracking", sample + "?whole=1", sample + "?only=findings&list=for%3Dme", "/changes/there-is-no-such-change"],
            ["/changes/{id}/exceptions/new"] = [sample + "/exceptions/new?finding=none"],
            ["/connect"] = ["/connect"],
            ["/connect/{kind}"] = ["/connect/aws", "/connect/terraform-state", "/connect/there-is-no-such-kind"],
            ["/connections"] = ["/connections"],
            ["/connections/{name}"] = ["/connections/main", "/connections/main?unread=1", "/connections/main?q=no-part-has-this-name", "/connections/broken", "/connections/states", "/connections/there-is-none"],
            ["/connections/{name}/settings"] = ["/connections/states/settings", "/connections/there-is-none/settings"],
            ["/estate"] = ["/estate", "/estate?q=no-resource-has-this-name", "/estate?q=type%3A(", "/estate?q=aws_subnet", "/estate?at=2020-01-01T00:00:00Z", Address.Of("/estate", ("q", Hostile.Turned))],
            ["/estate/resource"] =
            [
                .. new[] { bucket, vpc }.SelectMany(key => new[] { null, "relations", "history" }.Select(view => Address.Of("/estate/resource", ("key", key), ("view", view)))),
                .. new[] { Real.Drifted, Real.Orphaned, Real.Unknown, Real.Unmanaged }.Select(static key => Address.Of("/estate/resource", ("key", key))),
                "/estate/resource?key=there//is.none",
            ],
            ["/estate/joined"] =
            [
                "/estate/joined", "/estate/joined?status=drifted&by=owner", "/estate/joined?status=unmanaged&by=madeBy", "/estate/joined?status=orphaned", "/estate/joined?status=absent&by=service",
                "/estate/joined?status=unknown&by=region", "/estate/joined?q=no-resource-has-this-name", Address.Of("/estate/joined", ("owner", Hostile.Name)),
            ],
            ["/estate/joined/conflicts"] = ["/estate/joined/conflicts"],
            ["/estate/joined/coverage"] = ["/estate/joined/coverage", "/estate/joined/coverage?all=1", "/estate/joined/coverage?q=none"],
            ["/estate/ownership"] = ["/estate/ownership", "/estate/ownership?q=no-resource-has-this-name", "/estate/ownership?costs=1", Address.Of("/estate/ownership", ("type", Hostile.Name))],
            ["/catalog"] = ["/catalog", "/catalog?kind=all", "/catalog?q=no-entity-has-this-name", Address.Of("/catalog", ("q", Hostile.Name))],
            ["/catalog/entity"] = ["/catalog/entity?ref=component:web", "/catalog/entity?ref=group:shop", Address.Of("/catalog/entity", ("ref", Hostile.Name))],
            ["/catalog/problems"] = ["/catalog/problems"],
            ["/catalog/teams"] = ["/catalog/teams"],
            ["/catalog/teams/{name}"] = ["/catalog/teams/shop", Address.Under("/catalog/teams", Hostile.Turned), "/catalog/teams/there-is-none"],
            ["/estate/differences"] = ["/estate/differences", "/estate/differences?scope=none"],
            ["/estate/scopes"] = ["/estate/scopes", "/estate/scopes?q=none"],
            ["/invitation"] = ["/invitation?token=opens-nothing"],
            ["/ledger"] = ["/ledger", "/ledger?type=change.", "/ledger?actor=nobody"],
            ["/ledger/decisions"] = ["/ledger/decisions", "/ledger/decisions?q=none"],
            ["/ledger/exceptions"] = ["/ledger/exceptions", "/ledger/exceptions?q=none"],
            ["/ledger/verify"] = ["/ledger/verify"],
            ["/ledger/verify/{id}"] = ["/ledger/verify/there-is-none"],
            ["/ledger/{position:long}"] = ["/ledger/0", "/ledger/99999999"],
            ["/policies"] = ["/policies", "/policies?q=database", "/policies?q=no-rule-has-this-name"],
            ["/policies/{**id}"] = ["/policies/hostile-everything", "/policies/" + rule, "/policies/there-is-no-such-rule"],
            ["/policies/exceptions"] = ["/policies/exceptions", "/policies/exceptions?state=all", "/policies/exceptions?q=no-exception-has-this-name"],
            ["/policies/try"] = ["/policies/try"],
            ["/policies/try/{id}"] = [Address.Under("/policies/try", world.DryRun), "/policies/try/there-is-no-such-run"],
            ["/scans"] = ["/scans", "/scans?state=all&severity=low&fixable=1", "/scans?unattached=1", "/scans?q=no-finding-has-this-name", "/scans?resource=there//is.none&tool=none", Address.Of("/scans", ("q", Hostile.Name))],
            ["/scans/components"] = ["/scans/components", "/scans/components?name=log4j&version=2", "/scans/components?name=no-package-has-this-name", Address.Of("/scans/components", ("name", Hostile.Name))],
            ["/scans/reports"] = ["/scans/reports"],
            ["/scans/things"] = ["/scans/things", "/scans/things?unattached=1", "/scans/things?q=none"],
            ["/setup"] = ["/setup"],
            ["/signin"] = ["/signin", "/signin?returnUrl=//evil.example.com/"],
        };
    }

    /// <summary>All samples, and an address where nothing is.</summary>
    public static IReadOnlyList<string> All(World world) => [.. Of(world).Values.SelectMany(static a => a), "/there-is-no-such-page"];

    public static bool IsRead(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Contains("GET")
        && !endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal);

    /// <summary>An entry of each type that the ledger holds; the latest, which is hostile.</summary>
    public static async Task<IReadOnlyList<string>> EntriesAsync(World world)
    {
        var latest = new Dictionary<string, long>();
        await foreach (var entry in world.Node.Get<EventLedger>().ReadAsync(0, TestContext.Current.CancellationToken))
        {
            latest[entry.Type.Name] = entry.Position;
        }

        return [.. latest.Values.Select(p => $"/ledger/{p}")];
    }
}
