using System.Collections.Concurrent;
using Turnpike.Estate.Changes;
using Turnpike.Estate.Defaults;
using Turnpike.Estate.Joins;
using Turnpike.Estate.Policies;
using Turnpike.Values;

namespace Turnpike.Estate.Views;

/// <summary>
/// The views of an overlay's resources, each made once when first asked for and shared by all rules and threads.
/// </summary>
public sealed class ResourceViews
{
    private readonly JoinTable _joins;
    private readonly DefaultTable _defaults;
    private readonly Side _before;
    private readonly Side _after;

    public ResourceViews(Overlay overlay, JoinTable joins, DefaultTable defaults)
    {
        Overlay = overlay;
        _joins = joins;
        _defaults = defaults;
        _before = new Side(overlay.Before, joins);
        _after = new Side(overlay.After, joins);
    }

    public Overlay Overlay { get; }

    /// <summary>A resource of <see cref="Overlay.After"/> with its satellites and defaults.</summary>
    public ResourceView After(Resource resource) => View(resource, _after);

    /// <summary>A resource of <see cref="Overlay.Before"/> with its satellites and defaults.</summary>
    public ResourceView Before(Resource resource) => View(resource, _before);

    /// <summary>What a change leads to; null where it deletes or forgets.</summary>
    public ResourceView? After(ResourceChange change) => Overlay.ResourceAfter(change) is { } resource ? After(resource) : null;

    /// <summary>What a change starts from; null on create.</summary>
    public ResourceView? Before(ResourceChange change) => Overlay.ResourceBefore(change) is { } resource ? Before(resource) : null;

    private sealed class Side(EstateModel model, JoinTable joins)
    {
        public EstateModel Model { get; } = model;

        public JoinIndex Joins { get; } = new(model, joins);

        public ConcurrentDictionary<Resource, ResourceView> Made { get; } = new();

        public ConcurrentDictionary<Resource, ResourceView> Satellites { get; } = new();
    }

    private ResourceView View(Resource resource, Side side)
    {
        var defaults = DefaultsOf(resource, side.Model);
        var isPrimary = _joins.ByPrimary.ContainsKey(resource.Type);
        var hasPolicies = _joins.PoliciesByType.ContainsKey(resource.Type);
        if ((defaults is null && !isPrimary && !hasPolicies) || resource.Attributes is not ObjectValue || resource.Deposed is not null)
        {
            return ResourceView.Plain(resource);
        }

        return side.Made.TryGetValue(resource, out var made) ? made : side.Made.GetOrAdd(resource, Make(resource, side, defaults, isPrimary));
    }

    private ResourceView Make(Resource resource, Side side, TypeDefaults? defaults, bool isPrimary)
    {
        var builder = new ViewBuilder(resource, defaults);
        if (isPrimary)
        {
            var satellites = side.Joins.SatellitesOf(resource);
            foreach (var earlier in EarlierSatellites(resource, side, satellites))
            {
                builder.TakeBack(earlier, Alone(earlier.Satellite, _before));
            }

            foreach (var joined in satellites)
            {
                builder.Lay(joined, Alone(joined.Satellite, side));
            }
        }

        AddPolicies(builder, resource, side);
        return builder.ToView();
    }

    /// <summary>A satellite: with its own defaults and policies, and without satellites, so that data files cannot send this in circles.</summary>
    private ResourceView Alone(Resource satellite, Side side)
    {
        if (satellite.Attributes is not ObjectValue)
        {
            return ResourceView.Plain(satellite);
        }

        if (side.Satellites.TryGetValue(satellite, out var made))
        {
            return made;
        }

        var builder = new ViewBuilder(satellite, DefaultsOf(satellite, side.Model));
        AddPolicies(builder, satellite, side);
        return side.Satellites.GetOrAdd(satellite, builder.ToView());
    }

    /// <summary>The satellites whose content the resource's own attributes show, because the state they come from was read with them.</summary>
    private IReadOnlyList<JoinedSatellite> EarlierSatellites(Resource resource, Side side, IReadOnlyList<JoinedSatellite> now)
    {
        if (ReferenceEquals(side, _before))
        {
            return now;
        }

        if (resource.IsNew)
        {
            return [];
        }

        var before = resource.Change is { } change ? Overlay.ResourceBefore(change) : resource;
        return before is null ? [] : _before.Joins.SatellitesOf(before);
    }

    private void AddPolicies(ViewBuilder builder, Resource resource, Side side)
    {
        if (!_joins.PoliciesByType.TryGetValue(resource.Type, out var policies))
        {
            return;
        }

        foreach (var policy in policies)
        {
            if (((ObjectValue)resource.Attributes).Get(policy.Attribute) is UnknownValue
                && PolicyDocument.Rebuild(side.Model, resource, policy.Attribute) is var (document, data))
            {
                builder.ReplacePolicy(policy.Attribute, document, data);
            }
        }
    }

    private TypeDefaults? DefaultsOf(Resource resource, EstateModel model) =>
        _defaults.Of(resource.Type).Count == 0
            ? null
            : _defaults.Find(resource.Type, model.RootOf(resource).ProviderConstraints.TryGetValue(resource.Provider, out var constraint) ? constraint : "");
}
