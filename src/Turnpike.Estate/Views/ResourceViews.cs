#pragma warning disable CA1822
using Turnpike.Estate.Changes;
using Turnpike.Estate.Defaults;
using Turnpike.Estate.Joins;

namespace Turnpike.Estate.Views;

/// <summary>
/// The views of an overlay's resources, each made once when first asked for and shared by all rules and threads.
/// </summary>
public sealed class ResourceViews
{
    public ResourceViews(Overlay overlay, JoinTable joins, DefaultTable defaults) => Overlay = overlay;

    public Overlay Overlay { get; }

    /// <summary>A resource of <see cref="Overlay.After"/> with its satellites and defaults.</summary>
    public ResourceView After(Resource resource) => new(resource, resource.Attributes, []);

    /// <summary>A resource of <see cref="Overlay.Before"/> with its satellites and defaults.</summary>
    public ResourceView Before(Resource resource) => new(resource, resource.Attributes, []);

    /// <summary>What a change leads to; null where it deletes or forgets.</summary>
    public ResourceView? After(ResourceChange change) => Overlay.ResourceAfter(change) is { } resource ? After(resource) : null;

    /// <summary>What a change starts from; null on create.</summary>
    public ResourceView? Before(ResourceChange change) => Overlay.ResourceBefore(change) is { } resource ? Before(resource) : null;
}
