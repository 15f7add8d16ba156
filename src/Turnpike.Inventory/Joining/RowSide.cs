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
    /// <summary>How the scopes of repositories begin.</summary>
    public const string Code = "code/";

    /// <summary>How the types begin of what a repository is made of.</summary>
    public const string OfRepositories = "turnpike/";

    /// <summary>How the types begin of entities of catalogs.</summary>
    public const string OfCatalogs = "backstage.io/";

    private static readonly string s_observation = InputKind.Observation.ToText();
    private static readonly string s_state = InputKind.TerraformState.ToText();
    private static readonly string s_shown = InputKind.TerraformShowState.ToText();
    private static readonly string s_code = InputKind.TerraformCode.ToText();
    private static readonly string s_manifests = InputKind.Kubernetes.ToText();

    /// <param name="isCovered">Somebody said how far it could be read: manifests then are what a cluster shows, unless they come out of a repository.</param>
    public static RowSide Of(string scope, SourceState source, bool isCovered) =>
        source.Kind == s_observation ? RowSide.Observed
        : source.Kind == s_state || source.Kind == s_shown ? RowSide.State
        : source.Kind == s_manifests && isCovered && !scope.StartsWith(Code, StringComparison.Ordinal) ? RowSide.Observed : RowSide.Declared;

    /// <summary>What a root's code leads to, which has a state somewhere.</summary>
    public static bool IsCode(SourceState source) => source.Kind == s_code;

    /// <summary>A thing of the real world: no data source, nothing that waits to be destroyed, no part of a repository or a catalog.</summary>
    public static bool IsWhole(ResourceRow row) => row is { Mode: ResourceMode.Managed, Deposed: null } && !(row.IsKubernetes && IsWritten(row));

    private static bool IsWritten(ResourceRow row) =>
        row.Type.StartsWith(OfCatalogs, StringComparison.Ordinal)
        || (row.Key.Scope.StartsWith(Code, StringComparison.Ordinal) && row.Type.StartsWith(OfRepositories, StringComparison.Ordinal));
}
