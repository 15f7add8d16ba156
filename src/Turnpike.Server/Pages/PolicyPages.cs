using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Delivery.Judging;
using Turnpike.Delivery.Standing;
using Turnpike.Gate.Rules;
using Turnpike.Governance.Access;
using Turnpike.Governance.Exceptions;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Web.Access;
using Turnpike.Web.Policies;

namespace Turnpike.Server.Pages;

/// <summary>The rules in force, what they say, where they fire, and what is excepted from them.</summary>
internal sealed class PolicyPages(Visits visits, PoliciesInForce policies, StandingFindings standing, ExceptionProjection exceptions, TimeProvider time)
{
    private const int PageSize = 60;
    private const int MaxFindings = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/policies", ([FromServices] PolicyPages pages, HttpContext http) => pages.List(http)).Requires(Permission.ReadPolicies);
        routes.MapGet("/policies/{**id}", ([FromServices] PolicyPages pages, HttpContext http, string id) => pages.Show(http, id)).Requires(Permission.ReadPolicies);
    }

    private IResult List(HttpContext http)
    {
        var asked = http.Request.Query;
        var (search, pack, severity) = (Query.Given(asked["q"]), Query.Given(asked["pack"]), SeverityNames.Parse(asked["severity"]));
        var from = int.TryParse(asked["from"], NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : 0;
        var all = policies.Rules.Rules;
        var matching = all.Where(r => (severity is null || r.Severity == severity) && (pack is null || (r.Pack ?? "your own") == pack) && (search is null || Holds(r, search)))
            .OrderByDescending(r => standing.CountOf(r.Id)).ThenByDescending(r => r.Severity).ThenBy(r => r.Id.Value, StringComparer.Ordinal).ToList();
        var rules = matching.Skip(from).Take(PageSize).Select(r => (r, standing.CountOf(r.Id))).ToList();
        return Rendered.Page<PoliciesPage>(
            200,
            ("Visit", visits.Of(http)),
            ("Rules", (IReadOnlyList<(RuleMetadata, int)>)rules),
            ("Packs", (IReadOnlyList<(string, int)>)[.. all.GroupBy(r => r.Pack ?? "your own").Select(g => (g.Key, g.Count()))]),
            ("Exceptions", exceptions.All().Count(e => e.StateAt(time.GetUtcNow()) == ExceptionState.Active)),
            ("Hash", policies.Hash),
            ("Total", all.Count),
            ("Matching", matching.Count),
            ("Search", search),
            ("Pack", pack),
            ("Severity", severity),
            ("Next", from + rules.Count < matching.Count ? Web.Elements.Address.Of("/policies", ("q", search), ("pack", pack), ("severity", severity?.Name()), ("from", (from + rules.Count).ToString(CultureInfo.InvariantCulture))) : null));
    }

    private IResult Show(HttpContext http, string id)
    {
        if (policies.Rules.Rules.FirstOrDefault(r => r.Id.Value == id) is not { } rule)
        {
            return Rendered.Page<RefusedPage>(404, ("Visit", visits.Of(http)), ("Status", 404), ("Detail", $"No rule {id} is in force."));
        }

        var search = Query.Given(http.Request.Query["q"]);
        var from = int.TryParse(http.Request.Query["from"], NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : 0;
        var (found, next) = standing.Search(new StandingQuery(Rule: rule.Id, Text: search), MaxFindings, from);
        var now = time.GetUtcNow();
        return Rendered.Page<RulePage>(
            200,
            ("Visit", visits.Of(http)),
            ("Rule", rule),
            ("Total", standing.CountOf(rule.Id)),
            ("Fires", found),
            ("From", from),
            ("Search", search),
            ("Next", next is { } more ? Web.Elements.Address.Of(Web.Elements.Address.Under("/policies", id), ("q", search), ("from", more.ToString(CultureInfo.InvariantCulture))) : null),
            ("Exceptions", exceptions.All().Count(e => e.StateAt(now) == ExceptionState.Active && e.Covers(rule.Id.Value, e.Subject))),
            ("Progress", (standing.Progress.Judged, standing.Progress.Scopes)));
    }

    private static bool Holds(RuleMetadata rule, string text) =>
        rule.Title.Contains(text, StringComparison.OrdinalIgnoreCase)
        || rule.Id.Value.Contains(text, StringComparison.OrdinalIgnoreCase)
        || rule.ResourceTypes.Any(t => t.Contains(text, StringComparison.OrdinalIgnoreCase))
        || rule.Controls.Any(c => c.ToString().Contains(text, StringComparison.OrdinalIgnoreCase));
}
