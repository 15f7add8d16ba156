using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Connectors.Azure;

/// <summary>Connections to Azure.</summary>
internal static class AzureKind
{
    public static ConnectorKind Kind { get; } = new("azure", "Reads the subscriptions of an Azure tenant through Resource Graph.", AzureSettings.Described, Create);

    private static AzureConnector? Create(ObjectValue settings, ConnectorSurroundings surroundings, DiagnosticBag diagnostics) =>
        AzureSettings.Read(settings, surroundings.Environment, diagnostics) is { } read ? new AzureConnector(read, surroundings) : null;
}
