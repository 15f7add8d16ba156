using Turnpike.Connectors;
using Turnpike.Text;

namespace Turnpike.Server.Connections;

/// <summary>Makes connectors of the kinds that this node has.</summary>
internal sealed class ConnectorFactory(IReadOnlyList<ConnectorKind> kinds, ConnectorSurroundings surroundings)
{
    /// <summary>By name.</summary>
    public IReadOnlyList<ConnectorKind> Kinds { get; } = [.. kinds.OrderBy(static k => k.Name, StringComparer.Ordinal)];

    /// <summary>Null, with every fault told, where it cannot be made.</summary>
    public IConnector? Create(string kind, IReadOnlyDictionary<string, string> settings, DiagnosticBag faults) => Kinds.Make(kind, settings, surroundings, faults);
}
