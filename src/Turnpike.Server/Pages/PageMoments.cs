using Microsoft.AspNetCore.Http;
using NodaTime.Text;
using Turnpike.Web.Layout;

namespace Turnpike.Server.Pages;

/// <summary>Moments in addresses of pages.</summary>
internal static class PageMoments
{
    /// <summary>An exact moment from a link, or one that was typed in the viewer's zone; null where there is none.</summary>
    public static DateTimeOffset? Read(HttpContext http, Visit visit, string name)
    {
        var text = http.Request.Query[name].ToString();
        if (text.EndsWith('Z') && InstantPattern.ExtendedIso.Parse(text) is { Success: true } exact)
        {
            return exact.Value.ToDateTimeOffset();
        }

        var local = LocalDateTimePattern.ExtendedIso.Parse(text.Length == 16 ? text + ":00" : text);
        return local.Success ? local.Value.InZoneLeniently(visit.Zone).ToDateTimeOffset() : null;
    }
}
