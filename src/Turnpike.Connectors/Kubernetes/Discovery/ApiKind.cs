namespace Turnpike.Connectors.Kubernetes.Discovery;

/// <summary>A kind of objects that a cluster can list, in the version to read it in.</summary>
/// <param name="Group">Empty for the core group.</param>
/// <param name="Resource">The plural in paths: <c>deployments</c>.</param>
internal sealed record ApiKind(string Group, string Version, string Resource, string Kind, bool IsNamespaced)
{
    public bool CanWatch { get; init; }

    public string ApiVersion => Group.Length == 0 ? Version : Group + "/" + Version;

    /// <summary>The source of the estate: <c>apps/v1/deployments</c>, <c>v1/pods</c>.</summary>
    public string Source => ApiVersion + "/" + Resource;

    /// <summary>The type of a resource in the estate: <c>apps/Deployment</c>, <c>Pod</c>.</summary>
    public string Type => Group.Length == 0 ? Kind : Group + "/" + Kind;

    public string Path(string? inNamespace = null)
    {
        var root = Group.Length == 0 ? "/api/" + Version : $"/apis/{Group}/{Version}";
        return inNamespace is null ? $"{root}/{Resource}" : $"{root}/namespaces/{Uri.EscapeDataString(inNamespace)}/{Resource}";
    }
}
