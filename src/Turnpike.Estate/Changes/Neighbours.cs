using Turnpike.Estate.Joins;
using Turnpike.Values;

namespace Turnpike.Estate.Changes;

/// <summary>A resource around what is planned that something planned stands next to.</summary>
/// <param name="Changes">What changes next to it, in the order of the plan.</param>
public sealed record Neighbour(Resource Resource, IReadOnlyList<ResourceChange> Changes);

/// <summary>
/// Finds the resources around a plan that refer to what it changes, or that what it changes refers to (satellites do, so
/// what is joined is among them), before the change or after it.
/// </summary>
public sealed class Neighbours
{
    private static readonly string[] s_identifiers = ["id", "arn", "self_link", "name"];
    private static readonly HashSet<string> s_selecting = ["Service", "networking.k8s.io/NetworkPolicy", "policy/PodDisruptionBudget"];

    private readonly Overlay _overlay;
    private readonly Dictionary<string, HashSet<string>> _naming = [];
    private readonly Dictionary<Resource, ResourceChange> _after = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Resource, ResourceChange> _before = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<Resource, HashSet<ResourceChange>> _found = new(ReferenceEqualityComparer.Instance);

    private Neighbours(Overlay overlay, JoinTable joins)
    {
        _overlay = overlay;
        foreach (var reference in joins.ReferencesByAttribute.Values.SelectMany(static r => r))
        {
            (_naming.TryGetValue(reference.ToType, out var by) ? by : _naming[reference.ToType] = []).UnionWith(reference.By);
        }
    }

    /// <summary>In order of scope and address.</summary>
    public static IReadOnlyList<Neighbour> Of(Overlay overlay, JoinTable joins)
    {
        var neighbours = new Neighbours(overlay, joins);
        foreach (var change in overlay.Changes)
        {
            if (change.Deposed is null && (!change.Actions.IsNoOp || change.PreviousAddress is not null))
            {
                neighbours.Add(change);
            }
        }

        neighbours.FindReferring();
        var places = overlay.Changes.Index().ToDictionary(static c => c.Item, static c => c.Index);
        return
        [
            .. neighbours._found.Select(f => new Neighbour(f.Key, [.. f.Value.OrderBy(c => places[c])]))
                .OrderBy(static n => n.Resource.Id.Scope.ToString(), StringComparer.Ordinal).ThenBy(static n => n.Resource.Address.Text, StringComparer.Ordinal),
        ];
    }

    private void Add(ResourceChange change)
    {
        Add(change, _overlay.ResourceAfter(change), _overlay.After, _after);
        Add(change, _overlay.ResourceBefore(change), _overlay.Before, _before);
    }

    private void Add(ResourceChange change, Resource? side, EstateModel model, Dictionary<Resource, ResourceChange> changed)
    {
        if (side is null)
        {
            return;
        }

        changed[side] = change;
        foreach (var edge in model.EdgesFrom(side))
        {
            Found(edge.To, change);
        }

        if (side.Address.IsKubernetes)
        {
            _names.Add(side.Address.Name);
            return;
        }

        var attributes = side.Attributes as ObjectValue;
        foreach (var name in _naming.TryGetValue(side.Type, out var naming) ? s_identifiers.Concat(naming) : s_identifiers)
        {
            switch (attributes?.Get(name))
            {
                case StringValue { Value: { Length: > 1 } text }:
                    _names.Add(text);
                    break;
                case UnknownValue { Origin: UnknownOrigin.Withheld } withheld:
                    _names.Add(withheld.Id);
                    break;
            }
        }
    }

    // Few resources hold a name of what changes; of those it is worth working out what they refer to.
    private void FindReferring()
    {
        var changesObjects = _after.Keys.Concat(_before.Keys).Any(static r => r.Address.IsKubernetes);
        foreach (var resource in _overlay.After.Surrounding)
        {
            if (resource.Deposed is null && ((changesObjects && s_selecting.Contains(resource.Type)) || HoldsName(resource.Attributes)))
            {
                FindReferring(resource, _overlay.After, _after);
                FindReferring(resource, _overlay.Before, _before);
            }
        }
    }

    private void FindReferring(Resource resource, EstateModel model, Dictionary<Resource, ResourceChange> changed)
    {
        if (!model.IsSurrounding(resource))
        {
            return;
        }

        foreach (var edge in model.EdgesFrom(resource))
        {
            if (changed.TryGetValue(edge.To, out var change))
            {
                Found(resource, change);
            }
        }
    }

    private void Found(Resource resource, ResourceChange change)
    {
        if (_overlay.After.IsSurrounding(resource))
        {
            (_found.TryGetValue(resource, out var changes) ? changes : _found[resource] = []).Add(change);
        }
    }

    private bool HoldsName(Value value) => value switch
    {
        StringValue text => _names.Contains(text.Value),
        UnknownValue { Origin: UnknownOrigin.Withheld } withheld => _names.Contains(withheld.Id),
        ObjectValue obj => AnyHoldsName(obj.Values),
        ArrayValue array => AnyHoldsName(array.Items),
        _ => false,
    };

    private bool AnyHoldsName(ReadOnlySpan<Value> values)
    {
        foreach (var value in values)
        {
            if (HoldsName(value))
            {
                return true;
            }
        }

        return false;
    }
}
