using Turnpike.Connectors.Settings;

namespace Turnpike.Connectors.Google;

/// <param name="Parent">What is read: <c>organizations/1</c>, <c>folders/2</c>, <c>projects/shop</c>.</param>
internal sealed record GoogleSettings(string Parent, Uri Endpoint)
{
    public static readonly IReadOnlyList<ConnectorSetting> Described =
    [
        new("parent", "text", "What is read: organizations/NUMBER, folders/NUMBER or projects/NAME. Credentials are found as Google's tools find them: GOOGLE_APPLICATION_CREDENTIALS, else the machine's.", IsRequired: true),
        new("endpoint", "text", "Of Cloud Asset Inventory.", Default: "https://cloudasset.googleapis.com/"),
    ];

    public static GoogleSettings? Read(SettingReader reader)
    {
        var parent = reader.Text("parent");
        if (parent is not null && !(parent.Split('/') is ["organizations" or "folders" or "projects", { Length: > 0 }]))
        {
            reader.Refuse("parent", $"{parent} is none", "It is organizations/NUMBER, folders/NUMBER or projects/NAME.");
        }

        if (!(Uri.TryCreate(reader.Text("endpoint"), UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https"))
        {
            reader.Refuse("endpoint", "it is no address", "It begins with https://.");
        }

        return reader.Faults.HasErrors ? null : new(parent!, endpoint!);
    }
}
