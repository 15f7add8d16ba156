using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Delivery.Changes;
using Turnpike.Governance.Access;
using Turnpike.Governance.Decisions;
using Turnpike.Governance.Exceptions;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Estate;
using Turnpike.Web.Layout;
using Turnpike.Web.Ledger;

namespace Turnpike.Server.Pages;

/// <summary>What auditors ask: who decided what in which role, which exceptions were granted and what became of them. As pages and as tables.</summary>
internal sealed class EvidencePages(Visits visits, DecisionProjection decisions, ExceptionProjection exceptions, ChangeProjection changes, TimeProvider time)
{
    private const string ChangePrefix = "change/";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/ledger/decisions", ([FromServices] EvidencePages pages, HttpContext http) => pages.Decisions(http)).Requires(Permission.ReadGovernance);
        routes.MapGet("/ledger/decisions.csv", ([FromServices] EvidencePages pages, HttpContext http) => pages.DecisionTable(http)).Requires(Permission.ReadGovernance);
        routes.MapGet("/ledger/exceptions", ([FromServices] EvidencePages pages, HttpContext http) => pages.Exceptions(http)).Requires(Permission.ReadGovernance);
        routes.MapGet("/ledger/exceptions.csv", ([FromServices] EvidencePages pages, HttpContext http) => pages.ExceptionTable(http)).Requires(Permission.ReadGovernance);
    }

    private IResult Decisions(HttpContext http)
    {
        var visit = visits.Of(http);
        var period = PeriodOf(http, visit);
        return Rendered.Page<DecisionsPage>(200, ("Visit", visit), ("Period", period), ("Rows", FindDecisions(period)));
    }

    private IResult Exceptions(HttpContext http)
    {
        var visit = visits.Of(http);
        var period = PeriodOf(http, visit);
        return Rendered.Page<ExceptionsPage>(200, ("Visit", visit), ("Period", period), ("Rows", FindExceptions(period)));
    }

    private IResult DecisionTable(HttpContext http) => Table(
        "turnpike-decisions.csv",
        ["entry", "at", "verdict", "subject", "title", "by", "role", "rule", "needed", "reason", "revoked_by"],
        FindDecisions(PeriodOf(http, visits.Of(http))).Select(static r => (IReadOnlyList<string?>)
            [Text(r.Decision.Position), Text(r.Decision.At), r.Decision.Verdict.ToString().ToLowerInvariant(), r.Decision.Subject, r.Title, r.Decision.By, r.Decision.Role, r.Decision.Rule, Text(r.Decision.Needed), r.Decision.Reason, r.Decision.RevokedBy]));

    private IResult ExceptionTable(HttpContext http) => Table(
        "turnpike-exceptions.csv",
        ["id", "kind", "rule", "subject", "state", "granted_at", "granted_by", "expires", "owner", "reason", "revoked_by"],
        FindExceptions(PeriodOf(http, visits.Of(http))).Select(e => (IReadOnlyList<string?>)
            [e.Id, e.Kind.ToString().ToLowerInvariant(), e.Rule, e.Subject, e.StateAt(time.GetUtcNow()).ToString().ToLowerInvariant(), Text(e.GrantedAt), e.GrantedBy, Text(e.Expires), e.Owner, e.Reason, e.RevokedBy]));

    private List<(Decision Decision, string? Title)> FindDecisions(Period period) => [.. decisions.All()
        .Select(d => (Decision: d, Title: d.Subject.StartsWith(ChangePrefix, StringComparison.Ordinal) ? changes.Find(d.Subject[ChangePrefix.Length..])?.Judged.Title : null))
        .Where(r => period.Holds(r.Decision.At, r.Decision.By, r.Decision.Subject, r.Title, r.Decision.Role, r.Decision.Rule, r.Decision.Reason))
        .OrderByDescending(static r => r.Decision.Position)];

    private List<PolicyException> FindExceptions(Period period) => [.. exceptions.All()
        .Where(e => period.Holds(e.GrantedAt, e.Rule, e.Subject, e.Owner, e.GrantedBy, e.Reason, e.Id))
        .OrderByDescending(static e => e.GrantedAt)];

    private static Period PeriodOf(HttpContext http, Visit visit) =>
        new(PageMoments.Read(http, visit, "from"), PageMoments.Read(http, visit, "to"), Query.Given(http.Request.Query["q"]));

    private static IResult Table(string name, string[] head, IEnumerable<IReadOnlyList<string?>> rows)
    {
        var text = new StringBuilder(string.Join(',', head)).Append("\r\n");
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(EstateExport.Field)).Append("\r\n");
        }

        return Results.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", name);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset at) => UtcTime.Text(at);
}
