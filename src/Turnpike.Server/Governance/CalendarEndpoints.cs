using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Turnpike.Governance.Access;
using Turnpike.Governance.Calendar;
using Turnpike.Ledger.Events;
using Turnpike.Server.Access;
using Turnpike.Server.Api;

namespace Turnpike.Server.Governance;

internal static class CalendarEndpoints
{
    private const int MaxOccurrences = 1_000;
    private const int MaxDays = 366;
    private const int UsualDays = 31;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var calendar = routes.MapGroup(ApiModule.Prefix + "/calendar").WithTags("Governance");
        calendar.MapGet("", Between).Requires(Permission.ReadGovernance).Produces<CalendarResource>()
            .WithSummary("What takes place between two moments; the coming month, where none are given.");
        calendar.MapGet("/may-change", MayChange).Requires(Permission.ReadGovernance).Produces<ChangeTimeResource>()
            .WithSummary("Whether windows and freezes allow a change of a scope at a moment.");
        calendar.MapGet("/entries", List).Requires(Permission.ReadGovernance).Produces<Page<CalendarEntryResource>>()
            .WithSummary("All entries of the calendar, by id.");
        calendar.MapGet("/entries/{id}", static (string id, HttpContext http, CalendarProjection all) =>
                all.Find(id) is { } found ? ETags.Answer(http, CalendarEntryResource.Of(found)) : Problems.NotFound($"There is no entry {id} in the calendar."))
            .Requires(Permission.ReadGovernance).Produces<CalendarEntryResource>()
            .WithSummary("One entry of the calendar.");
        calendar.MapPost("/entries", AddAsync).Requires(Permission.ManageCalendar).Produces<CalendarEntryResource>(StatusCodes.Status201Created)
            .WithSummary("Plans an entry, if the decision rights let the caller.");
        calendar.MapPut("/entries/{id}", PutAsync).Requires(Permission.ManageCalendar).RequiresIfMatch().Produces<CalendarEntryResource>().Produces<CalendarEntryResource>(StatusCodes.Status201Created)
            .WithSummary("Replaces an entry; without If-Match, plans a new one with this id.");
        calendar.MapPost("/entries/{id}/cancellation", CancelAsync).Requires(Permission.ManageCalendar).Produces<CalendarEntryResource>()
            .WithSummary("Takes an entry out of the calendar.");
    }

    private static IResult Between(string? from, string? to, string? kind, string? scope, CalendarProjection calendar, TimeProvider time)
    {
        var start = Query.Time("from", from) ?? time.GetUtcNow();
        var end = Query.Time("to", to) ?? start.AddDays(UsualDays);
        if (end <= start || end - start > TimeSpan.FromDays(MaxDays))
        {
            throw RequestFault.Query("to", $"expected a moment after from, at most {MaxDays} days");
        }

        var wanted = Query.Enum<CalendarKind>("kind", kind);
        var found = calendar.All()
            .Where(e => (wanted is null || e.Kind == wanted) && (scope is null || e.Covers(scope)))
            .SelectMany(e => e.Between(Instant.FromDateTimeOffset(start), Instant.FromDateTimeOffset(end)).Take(MaxOccurrences + 1)
                .Select(i => (Start: i.Start.ToDateTimeOffset(), End: i.End.ToDateTimeOffset(), Entry: e)))
            .OrderBy(static o => o.Start).ThenBy(static o => o.Entry.Id, StringComparer.Ordinal)
            .Take(MaxOccurrences + 1)
            .ToList();
        return Results.Ok(new CalendarResource(
            [.. found.Take(MaxOccurrences).Select(static o => new CalendarOccurrenceResource(o.Start, o.End, CalendarEntryResource.Of(o.Entry)))],
            found.Count > MaxOccurrences));
    }

    private static IResult MayChange(string scope, string? at, CalendarProjection calendar, TimeProvider time)
    {
        var answer = calendar.MayChange(scope, Instant.FromDateTimeOffset(Query.Time("at", at) ?? time.GetUtcNow()));
        return Results.Ok(new ChangeTimeResource(answer.IsAllowed, answer.Why, answer.Entry is null ? null : CalendarEntryResource.Of(answer.Entry)));
    }

    private static IResult List(string? kind, bool? cancelled, [AsParameters] PageRequest page, CalendarProjection calendar)
    {
        var wanted = Query.Enum<CalendarKind>("kind", kind);
        var found = calendar.All().Where(e => (wanted is null || e.Kind == wanted) && (cancelled is null || e.IsCancelled == cancelled)).OrderBy(static e => e.Id, StringComparer.Ordinal);
        return Results.Ok(Paging.Cut(found, page, static e => e.Id).Select(CalendarEntryResource.Of));
    }

    private static async Task<IResult> AddAsync(CalendarPlanRequest request, HttpContext http, PlanCalendarEntry plan, IdSource ids, DecisionContext context, CancellationToken cancellationToken) =>
        (await plan.RunAsync(http.Caller().Principal, Planned(ids(), request), context.About("plan"), cancellationToken)).Answer(Created);

    private static async Task<IResult> PutAsync(string id, CalendarPlanRequest request, HttpContext http, PlanCalendarEntry plan, CalendarProjection calendar, DecisionContext context, CancellationToken cancellationToken)
    {
        var known = calendar.Find(id);
        if (known is not null && ETags.RequireMatch(http, CalendarEntryResource.Of(known)) is { } problem)
        {
            return problem;
        }

        if (known is null && http.Request.Headers.IfMatch.Count > 0)
        {
            return Problems.Of(StatusCodes.Status412PreconditionFailed, "changed-meanwhile", $"There is no entry {id} in the calendar.");
        }

        var planned = await plan.RunAsync(http.Caller().Principal, Planned(id, request), context.About("plan"), cancellationToken);
        return known is null ? planned.Answer(Created) : planned.Ok(CalendarEntryResource.Of);
    }

    private static async Task<IResult> CancelAsync(string id, ReasonRequest request, HttpContext http, CancelCalendarEntry cancel, DecisionContext context, CancellationToken cancellationToken) =>
        (await cancel.RunAsync(http.Caller().Principal, id, request.Reason, context.About("plan"), cancellationToken)).Ok(CalendarEntryResource.Of);

    private static IResult Created(CalendarEntry entry) => Results.Created($"{ApiModule.Prefix}/calendar/entries/{entry.Id}", CalendarEntryResource.Of(entry));

    private static CalendarPlanned Planned(string id, CalendarPlanRequest r) => new(id, r.Kind, r.Title, r.Start, r.Minutes, r.Zone, r.Recurrence, r.Scope, r.Owner);
}
