using System.Globalization;

namespace Turnpike.Server.Api;

/// <summary>Keys whose ordinal order is that of a list.</summary>
internal static class SortKey
{
    /// <summary>By time, then by id.</summary>
    public static string Of(DateTimeOffset time, string id) => string.Create(CultureInfo.InvariantCulture, $"{time.UtcTicks:D19}/{id}");

    /// <summary>By name in any case, then by id.</summary>
    public static string Of(string name, string id) => $"{name.ToUpperInvariant()}\0{id}";
}
