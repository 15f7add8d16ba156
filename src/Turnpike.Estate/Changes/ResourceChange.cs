using Turnpike.Estate.Identity;
using Turnpike.Estate.References;
using Turnpike.Values;

namespace Turnpike.Estate.Changes;

/// <summary>
/// What is planned for one resource. Its key is (<see cref="Id"/>, <see cref="Deposed"/>): several changes may share an address.
/// </summary>
public sealed class ResourceChange
{
    private static readonly ValuePath s_before = ValuePath.Of("change", "before");
    private static readonly ValuePath s_after = ValuePath.Of("change", "after");

    public required ResourceId Id { get; init; }

    public ResourceAddress Address => Id.Address;

    /// <summary>Terraform's provider address, <c>registry.terraform.io/hashicorp/aws</c>; <c>kubernetes</c> for manifests.</summary>
    public required string Provider { get; init; }

    public required ChangeActions Actions { get; init; }

    /// <summary>The key of a deposed object, which a create-before-destroy left behind; null for the current object.</summary>
    public string? Deposed { get; init; }

    /// <summary>What <see cref="Before"/> is made of; unknown and sensitive parts are marked when it is made.</summary>
    public LazyValue BeforeContent { get; init; } = LazyValue.None;

    /// <summary>What <see cref="After"/> is made of; unknown and sensitive parts are marked when it is made.</summary>
    public LazyValue AfterContent { get; init; } = LazyValue.None;

    /// <summary>Null where nothing is there yet.</summary>
    public Value? Before => BeforeContent.Value is NullValue ? null : BeforeContent.Value;

    /// <summary>Null where nothing is left.</summary>
    public Value? After => AfterContent.Value is NullValue ? null : AfterContent.Value;

    /// <summary>Whether there is an object before the change. Does not make <see cref="Before"/> unless the actions are new to us.</summary>
    public bool StartsFromSomething =>
        !IsCreation && (IsUsual || Before is not null);

    /// <summary>Whether an object is left after the change, in management. Does not make <see cref="After"/> unless the actions are new to us.</summary>
    public bool LeavesSomething =>
        !((Actions.Deletes || Actions.Forgets) && !Actions.Creates) && (IsUsual || After is not null);

    private bool IsCreation => Actions.Creates && !Actions.Deletes && !Actions.Forgets;

    private bool IsUsual => Actions.IsNoOp || Actions.Creates || Actions.Updates || Actions.Deletes || Actions.Forgets;

    /// <summary>The attributes that force a replacement; empty also where it has another cause.</summary>
    public IReadOnlyList<ValuePath> ReplacePaths { get; init; } = [];

    /// <summary>Where the object was before a move; null if it stays.</summary>
    public ResourceAddress? PreviousAddress { get; init; }

    /// <summary>Terraform's word for why, for display; null if there is none. New words appear with new versions.</summary>
    public string? ActionReason { get; init; }

    /// <summary>Null unless an object that was unmanaged until now is taken over.</summary>
    public Value? Importing { get; init; }

    /// <summary>Put off to a later plan: Terraform's reason (<c>instance_count_unknown</c> …); null if it happens now.</summary>
    public string? DeferredReason { get; init; }

    /// <summary>What its attributes refer to, where that was read from code; null where a plan's configuration says it.</summary>
    public Func<IReadOnlyList<ExactReference>>? References { get; init; }

    /// <summary>The whole change in its document.</summary>
    public required ValueOrigin Origin { get; init; }

    /// <summary>From <see cref="Origin"/> to the attributes before the change.</summary>
    public ValuePath BeforePath { get; init; } = s_before;

    /// <summary>From <see cref="Origin"/> to the attributes after the change.</summary>
    public ValuePath AfterPath { get; init; } = s_after;

    public override string ToString() => Deposed is null ? $"{Address} ({Actions})" : $"{Address} deposed {Deposed} ({Actions})";
}
