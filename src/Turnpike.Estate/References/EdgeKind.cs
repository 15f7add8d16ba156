namespace Turnpike.Estate.References;

/// <summary>How an edge between two resources is known.</summary>
public enum EdgeKind : byte
{
    /// <summary>An expression of the configuration refers to the other resource.</summary>
    Expression,

    /// <summary>A known attribute holds an id, ARN or name of the other resource.</summary>
    Identifier,

    /// <summary>A Kubernetes object names the other object.</summary>
    ObjectName,

    /// <summary>A Kubernetes label selector picks the other object.</summary>
    Selector,
}
