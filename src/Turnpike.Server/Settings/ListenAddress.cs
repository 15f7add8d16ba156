using System.Net;

namespace Turnpike.Server.Settings;

/// <summary>Where a node listens, and whom it believes.</summary>
internal static class ListenAddress
{
    /// <summary><c>http://HOST:PORT</c>, or <c>HOST:PORT</c> alone.</summary>
    public static SettingForm<string> Form { get; } = new(
        "ADDRESS",
        static text => Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text, UriKind.Absolute, out var uri) && uri is { Scheme: "http", PathAndQuery: "/", Fragment: "", UserInfo: "" }
            ? (uri.GetLeftPart(UriPartial.Authority), null)
            : ("", "an address such as http://127.0.0.1:7077; TLS ends at a proxy in front of the node"),
        static text => text);

    public static SettingForm<IReadOnlyList<string>> Proxies { get; } = SettingForms.List with
    {
        Read = static text =>
        {
            var items = SettingForms.List.Read(text).Value;
            return items.All(static i => IPAddress.TryParse(i, out _) || IPNetwork.TryParse(i, out _)) ? (items, null) : ([], "addresses or networks, such as 10.1.2.3 or 10.0.0.0/8");
        },
    };

    public static SettingForm<IReadOnlyList<string>> Hosts { get; } = SettingForms.List with
    {
        Read = static text =>
        {
            var items = SettingForms.List.Read(text).Value;
            return items.All(static i => Uri.CheckHostName(i) == UriHostNameType.Dns) ? (items, null) : ([], "names without scheme and port, such as turnpike.internal");
        },
    };

    /// <summary>Nobody but this machine can reach it.</summary>
    public static bool IsLoopback(string listen) => new Uri(listen).IsLoopback;
}
