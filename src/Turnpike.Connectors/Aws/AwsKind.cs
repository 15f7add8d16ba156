using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Connectors.Aws;

/// <summary>Connections to AWS.</summary>
internal static class AwsKind
{
    public static ConnectorKind Kind { get; } = new(
        "aws",
        "Reads the accounts of an AWS organisation, or one account: every service that a data file describes, in every enabled region.",
        AwsSettings.Described,
        Create);

    private static AwsConnector? Create(ObjectValue settings, ConnectorSurroundings surroundings, DiagnosticBag diagnostics) =>
        AwsSettings.Read(settings, surroundings.Environment, diagnostics) is { } read ? new AwsConnector(read, surroundings) : null;
}
