using Turnpike.Rego;
using Turnpike.Values;

namespace Turnpike.Gate.Gatekeeper;

/// <summary>A ConstraintTemplate, compiled. Each has a program of its own: packages and libraries of templates may have the same names.</summary>
internal sealed record ConstraintTemplate
{
    public required PolicyObject Object { get; init; }

    /// <summary>The kind of its constraints.</summary>
    public required string Kind { get; init; }

    /// <summary>Asks for <c>violation</c>; null where the template cannot be evaluated, which has been said.</summary>
    public PreparedQuery? Violations { get; init; }

    public string Package { get; init; } = "";

    /// <summary>Its rules are in CEL alone.</summary>
    public bool IsOnlyCel { get; init; }

    /// <summary>It looks at other objects than the one under review.</summary>
    public bool ReadsInventory { get; init; }

    /// <summary>What parameters must be; null where the template does not say.</summary>
    public ObjectValue? ParameterSchema { get; init; }

    /// <summary>Parameters that the schema does not name do not exist, as in version 1.</summary>
    public bool IsStructural { get; init; }

    public string Title => Annotation("metadata.gatekeeper.sh/title") is { Length: > 0 } title ? title : Kind;

    public string Description => Annotation("description");

    private string Annotation(string name) => PolicyObject.TextOf(Object.At(ValuePath.Of("metadata", "annotations", name))).Trim();
}
