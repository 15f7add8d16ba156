using Microsoft.AspNetCore.Http;
using NodaTime;
using Turnpike.Governance.People;
using Turnpike.Server.Access;
using Turnpike.Web.Layout;

namespace Turnpike.Server.Pages;

/// <summary>Who looks at a page, when, with which choices.</summary>
internal sealed class Visits(TimeProvider time, PeopleProjection people)
{
    public Visit Of(HttpContext context)
    {
        var request = context.Request;
        var theme = request.Cookies["turnpike-theme"] is "light" or "dark" ? request.Cookies["turnpike-theme"] : null;
        var zone = request.Cookies["turnpike-zone"] is { } id ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) : null;
        var viewer = context.CallerOrNull() is { } caller
            ? new Viewer(caller.Principal.Id, people.Find(caller.Principal.Id)?.Name ?? caller.Principal.Id, [.. caller.Principal.Roles.Order(StringComparer.Ordinal)], caller.Permissions)
            : null;
        return new Visit(viewer, request.Path + request.QueryString, theme, zone ?? DateTimeZone.Utc, Instant.FromDateTimeOffset(time.GetUtcNow()), context.SessionOrNull()?.CsrfToken, request.Query["done"]);
    }
}
