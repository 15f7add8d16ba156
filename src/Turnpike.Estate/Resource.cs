using Turnpike.Estate.Changes;
using Turnpike.Estate.Identity;
using Turnpike.Estate.References;
using Turnpike.Values;

namespace Turnpike.Estate;

/// <summary>One resource as it is, or as it will be after a change.</summary>
public sealed class Resource
{
    public required ResourceId Id { get; init; }

    public ResourceAddress Address => Id.Address;

    public string Type => Id.Address.Type;

    /// <summary>Terraform's provider address, <c>registry.terraform.io/hashicorp/aws</c>; <c>kubernetes</c> for manifests.</summary>
    public required string Provider { get; init; }

    /// <summary>What <see cref="Attributes"/> is made of.</summary>
    public required LazyValue Content { get; init; }

    /// <summary>The attributes, unknown and sensitive parts marked. An unknown as a whole where the plan says nothing of them.</summary>
    public Value Attributes => Content.Value ?? Value.Null;

    /// <summary>The attributes in their document.</summary>
    public required ValueOrigin Origin { get; init; }

    /// <summary>A deposed object: left behind by a create-before-destroy, waiting to be destroyed. Null for the current object.</summary>
    public string? Deposed { get; init; }

    /// <summary>
    /// What its attributes refer to, where that was read from code; made when asked for. Null where a plan's configuration says it.
    /// </summary>
    public Func<IReadOnlyList<ExactReference>>? References { get; init; }

    /// <summary>The change that it is a side of; null for what no plan mentions.</summary>
    public ResourceChange? Change { get; init; }

    /// <summary>It is not there yet: a change that is decided on will make it.</summary>
    public bool IsPlanned { get; init; }

    /// <summary>It is created by its change, alone or in place of another.</summary>
    internal bool IsNew => IsPlanned || Change is { Actions.Creates: true };

    /// <summary>Begins the names of its unknowns. Those of a change that is judged go by the address alone.</summary>
    internal string UnknownName => Change is null ? Id.ToString() : Address.Text;

    public override string ToString() => Id.ToString();
}
