using Turnpike.Connectors.Settings;

namespace Turnpike.Connectors.Aws;

/// <summary>Connections to AWS.</summary>
internal static class AwsKind
{
    public static ConnectorKind Kind { get; } = new(
        "aws",
        "Reads the accounts of an AWS organisation, or one account: every service that a data file describes, in every enabled region.",
        AwsSettings.Described,
        Create);

    private static AwsConnector? Create(SettingReader settings, ConnectorSurroundings surroundings) =>
        AwsSettings.Read(settings, surroundings.Environment) is { } read ? new AwsConnector(read, surroundings) : null;
}
