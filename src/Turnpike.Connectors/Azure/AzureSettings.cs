using Turnpike.Connectors.Settings;

namespace Turnpike.Connectors.Azure;

/// <param name="Subscriptions">Read only these; empty for all that the caller sees.</param>
/// <param name="Endpoint">Of Azure Resource Manager.</param>
/// <param name="Authority">Where tokens are given.</param>
internal sealed record AzureSettings(string? Tenant, string? Client, IReadOnlyList<string> Subscriptions, Uri Endpoint, Uri Authority)
{
    public static readonly IReadOnlyList<ConnectorSetting> Described =
    [
        new("tenant", "text", "The tenant of the application that reads; AZURE_TENANT_ID where not given."),
        new("client", "text", "The application that reads; AZURE_CLIENT_ID where not given. Its secret is taken from AZURE_CLIENT_SECRET, or its token from the file AZURE_FEDERATED_TOKEN_FILE; without both the machine's managed identity reads."),
        new("subscriptions", "list of text", "Read only these subscriptions; all that the application sees where not given."),
        new("endpoint", "text", "Of Azure Resource Manager.", Default: "https://management.azure.com/"),
        new("authority", "text", "Where tokens are given.", Default: "https://login.microsoftonline.com/"),
    ];

    public static AzureSettings? Read(SettingReader reader, Func<string, string?> environment)
    {
        var endpoint = Address(reader, "endpoint");
        var authority = Address(reader, "authority");
        return reader.Faults.HasErrors ? null : new(
            reader.Text("tenant") ?? environment("AZURE_TENANT_ID"),
            reader.Text("client") ?? environment("AZURE_CLIENT_ID"),
            reader.Texts("subscriptions"),
            endpoint!,
            authority!);
    }

    private static Uri? Address(SettingReader reader, string name)
    {
        if (Uri.TryCreate(reader.Text(name), UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return address;
        }

        reader.Refuse(name, "it is no address", "It begins with https://.");
        return null;
    }
}
