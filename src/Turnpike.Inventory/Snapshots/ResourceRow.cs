using Turnpike.Estate.Identity;

namespace Turnpike.Inventory.Snapshots;

/// <summary>One resource of a snapshot: who it is and what it can be searched by, without its attributes. Equal by who it is.</summary>
public sealed class ResourceRow : IEquatable<ResourceRow>
{
    public required ResourceKey Key { get; init; }

    /// <summary>Terraform's type, or a Kubernetes kind with its group.</summary>
    public required string Type { get; init; }

    public required ResourceMode Mode { get; init; }

    public required bool IsKubernetes { get; init; }

    public required string Provider { get; init; }

    /// <summary>What it was pushed as: the name of a state or manifest within its scope.</summary>
    public required string Source { get; init; }

    /// <summary>Its <c>id</c>; null where it has none or it is withheld.</summary>
    public string? Id { get; init; }

    /// <summary>Its <c>arn</c> or <c>self_link</c>.</summary>
    public string? Arn { get; init; }

    /// <summary>Its own name, where it says one: not that of its block.</summary>
    public string? Name { get; init; }

    /// <summary>The key of a deposed object; null for the current one.</summary>
    public string? Deposed { get; init; }

    /// <summary>Tags of clouds, labels of Kubernetes.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>Its place among the rows of its snapshot.</summary>
    internal int Row { get; init; }

    public bool Equals(ResourceRow? other) => other is not null && Key == other.Key && Deposed == other.Deposed;

    public override bool Equals(object? obj) => Equals(obj as ResourceRow);

    public override int GetHashCode() => Key.GetHashCode();

    public override string ToString() => Key.ToString();
}
