using Turnpike.Connectors.Settings;

namespace Turnpike.Connectors.Azure;

/// <summary>Connections to Azure.</summary>
internal static class AzureKind
{
    public static ConnectorKind Kind { get; } = new("azure", "Reads the subscriptions of an Azure tenant through Resource Graph.", AzureSettings.Described, Create);

    private static AzureConnector? Create(SettingReader settings, ConnectorSurroundings surroundings) =>
        AzureSettings.Read(settings, surroundings.Environment) is { } read ? new AzureConnector(read, surroundings) : null;
}
