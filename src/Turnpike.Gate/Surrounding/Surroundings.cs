using Turnpike.Estate;
using Turnpike.Estate.Changes;
using Turnpike.Estate.Identity;
using Turnpike.Formats;
using Turnpike.Gate.Judging;

namespace Turnpike.Gate.Surrounding;

/// <summary>
/// What the estate holds beside the inputs of a check. Rules read the estate as it will be: these resources, the approved
/// changes laid over them in their order, and over that the plan that is judged, which alone speaks for its own scope.
/// </summary>
public sealed record Surroundings
{
    public static Surroundings None { get; } = new();

    /// <summary>
    /// The estate as its sources last said, each resource with its scope; the plan's own scope too, as what the plan is
    /// compared with to tell whether it is stale. Contents should be made when asked for (<see cref="LazyValue"/>).
    /// </summary>
    public IReadOnlyList<Resource> Resources { get; init; } = [];

    /// <summary>Changes that are approved and not yet applied, in the order in which they will be.</summary>
    public IReadOnlyList<ApprovedChange> Approved { get; init; } = [];

    /// <summary>
    /// Whether all that stands around a resource is among <see cref="Resources"/>; null where all of the estate is. What rules
    /// ask beyond that has no certain answer.
    /// </summary>
    public Func<ResourceId, bool>? IsWhole { get; init; }

    public bool IsEmpty => Resources.Count == 0 && Approved.Count == 0;
}

/// <summary>A change that is approved and not yet applied.</summary>
/// <param name="Id">What people call it: reports name it where a plan conflicts with it.</param>
public sealed record ApprovedChange(string Id, PlannedChanges Planned)
{
    /// <summary>Null where the document plans nothing (a state).</summary>
    public static ApprovedChange? Of(string id, InputDocument document) =>
        Inputs.Planned(document) is { } planned ? new ApprovedChange(id, planned) : null;
}
