namespace Turnpike.Delivery.Diffs;

/// <summary>What a plan does to one resource, attribute by attribute.</summary>
/// <param name="Actions">In Terraform's words.</param>
/// <param name="PreviousAddress">Where it was before a move; null where it stays.</param>
/// <param name="Reason">Terraform's word for why; null where there is none.</param>
/// <param name="IsImported">An object that was unmanaged until now is taken over.</param>
/// <param name="DeferredReason">Put off to a later plan: Terraform's reason; null where it happens now.</param>
/// <param name="Attributes">Those that differ; what stays the same is counted in <paramref name="Unchanged"/>.</param>
/// <param name="IsCut">There is more than is shown.</param>
public sealed record ResourceDiff(
    string Address,
    string Type,
    IReadOnlyList<string> Actions,
    string? Deposed,
    string? PreviousAddress,
    string? Reason,
    bool IsImported,
    string? DeferredReason,
    IReadOnlyList<DiffNode> Attributes,
    int Unchanged,
    bool IsCut);

public enum DiffKind
{
    Same,
    Added,
    Removed,
    Changed,
}

/// <summary>An attribute, an element of a list or set, or a part of embedded JSON.</summary>
/// <param name="Name">The attribute, or <c>[0]</c> for an element; <c>[]</c> for one of a set.</param>
/// <param name="Before">Null where it was not there, or where the parts say it.</param>
/// <param name="After">Null where it will not be there, or where the parts say it.</param>
/// <param name="ForcesReplacement">The provider cannot change it in place.</param>
/// <param name="IsEmbeddedJson">A text that is JSON, shown by its structure.</param>
/// <param name="Parts">Those that differ.</param>
/// <param name="Lines">Of a long text, with some that stay around those that change.</param>
/// <param name="Unchanged">Parts that stay the same.</param>
public sealed record DiffNode(
    string Name,
    DiffKind Kind,
    DiffValue? Before,
    DiffValue? After,
    bool ForcesReplacement,
    bool IsEmbeddedJson,
    IReadOnlyList<DiffNode>? Parts,
    IReadOnlyList<DiffLine>? Lines,
    int Unchanged);

public enum DiffValueKind
{
    Known,

    /// <summary>Known after apply.</summary>
    Unknown,

    /// <summary>Not shown to anybody: it was withheld when the plan arrived.</summary>
    Sensitive,
}

/// <param name="Text">As JSON, shortened where it is very long; null unless known.</param>
public sealed record DiffValue(DiffValueKind Kind, string? Text);

/// <param name="Kind">Same, added or removed.</param>
public sealed record DiffLine(DiffKind Kind, string Text);

/// <param name="Next">How many to pass over for the next page; null at the end.</param>
/// <param name="Total">Resources that change and match.</param>
public sealed record DiffPage(IReadOnlyList<ResourceDiff> Items, int? Next, int Total);
