using Turnpike.Connectors.Settings;

namespace Turnpike.Connectors.Google;

/// <summary>Connections to Google Cloud.</summary>
internal static class GoogleKind
{
    public static ConnectorKind Kind { get; } = new("google", "Reads an organisation, a folder or a project of Google Cloud through Cloud Asset Inventory.", GoogleSettings.Described, Create);

    private static GoogleConnector? Create(SettingReader settings, ConnectorSurroundings surroundings) =>
        GoogleSettings.Read(settings) is { } read ? new GoogleConnector(read, surroundings) : null;
}
