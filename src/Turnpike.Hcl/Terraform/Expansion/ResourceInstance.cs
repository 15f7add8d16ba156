using Turnpike.Hcl.Terraform.Addresses;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>One resource, data source or ephemeral resource as a plan would show it.</summary>
public sealed class ResourceInstance
{
    private readonly InstanceState _state;
    private IReadOnlyList<ResourceReference>? _references;

    internal ResourceInstance(InstanceState state)
    {
        _state = state;
        Address = state.Address;
    }

    public ResourceInstanceAddress Address { get; }

    /// <summary>Such as <c>registry.terraform.io/hashicorp/aws</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The configuration that it uses, as Terraform names it: <c>aws</c>, <c>module.a.aws.west</c>.</summary>
    public required string ProviderConfiguration { get; init; }

    /// <summary>
    /// The attributes in the shape of a plan's <c>after</c>: an object by the type's schema, sets as arrays, unset
    /// attributes null, unknown and sensitive parts marked. As written where the provider's schema is not known.
    /// </summary>
    public required Value Value { get; init; }

    /// <summary>Whether the type's schema is known; without it, an attribute that is absent may exist all the same.</summary>
    public required bool HasSchema { get; init; }

    /// <summary>The block's header.</summary>
    public required SourcePlace Declaration { get; init; }

    /// <summary>The module blocks on the way from the root to this one, outermost first.</summary>
    public required IReadOnlyList<SourcePlace> Calls { get; init; }

    public required ResourceLifecycle Lifecycle { get; init; }

    /// <summary>A data source whose result is known without asking a provider.</summary>
    public bool IsEvaluated { get; init; }

    /// <summary>Data sources only: read during apply, since its configuration is not known or what it depends on changes.</summary>
    public bool IsDeferred { get; init; }

    /// <summary>
    /// The resources that its arguments reach, followed through locals, variables and module outputs; <c>depends_on</c>
    /// with an empty path.
    /// </summary>
    public IReadOnlyList<ResourceReference> References => _references ??= ReferenceFinder.Of(_state);

    /// <summary>
    /// The place of an attribute or block in the code; where it is not written, the block that would hold it. An attribute
    /// that a <c>dynamic</c> block makes lies in its content.
    /// </summary>
    /// <param name="path">Into <see cref="Value"/>.</param>
    public SourcePlace PlaceOf(ValuePath path) => _state.Decoded?.PlaceOf(path) ?? Declaration;

    public override string ToString() => Address.Text;
}

/// <param name="Path">The attribute that refers, into <see cref="ResourceInstance.Value"/>.</param>
/// <param name="Target">The instance referred to; with an unknown key where it stands for all of them.</param>
/// <param name="TargetPath">The attribute referred to; empty for the whole resource.</param>
public sealed record ResourceReference(ValuePath Path, ResourceInstanceAddress Target, ValuePath TargetPath);

/// <param name="IgnoreChanges">The attributes as written; <c>all</c> alone stands for every one.</param>
public sealed record ResourceLifecycle(bool CreateBeforeDestroy, bool PreventDestroy, IReadOnlyList<string> IgnoreChanges)
{
    public static ResourceLifecycle Default { get; } = new(false, false, []);
}
