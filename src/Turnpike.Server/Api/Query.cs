using System.Text.Json;

namespace Turnpike.Server.Api;

/// <summary>Reads parameters of queries.</summary>
internal static class Query
{
    /// <summary>Without what stands around it; null where nothing is given.</summary>
    public static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Null where nothing is given; in kebab case.</summary>
    /// <exception cref="RequestFault">No name of the enum.</exception>
    public static T? Enum<T>(string name, string? text)
        where T : struct, Enum
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        foreach (var value in System.Enum.GetValues<T>())
        {
            if (JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()) == text)
            {
                return value;
            }
        }

        throw RequestFault.Query(name, $"expected one of {string.Join(", ", EnumNames.Of(typeof(T)))}");
    }

    /// <summary>Null where nothing is given. A day alone is its first moment in UTC.</summary>
    /// <exception cref="RequestFault">No moment with its offset.</exception>
    public static DateTimeOffset? Time(string name, string? text) =>
        string.IsNullOrEmpty(text) ? null : UtcTime.Parse(text.Length == 10 ? text + "T00:00Z" : text) ?? throw RequestFault.Query(name, UtcTime.Expected + " or 2026-12-24");
}
