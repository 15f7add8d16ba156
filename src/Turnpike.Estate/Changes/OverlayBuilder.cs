using Turnpike.Estate.Identity;
using Turnpike.Estate.References;

namespace Turnpike.Estate.Changes;

/// <summary>Sorts the resources of plans and of the prior estate into the two sides of an overlay.</summary>
internal sealed class OverlayBuilder(EstateModel prior)
{
    // Only of use to tell what else the prior estate holds.
    private readonly HashSet<ResourceId>? _spokenFor = prior.All.Count == 0 ? null : [];

    public List<EstateRoot> Before { get; } = [];

    public List<EstateRoot> After { get; } = [];

    public Dictionary<ResourceChange, Resource> BeforeByChange { get; } = [];

    public Dictionary<ResourceChange, Resource> AfterByChange { get; } = [];

    public void Add(PlannedChanges plan)
    {
        var before = new List<Resource>(plan.Changes.Count);
        var after = new List<Resource>(plan.Changes.Count);
        var changed = new HashSet<ResourceAddress>(plan.Changes.Count);
        foreach (var change in plan.Changes)
        {
            AddSides(change, before, after);
            if (change.Deposed is null)
            {
                // A plan's prior state has what is moved at its new address already, or still at its old one.
                changed.Add(change.Address);
                changed.Add(change.PreviousAddress ?? change.Address);
                _spokenFor?.Add(change.Id);
                if (change.PreviousAddress is not null)
                {
                    _spokenFor?.Add(change.Id with { Address = change.PreviousAddress });
                }
            }
        }

        // What is in the prior state and in no change stays as it is: data sources, and what a target left out.
        foreach (var resource in plan.PriorState)
        {
            _spokenFor?.Add(resource.Id);
            if (resource.Deposed is null && !changed.Contains(resource.Address))
            {
                before.Add(resource);
                after.Add(resource);
            }
        }

        Before.Add(new EstateRoot(before, plan.Configuration, plan.ProviderConstraints, plan.MissesModule));
        After.Add(new EstateRoot(after, plan.Configuration, plan.ProviderConstraints, plan.MissesModule));
    }

    /// <summary>The resources of the prior estate of which no plan speaks.</summary>
    public void AddRest()
    {
        if (_spokenFor is null && Before.Count > 0)
        {
            return;
        }

        var rest = _spokenFor is null ? prior.All : [.. prior.All.Where(r => !_spokenFor.Contains(r.Id))];
        var root = new EstateRoot(rest, null, null);
        Before.Add(root);
        After.Add(root);
    }

    /// <summary>
    /// What lies around. A Terraform plan speaks for its whole scope, manifests for what they name and no more.
    /// </summary>
    public void AddAround(EstateLayers around, IReadOnlyList<PlannedChanges> plans)
    {
        var whole = plans.Where(static p => p.Configuration is not null || p.PriorState.Count > 0 || p.Changes.Any(static c => !c.Address.IsKubernetes))
            .Select(static p => p.Scope.ToString()).Concat(prior.All.Select(static r => r.Id.Scope.ToString())).ToHashSet();
        var named = plans.SelectMany(static p => p.Changes).Where(static c => c.Address.IsKubernetes).Select(static c => c.Id).ToHashSet();
        foreach (var scope in around.Scopes)
        {
            if (whole.Contains(scope.Scope.ToString()))
            {
                continue;
            }

            var root = named.Count == 0 ? scope.ToRoot() : scope.ToRoot(r => named.Contains(r.Id));
            After.Add(root);
            Before.Add(named.Count == 0 ? root : scope.ToRoot());
        }
    }

    private void AddSides(ResourceChange change, List<Resource> before, List<Resource> after)
    {
        var isSame = change.Actions.IsNoOp && change.PreviousAddress is null;
        Resource? left = null;
        if (change.StartsFromSomething)
        {
            left = Side(change, isSame);
            before.Add(left);
            BeforeByChange.Add(change, left);
        }

        if (change.LeavesSomething)
        {
            var right = isSame && left is not null ? left : Side(change, isAfter: true);
            after.Add(right);
            AfterByChange.Add(change, right);
        }
    }

    private static Resource Side(ResourceChange change, bool isAfter) => new()
    {
        Id = !isAfter && change.PreviousAddress is { } previous ? change.Id with { Address = previous } : change.Id,
        Provider = change.Provider,
        Content = isAfter ? change.AfterContent : change.BeforeContent,
        Origin = change.Origin.At(isAfter ? change.AfterPath : change.BeforePath),
        Deposed = change.Deposed,
        Change = change,
        References = change.References,
    };
}
