using System.Globalization;
using System.Text.Json;

namespace Turnpike.Server.Settings;

/// <summary>How a kind of setting is written.</summary>
/// <param name="Name">For help and the page of settings: <c>TEXT</c>, <c>DURATION</c>, …</param>
/// <param name="Read">The value; or a fault that says what is expected, such as <c>a duration such as 90s, 30m, 12h or 7d</c>.</param>
/// <param name="Write">As people would write it.</param>
public sealed record SettingForm<T>(string Name, Func<string, (T Value, string? Expected)> Read, Func<T, string> Write)
{
    /// <summary>In a file, a list; elsewhere separated by commas.</summary>
    public bool IsList { get; init; }
}

/// <summary>The forms that settings have.</summary>
public static class SettingForms
{
    private static readonly (string Unit, TimeSpan Length)[] s_durations = [("d", TimeSpan.FromDays(1)), ("h", TimeSpan.FromHours(1)), ("m", TimeSpan.FromMinutes(1)), ("s", TimeSpan.FromSeconds(1))];
    private static readonly (string Unit, long Bytes)[] s_sizes = [("GB", 1L << 30), ("MB", 1L << 20), ("KB", 1L << 10), ("B", 1)];

    public static SettingForm<string> Text { get; } = new("TEXT", static text => text.Length > 0 ? (text, null) : ("", "some text"), static text => text);

    /// <summary>Text that may be left out.</summary>
    public static SettingForm<string?> OptionalText { get; } = new("TEXT", static text => text.Length > 0 ? (text, null) : (null, "some text"), static text => text ?? "");

    public static SettingForm<bool> Flag { get; } = new(
        "true|false", static text => text is "true" or "false" ? (text == "true", null) : (false, "true or false"), static value => value ? "true" : "false");

    public static SettingForm<TimeSpan> Duration { get; } = new("DURATION", ReadDuration, Write);

    /// <summary>A number of bytes; units are powers of 1024.</summary>
    public static SettingForm<long> Size { get; } = new("SIZE", ReadSize, static bytes => Write(bytes, s_sizes, static s => s.Unit, static s => s.Bytes));

    public static SettingForm<IReadOnlyList<string>> List { get; } = new(
        "LIST", static text => ([.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)], null), static items => string.Join(",", items))
    {
        IsList = true,
    };

    /// <summary>The root of an address: scheme, host and port, no more.</summary>
    public static SettingForm<string?> Address { get; } = new(
        "URL",
        static text => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", PathAndQuery: "/", Fragment: "", UserInfo: "" }
            ? (uri.GetLeftPart(UriPartial.Authority), null)
            : (null, "an address without a path, such as https://turnpike.example.com"),
        static text => text ?? "");

    public static SettingForm<int> Number(int least, int most) => new(
        "NUMBER",
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? (number, null)
            : (0, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}")),
        static number => number.ToString(CultureInfo.InvariantCulture));

    /// <summary>One of the names of an enum, in kebab case.</summary>
    public static SettingForm<T> Choice<T>()
        where T : struct, Enum
    {
        var names = Enum.GetValues<T>().ToDictionary(static v => JsonNamingPolicy.KebabCaseLower.ConvertName(v.ToString()), StringComparer.Ordinal);
        return new(
            string.Join('|', names.Keys),
            text => names.TryGetValue(text, out var value) ? (value, null) : (default, "one of " + string.Join(", ", names.Keys)),
            static value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));
    }

    /// <summary>The same, where leaving it out means something.</summary>
    public static SettingForm<T?> OptionalChoice<T>()
        where T : struct, Enum
    {
        var form = Choice<T>();
        return new(form.Name, text => form.Read(text) is var (value, expected) && expected is null ? (value, null) : (null, form.Read(text).Expected), value => value is { } some ? form.Write(some) : "");
    }

    private static (TimeSpan Value, string? Expected) ReadDuration(string text)
    {
        var length = Parse(text, s_durations, static d => d.Unit, static d => d.Length.Ticks);
        return length is { } ticks and > 0 ? (TimeSpan.FromTicks(ticks), null) : (default, "a duration such as 90s, 30m, 12h or 7d");
    }

    private static string Write(TimeSpan duration) => Write(duration.Ticks, s_durations, static d => d.Unit, static d => d.Length.Ticks);

    private static (long Value, string? Expected) ReadSize(string text)
    {
        var size = text.Length > 0 && char.IsAsciiDigit(text[^1]) ? Parse(text + "B", s_sizes, static s => s.Unit, static s => s.Bytes) : Parse(text, s_sizes, static s => s.Unit, static s => s.Bytes);
        return size is { } bytes and > 0 ? (bytes, null) : (0, "a size such as 512KB, 256MB or 1GB");
    }

    // The units are in order, the largest first, and of those with one ending the longer first.
    private static long? Parse<T>(string text, T[] units, Func<T, string> name, Func<T, long> worth)
    {
        foreach (var unit in units)
        {
            if (text.EndsWith(name(unit), StringComparison.Ordinal))
            {
                return long.TryParse(text.AsSpan(0, text.Length - name(unit).Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= long.MaxValue / 2 / worth(unit) ? count * worth(unit) : null;
            }
        }

        return null;
    }

    private static string Write<T>(long value, T[] units, Func<T, string> name, Func<T, long> worth)
    {
        var unit = Array.Find(units, u => value % worth(u) == 0)!;
        return string.Create(CultureInfo.InvariantCulture, $"{value / worth(unit)}{name(unit)}");
    }
}
