using Npgsql;

namespace Turnpike.Server.Settings;

/// <summary>Connection strings, which may hold a password.</summary>
internal static class PostgresConnection
{
    public static SettingForm<string?> Form { get; } = new("CONNECTION", Read, static text => text is null ? "" : WithoutPassword(text));

    public static string WithPassword(string connection, string password) => new NpgsqlConnectionStringBuilder(connection) { Password = password }.ToString();

    public static string HostOf(string connection) => new NpgsqlConnectionStringBuilder(connection).Host ?? "";

    private static string WithoutPassword(string connection) => new NpgsqlConnectionStringBuilder(connection) { Password = null }.ToString();

    private static (string? Value, string? Expected) Read(string text)
    {
        const string Expected = "a connection string such as Host=db;Database=turnpike;Username=turnpike";
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Host is null ? (null, Expected) : (text, null);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            return (null, Expected);
        }
    }
}
