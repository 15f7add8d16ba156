using System.Globalization;

namespace Turnpike.Web.Elements;

/// <summary>Numbers with their units.</summary>
public static class Numbers
{
    /// <summary><c>1 change</c>, <c>12,345 changes</c>.</summary>
    public static string Of(long count, string one, string? many = null) => $"{Plain(count)} {(count == 1 ? one : many ?? one + "s")}";

    public static string Plain(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>1.5 MB</c>, in steps of 1,000.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1000 => $"{bytes} B",
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.#} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.#} GB"),
    };
}
