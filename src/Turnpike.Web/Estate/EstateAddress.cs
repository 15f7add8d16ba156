using System.Globalization;
using NodaTime;
using Turnpike.Inventory.Snapshots;
using Turnpike.Web.Elements;

namespace Turnpike.Web.Estate;

/// <summary>Addresses of the estate's pages; a moment in the past goes along from page to page.</summary>
public static class EstateAddress
{
    public static string Of(ResourceKey key, DateTimeOffset? at = null, string? view = null) =>
        Address.Of("/estate/resource", ("key", key.ToString()), ("view", view), ("at", Moment(at)));

    /// <summary>With all of its fraction: what was recorded at a moment is not there a fraction of a second earlier.</summary>
    public static string? Moment(DateTimeOffset? at) => at?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>As a field for date and time takes it.</summary>
    public static string Local(DateTimeOffset moment, DateTimeZone zone) =>
        Instant.FromDateTimeOffset(moment).InZone(zone).LocalDateTime.ToString("uuuu-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}
