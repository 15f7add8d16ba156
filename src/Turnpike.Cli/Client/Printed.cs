using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Turnpike.Server.Api;

namespace Turnpike.Cli.Client;

/// <summary>What commands that list and show things print.</summary>
internal static class Printed
{
    private static readonly JsonSerializerOptions s_indented = new(ApiJson.Options) { WriteIndented = true };

    public static Option<string> TextOrJson() =>
        new Option<string>("--format", "-f") { Description = "text, or json: as the API has it.", HelpName = "FORMAT", DefaultValueFactory = static _ => "text" }.AcceptOnlyFromAmong("text", "json");

    public static string Json<T>(T value) => JsonSerializer.Serialize(value, s_indented) + "\n";

    /// <summary>To the minute, in UTC.</summary>
    public static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>As the API writes it.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    public static string Date(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
