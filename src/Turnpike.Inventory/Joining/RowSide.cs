using Turnpike.Estate.Identity;
using Turnpike.Formats;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Joining;

/// <summary>Of which world a source tells.</summary>
public enum RowSide : byte
{
    /// <summary>Neither: a data source, an object that waits to be destroyed.</summary>
    Other,

    /// <summary>What is there, as a cloud or a cluster shows it.</summary>
    Observed,

    /// <summary>What Terraform manages.</summary>
    State,

    /// <summary>What code or manifests say shall be there.</summary>
    Declared,
}

internal static class RowSides
{
    private static readonly string s_observation = InputKind.Observation.ToText();
    private static readonly string s_state = InputKind.TerraformState.ToText();
    private static readonly string s_shown = InputKind.TerraformShowState.ToText();
    private static readonly string s_manifests = InputKind.Kubernetes.ToText();

    /// <param name="isCovered">Somebody said how far it could be read: manifests then are what a cluster shows.</param>
    public static RowSide Of(SourceState source, bool isCovered) =>
        source.Kind == s_observation ? RowSide.Observed
        : source.Kind == s_state || source.Kind == s_shown ? RowSide.State
        : source.Kind == s_manifests && isCovered ? RowSide.Observed : RowSide.Declared;

    public static bool IsWhole(ResourceRow row) => row is { Mode: ResourceMode.Managed, Deposed: null };
}
