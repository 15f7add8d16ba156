using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Delivery.DryRuns;
using Turnpike.Delivery.Judging;
using Turnpike.Gate.Rules;
using Turnpike.Governance.Access;
using Turnpike.Ledger.Events;
using Turnpike.Server.Access;
using Turnpike.Server.Policies;
using Turnpike.Text;
using Turnpike.Web.Access;
using Turnpike.Web.Policies;

namespace Turnpike.Server.Pages;

/// <summary>An editor for a rule to be tried, checked as it is typed, and what came of trying it.</summary>
internal sealed class TrialPages(Visits visits, PoliciesInForce policies, DryRunQueue queue, DryRunTable table, IdSource ids, TimeProvider time)
{
    private const string Example = """
        # METADATA
        # title: Databases are not reached from the internet
        # description: Whoever guesses a password is in.
        # custom:
        #   id: own-database-public
        #   severity: high
        #   scope: resource
        #   resource_types: [aws_db_instance]
        #   remediation: Set publicly_accessible = false.
        package own.database_public

        deny contains {"msg": "the database has a public address", "path": ["publicly_accessible"]} if {
        	input.after.publicly_accessible == true
        }
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/policies/try", ([FromServices] TrialPages pages, HttpContext http) => pages.Ask(http, 200, Example, pages.Trial(Example))).Requires(Permission.DryRunPolicies);
        routes.MapPost("/policies/try", ([FromServices] TrialPages pages, HttpContext http) => pages.RunAsync(http)).Requires(Permission.DryRunPolicies);
        routes.MapPost("/policies/try/check", ([FromServices] TrialPages pages, HttpContext http) => pages.CheckAsync(http)).Requires(Permission.DryRunPolicies);
        routes.MapGet("/policies/try/{id}", ([FromServices] TrialPages pages, HttpContext http, string id) => pages.ShowAsync(http, id)).Requires(Permission.DryRunPolicies);
        routes.MapPost("/policies/try/{id}/cancellation", ([FromServices] TrialPages pages, HttpContext http, string id) => pages.CancelAsync(http, id)).Requires(Permission.DryRunPolicies);
    }

    private IResult Ask(HttpContext http, int status, string rego, RuleSet rules) =>
        Rendered.Page<TryPage>(status, ("Visit", visits.Of(http)), ("Rego", rego), ("Diagnostics", rules.Diagnostics));

    private async Task<IResult> CheckAsync(HttpContext http)
    {
        var rego = (await http.Request.ReadFormAsync(http.RequestAborted))["rego"].ToString();
        return Rendered.Page<RegoCheck>(200, ("Diagnostics", (IReadOnlyList<Diagnostic>)(rego.Length == 0 ? [] : Trial(rego).Diagnostics)), ("IsChecked", rego.Length > 0));
    }

    private async Task<IResult> RunAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var rego = form["rego"].ToString();
        var rules = Trial(rego);
        if (rules.Diagnostics.Any(d => d.IsError))
        {
            return Ask(http, 422, rego, rules);
        }

        var over = form["over"].ToString();
        var since = DateTimeOffset.TryParseExact(form["since"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day) ? day : (DateTimeOffset?)null;
        var run = new DryRunResource(ids(), http.Caller().Principal.Id, time.GetUtcNow(), "waiting", 0, 0, null, [], [], 0, IsCut: false, 0);
        return await queue.AskAsync(run, rules, new DryRunReach(over != "changes", over != "estate", since), http.RequestAborted)
            ? Rendered.SeeOther("/policies/try/" + Uri.EscapeDataString(run.Id))
            : Rendered.Page<RefusedPage>(503, ("Visit", visits.Of(http)), ("Status", 503), ("Detail", "Too many dry runs wait on this node. Try again in a minute."));
    }

    private async Task<IResult> ShowAsync(HttpContext http, string id)
    {
        if (await table.FindAsync(id, http.RequestAborted) is not { } run)
        {
            return Rendered.Page<RefusedPage>(404, ("Visit", visits.Of(http)), ("Status", 404), ("Detail", "There is no such dry run; they are kept for an hour."));
        }

        var view = new TrialView(
            char.ToUpperInvariant(run.State[0]) + run.State[1..], run.State is "waiting" or "running", run.Done, run.Total, run.Why ?? (run.State == "cancelled" ? "It was cancelled." : null),
            [.. run.Stopped.Select(s => new StoppedView(s.Id, s.Title, s.Scope, s.Author, s.CreatedAt, s.Was, s.Verdict))],
            [.. run.Findings.Select(f => ($"{f.Scope}//{f.Address}", f.Address ?? f.Scope, f.Message))],
            run.FindingsTotal, run.NoLongerKept);
        return Rendered.Page<TrialPage>(200, ("Visit", visits.Of(http)), ("Trial", view));
    }

    private async Task<IResult> CancelAsync(HttpContext http, string id)
    {
        await table.CancelAsync(id, http.RequestAborted);
        return Rendered.SeeOther("/policies/try/" + Uri.EscapeDataString(id));
    }

    private RuleSet Trial(string rego) => policies.Rules.Trial(SourceText.From("trial.rego", rego));
}
