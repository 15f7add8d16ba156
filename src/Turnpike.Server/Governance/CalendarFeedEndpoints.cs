using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance;
using Turnpike.Governance.Access;
using Turnpike.Governance.Calendar;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Identity;
using Turnpike.Server.Identity.Accounts;
using Turnpike.Server.Storage;

namespace Turnpike.Server.Governance;

/// <summary>The calendar for calendar programs.</summary>
internal static class CalendarFeedEndpoints
{
    private const string MediaType = "text/calendar; charset=utf-8";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var calendar = routes.MapGroup(ApiModule.Prefix).WithTags("Governance");
        calendar.MapGet("/calendar.ics", static (CalendarProjection entries, PublicAddress address) => Feed(entries, address))
            .Requires(Permission.ReadGovernance).Produces<string>(contentType: "text/calendar")
            .WithSummary("The calendar as iCalendar, for whoever is signed in.");
        calendar.MapGet("/calendar/feeds", ListAsync).Requires(Permission.ManageOwnTokens).Produces<IReadOnlyList<CalendarFeedResource>>()
            .WithSummary("The caller's feeds.");
        calendar.MapPost("/calendar/feeds", AddAsync).Requires(Permission.ManageOwnTokens).AnswersOnce().Produces<CalendarFeedResource>(StatusCodes.Status201Created)
            .WithSummary("Makes an address by which a calendar program reads the calendar; it is shown once.");
        calendar.MapDelete("/calendar/feeds/{id}", RemoveAsync).Requires(Permission.ManageOwnTokens).Produces(StatusCodes.Status204NoContent)
            .WithSummary("Takes an address back: from now on nothing is read by it.");
        routes.MapGet("/calendar/{secret}/turnpike.ics", ReadAsync).IsOpen("the address itself is the secret: calendar programs cannot sign in").ExcludeFromDescription();
    }

    private static async Task<IResult> ListAsync(HttpContext http, CalendarFeeds feeds, CancellationToken cancellationToken) =>
        Results.Ok((await feeds.OfAsync(http.Caller().Principal.Id, cancellationToken)).Select(static f => Resource(f, null)));

    private static async Task<IResult> AddAsync(CalendarFeedRequest request, HttpContext http, CalendarFeeds feeds, PublicAddress address, CancellationToken cancellationToken) =>
        (http.Caller() is { TokenId: not null } ? new Refusal("not-allowed", "A token does not make an address that outlives it: sign in.") : await feeds.AddAsync(http.Caller().Principal, request.Name, cancellationToken))
            .Answer(made => Results.Created($"{ApiModule.Prefix}/calendar/feeds/{made.Feed.Id}", Resource(made.Feed, new Uri(address.BaseFor(http.Request), $"calendar/{made.Secret}/turnpike.ics").ToString())));

    private static async Task<IResult> RemoveAsync(string id, HttpContext http, CalendarFeeds feeds, CancellationToken cancellationToken) =>
        await feeds.RemoveAsync(http.Caller().Principal.Id, id, cancellationToken) ? Results.NoContent() : Problems.NotFound($"You have no feed {id}.");

    // Whoever made the address must still be somebody who may read what it shows.
    private static async Task<IResult> ReadAsync(string secret, CalendarFeeds feeds, AccountStore accounts, CalendarProjection entries, PublicAddress address, CancellationToken cancellationToken) =>
        await feeds.UseAsync(secret, cancellationToken) is { } feed
        && await accounts.FindAsync(feed.Owner, cancellationToken) is { IsDisabled: false } owner && owner.Permissions.Contains(Permission.ReadGovernance)
            ? Feed(entries, address)
            : Results.Text("There is no such calendar.\n", "text/plain", Encoding.UTF8, StatusCodes.Status404NotFound);

    private static IResult Feed(CalendarProjection entries, PublicAddress address) =>
        Results.Text(CalendarFeed.Write(entries.All(), address.Base.Host), MediaType);

    private static CalendarFeedResource Resource(CalendarFeeds.Feed feed, string? address) =>
        new(feed.Id, feed.Name, feed.Owner, Moment.At(feed.CreatedAt), Moment.At(feed.UsedAt), address);
}
