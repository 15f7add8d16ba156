using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using NodaTime.Text;
using Turnpike.Governance.Access;
using Turnpike.Governance.Calendar;
using Turnpike.Governance.Exceptions;
using Turnpike.Server.Access;
using Turnpike.Web.Calendar;

namespace Turnpike.Server.Pages;

/// <summary>A month of what is planned and what ends.</summary>
internal sealed class CalendarPages(Visits visits, CalendarProjection calendar, ExceptionProjection exceptions)
{
    private static readonly LocalDatePattern s_month = LocalDatePattern.CreateWithInvariantCulture("uuuu-MM");

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/calendar", ([FromServices] CalendarPages pages, HttpContext http) => pages.Show(http)).Requires(Permission.ReadGovernance);

    private IResult Show(HttpContext http)
    {
        var visit = visits.Of(http);
        var asked = s_month.Parse(http.Request.Query["month"].ToString());
        var today = visit.Now.InZone(visit.Zone).Date;
        var month = asked.Success && asked.Value.Year is > 1970 and < 3000 ? asked.Value : new LocalDate(today.Year, today.Month, 1);
        var from = visit.Zone.AtStartOfDay(month.PlusDays(-7)).ToInstant();
        var to = visit.Zone.AtStartOfDay(month.PlusMonths(1).PlusDays(7)).ToInstant();
        var planned = calendar.All().SelectMany(e => e.Between(from, to).Select(i => new CalendarItem(Name(e.Kind), e.Title, i.Start, i.End, e.Scope)));
        var ends = exceptions.All()
            .Where(e => e.RevokedBy is null)
            .Select(e => (Exception: e, At: Instant.FromDateTimeOffset(e.Expires)))
            .Where(e => e.At >= from && e.At < to)
            .Select(e => new CalendarItem("expiry", $"Exception ends: {e.Exception.Rule}", e.At, e.At, e.Exception.Subject));
        return Rendered.Page<CalendarPage>(200, ("Visit", visit), ("Month", month), ("Items", (IReadOnlyList<CalendarItem>)[.. planned.Concat(ends)]));
    }

    private static string Name(CalendarKind kind) => kind.ToString().ToLowerInvariant();
}
