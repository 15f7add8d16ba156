using Turnpike.Estate.Configuration;
using Turnpike.Estate.Identity;
using Turnpike.Estate.References;
using Turnpike.Values;

namespace Turnpike.Estate.Changes;

/// <summary>
/// The estate as its sources last said, with changes laid over it one after the other that are decided on and not yet made.
/// Each scope is a root of its own, with the configuration of the last change laid on it. Immutable.
/// </summary>
public sealed class EstateLayers
{
    private readonly List<ScopeLayer> _scopes;

    private EstateLayers(List<ScopeLayer> scopes) => _scopes = scopes;

    public static EstateLayers Empty { get; } = new([]);

    internal IReadOnlyList<ScopeLayer> Scopes => _scopes;

    /// <param name="changes">In the order in which they are laid.</param>
    public static EstateLayers Of(IReadOnlyList<Resource> resources, IReadOnlyList<PlannedChanges> changes)
    {
        var scopes = new Dictionary<string, ScopeLayer>(StringComparer.Ordinal);
        foreach (var resource in resources)
        {
            Layer(scopes, resource.Id.Scope).Add(resource);
        }

        foreach (var plan in changes)
        {
            foreach (var (scope, own) in plan.Changes.GroupBy(static c => c.Id.Scope).Select(static g => (g.Key, g.ToList())))
            {
                Layer(scopes, scope).Lay(plan, own);
            }
        }

        return new EstateLayers([.. scopes.Values.OrderBy(static s => s.Scope.ToString(), StringComparer.Ordinal)]);
    }

    /// <summary>What is at each address of a scope, managed resources and data sources; deposed objects are left out.</summary>
    public IReadOnlyList<Resource> InScope(EstateScope scope) =>
        _scopes.Find(s => s.Scope.ToString() == scope.ToString())?.Resources.Where(static r => r.Deposed is null).ToList() ?? [];

    private static ScopeLayer Layer(Dictionary<string, ScopeLayer> scopes, EstateScope scope)
    {
        if (!scopes.TryGetValue(scope.ToString(), out var layer))
        {
            scopes.Add(scope.ToString(), layer = new ScopeLayer(scope));
        }

        return layer;
    }
}

/// <summary>One scope while it is laid: what is at each address.</summary>
internal sealed class ScopeLayer(EstateScope scope)
{
    private readonly List<Resource?> _resources = [];
    private Dictionary<(ResourceAddress, string?), int>? _places;
    private ConfiguredModule? _configuration;
    private IReadOnlyDictionary<string, string>? _constraints;

    public EstateScope Scope => scope;

    public IEnumerable<Resource> Resources => _resources.OfType<Resource>();

    public void Add(Resource resource)
    {
        _places?.TryAdd((resource.Address, resource.Deposed), _resources.Count);
        _resources.Add(resource);
    }

    public void Lay(PlannedChanges plan, IReadOnlyList<ResourceChange> changes)
    {
        if (_resources.Count == 0)
        {
            Start(plan, changes);
        }

        _configuration = plan.Configuration ?? _configuration;
        _constraints = plan.ProviderConstraints.Count > 0 ? plan.ProviderConstraints : _constraints;
        foreach (var change in changes)
        {
            if (change.PreviousAddress is { } previous)
            {
                Set(previous, change.Deposed, null);
            }

            if (!change.Actions.IsNoOp || change.PreviousAddress is not null)
            {
                Set(change.Address, change.Deposed, change.LeavesSomething ? LaidChange.After(change) : null);
            }
        }
    }

    /// <param name="isSpokenFor">What a plan that is judged says of this scope itself.</param>
    public EstateRoot ToRoot(Func<Resource, bool>? isSpokenFor = null) =>
        new([.. isSpokenFor is null ? Resources : Resources.Where(r => !isSpokenFor(r))], _configuration, _constraints) { IsSurrounding = true };

    // Of a scope that no source has told of yet, the plan itself says what is there.
    private void Start(PlannedChanges plan, IReadOnlyList<ResourceChange> changes)
    {
        var changed = changes.Where(static c => !c.Actions.IsNoOp).Select(static c => c.PreviousAddress ?? c.Address).ToHashSet();
        foreach (var resource in plan.PriorState)
        {
            if (!changed.Contains(resource.Address))
            {
                Add(resource);
            }
        }
    }

    private void Set(ResourceAddress address, string? deposed, Resource? resource)
    {
        var places = _places ??= Index();
        if (places.TryGetValue((address, deposed), out var at))
        {
            _resources[at] = resource;
        }
        else if (resource is not null)
        {
            Add(resource);
        }
    }

    private Dictionary<(ResourceAddress, string?), int> Index()
    {
        var places = new Dictionary<(ResourceAddress, string?), int>(_resources.Count);
        for (var i = 0; i < _resources.Count; i++)
        {
            if (_resources[i] is { } resource)
            {
                places.TryAdd((resource.Address, resource.Deposed), i);
            }
        }

        return places;
    }
}

/// <summary>
/// What a change that is laid leads to. Its unknowns are named with their scope, since those of another scope's resource of
/// the same address are other values.
/// </summary>
internal static class LaidChange
{
    public static Resource After(ResourceChange change) => new()
    {
        Id = change.Id,
        Provider = change.Provider,
        Content = string.IsNullOrEmpty(change.Id.Scope.Name) ? change.AfterContent : new LazyValue(change, static c => Named((ResourceChange)c)),
        Origin = change.Origin.At(change.AfterPath),
        Deposed = change.Deposed,
        References = change.References,
        IsPlanned = change.Actions.Creates,
    };

    private static Value? Named(ResourceChange change) => change.After is { } after ? Named(after, change.Id.Scope.Name + "//") : null;

    private static Value Named(Value value, string prefix)
    {
        switch (value)
        {
            case { IsGround: true }:
                return value;
            case UnknownValue { Origin: not UnknownOrigin.Withheld } unknown:
                return unknown.Placed(new UnknownPath(prefix + unknown.Id));
            case ObjectValue obj:
                return ObjectValue.Create(obj.Shape, Named(obj.Values, prefix));
            case ArrayValue array:
                return ArrayValue.Create(Named(array.Items, prefix));
            default:
                return value;
        }
    }

    private static Value[] Named(ReadOnlySpan<Value> values, string prefix)
    {
        var named = values.ToArray();
        for (var i = 0; i < named.Length; i++)
        {
            named[i] = Named(named[i], prefix);
        }

        return named;
    }
}
