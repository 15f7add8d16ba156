namespace Turnpike.Gate.Gatekeeper;

/// <summary>Whether a constraint is meant for an object.</summary>
internal enum Fit
{
    No,

    /// <summary>It hangs on the labels of a namespace that was not given.</summary>
    Open,
    Yes,
}

/// <summary>Which objects come from an expansion.</summary>
internal enum ObjectOrigin
{
    All,
    Original,
    Generated,
}

internal sealed record KindCriterion(IReadOnlyList<string> Groups, IReadOnlyList<string> Kinds)
{
    public bool Matches(string group, string kind) => Holds(Kinds, kind) && Holds(Groups, group);

    private static bool Holds(IReadOnlyList<string> wanted, string name) => wanted.Count == 0 || wanted.Contains("*") || wanted.Contains(name);
}

/// <summary>A constraint's <c>spec.match</c>. What is not said holds for everything.</summary>
internal sealed record MatchCriteria
{
    public static MatchCriteria Everything { get; } = new();

    public IReadOnlyList<KindCriterion> Kinds { get; init; } = [];

    /// <summary><c>Cluster</c>, <c>Namespaced</c>, or anything else for both.</summary>
    public string Scope { get; init; } = "*";

    public IReadOnlyList<NamePattern> Namespaces { get; init; } = [];

    public IReadOnlyList<NamePattern> ExcludedNamespaces { get; init; } = [];

    public LabelSelector? Labels { get; init; }

    public LabelSelector? NamespaceLabels { get; init; }

    public NamePattern? Name { get; init; }

    public ObjectOrigin Source { get; init; }

    /// <summary>As Gatekeeper has it, a change is matched if its object or its old object is.</summary>
    public Fit Fits(AdmissionRequest request)
    {
        var fit = Fit.No;
        foreach (var item in request.Objects)
        {
            var here = Fits(item, request);
            fit = here > fit ? here : fit;
        }

        return fit;
    }

    private Fit Fits(AdmissionObject item, AdmissionRequest request)
    {
        var isMatched = (Source == ObjectOrigin.All || Source == request.Origin)
            && FitsKind(item)
            && FitsScope(item, request)
            && FitsNamespace(item, request)
            && (Labels is null || Labels.Matches(item.Labels))
            && (Name is not { Text.Length: > 0 } name || name.Matches(item.Name));
        return isMatched ? FitsNamespaceLabels(item, request) : Fit.No;
    }

    private bool FitsKind(AdmissionObject item)
    {
        foreach (var kind in Kinds)
        {
            if (kind.Matches(item.Group, item.Kind))
            {
                return true;
            }
        }

        return Kinds.Count == 0;
    }

    private bool FitsScope(AdmissionObject item, AdmissionRequest request) => Scope switch
    {
        "Cluster" => item.IsNamespace || !HasNamespace(item, request),
        "Namespaced" => !item.IsNamespace && (HasNamespace(item, request) || item.IsSurelyNamespaced),
        _ => true,
    };

    private static bool HasNamespace(AdmissionObject item, AdmissionRequest request) => item.Namespace.Length > 0 || request.NamespaceObject is not null;

    // An object that names no namespace cannot be told apart from those that the criterion is meant for.
    private bool FitsNamespace(AdmissionObject item, AdmissionRequest request)
    {
        var name = item.IsNamespace ? item.Name : request.Namespace.Length > 0 ? request.Namespace : item.Namespace;
        return name.Length == 0 || ((Namespaces.Count == 0 || Matches(Namespaces, name)) && !Matches(ExcludedNamespaces, name));
    }

    private static bool Matches(IReadOnlyList<NamePattern> patterns, string name)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Matches(name))
            {
                return true;
            }
        }

        return false;
    }

    private Fit FitsNamespaceLabels(AdmissionObject item, AdmissionRequest request)
    {
        if (NamespaceLabels is null)
        {
            return Fit.Yes;
        }

        if (item.IsNamespace)
        {
            return NamespaceLabels.Matches(item.Labels) ? Fit.Yes : Fit.No;
        }

        return request.NamespaceObject is { } known ? NamespaceLabels.Matches(AdmissionObject.LabelsOf(known)) ? Fit.Yes : Fit.No
            : item.Namespace.Length > 0 || item.IsSurelyNamespaced ? Fit.Open
            : Fit.Yes;
    }
}
