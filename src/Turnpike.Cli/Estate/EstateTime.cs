using System.Globalization;
using Turnpike.Cli.Client;

namespace Turnpike.Cli.Estate;

/// <summary>A moment as people write it; a date is its end, when what happened on it had happened.</summary>
internal static class EstateTime
{
    /// <summary>As the API takes it; null for now.</summary>
    /// <exception cref="RefusedException">No moment.</exception>
    public static string? Of(string? text) =>
        text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T23:59:59.999999Z"
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture)
        : throw new RefusedException(CliDiagnostics.Usage($"--at takes a date or a time, not \"{text}\"", "Such as 2026-03-01 or 2026-03-01T12:00:00Z."));
}
