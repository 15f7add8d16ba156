using Turnpike.Estate;
using Turnpike.Estate.Changes;
using Turnpike.Estate.Identity;
using Turnpike.Formats;
using Turnpike.Gate.Surrounding;
using Turnpike.Values;

namespace Turnpike.Gate.Judging;

/// <summary>
/// Compares what a plan starts from with what the estate has at the same addresses: as it is, and as approved changes will
/// leave it. Only what the plan's configuration sets or the plan changes is compared, since providers' own values move by
/// themselves. A scope that the estate does not know yet is not compared.
/// </summary>
internal sealed class Staleness
{
    private readonly PlannedChanges _plan;
    private readonly ReferenceFinder _references;
    private readonly Func<Value, Value, ValuePath, bool> _isSame;
    private readonly Dictionary<ResourceAddress, ResourceChange> _changes = [];
    private readonly Dictionary<ResourceAddress, Value> _start = [];

    private Staleness(PlannedChanges plan, ReadOnlyMemory<byte> key)
    {
        _plan = plan;
        _references = new ReferenceFinder([plan]);
        _isSame = (estate, planned, _) => SameValue.IsSame(estate, planned, key.Span);
        foreach (var change in plan.Changes)
        {
            if (IsCompared(change.Address, change.Deposed) && change.StartsFromSomething)
            {
                var address = change.PreviousAddress ?? change.Address;
                _changes[address] = change;
                _start[address] = change.Before ?? Value.Null;
            }
        }

        foreach (var resource in plan.PriorState)
        {
            if (IsCompared(resource.Address, resource.Deposed))
            {
                _start.TryAdd(resource.Address, resource.Attributes);
            }
        }

        // A moved resource stands in the prior state at its new address already.
        foreach (var change in plan.Changes.Where(static c => c.PreviousAddress is not null))
        {
            _start.Remove(change.Address);
        }
    }

    /// <param name="key">The installation's key, to compare secrets with withheld ones; may be empty.</param>
    public static IReadOnlyList<StaleResource> Find(IReadOnlyList<PlannedChanges> plans, Surroundings surroundings, ReadOnlyMemory<byte> key)
    {
        var stale = new List<StaleResource>();
        foreach (var plan in plans.Where(static p => p.Changes.Any(static c => !c.Address.IsKubernetes) || p.PriorState.Count > 0))
        {
            var scope = plan.Scope.ToString();
            var estate = surroundings.Resources.Where(r => r.Id.Scope.ToString() == scope).ToList();
            var approved = surroundings.Approved.Where(a => a.Planned.Changes.Any(c => c.Id.Scope.ToString() == scope)).ToList();
            if (estate.Count > 0)
            {
                new Staleness(plan, key).Compare(estate, approved, stale);
            }
        }

        return stale;
    }

    private static bool IsCompared(ResourceAddress address, string? deposed) => deposed is null && address.Mode == ResourceMode.Managed && !address.IsKubernetes;

    private void Compare(List<Resource> estate, List<ApprovedChange> approved, List<StaleResource> stale)
    {
        var now = ByAddress(estate);
        var then = approved.Count == 0 ? now : ByAddress(EstateLayers.Of(estate, [.. approved.Select(static a => a.Planned)]).InScope(_plan.Scope));
        var by = approved.SelectMany(static a => a.Planned.Changes.Where(static c => !c.Actions.IsNoOp).SelectMany(c => Touched(c).Select(address => (address, a.Id))))
            .GroupBy(static t => t.address).ToDictionary(static g => g.Key, static g => g.Last().Id);
        foreach (var address in now.Keys.Concat(then.Keys).Concat(_start.Keys).Distinct().OrderBy(static a => a.Text, StringComparer.Ordinal))
        {
            var change = by.GetValueOrDefault(address);
            var difference = Compare(address, now.GetValueOrDefault(address), null);
            var later = change is null ? difference : Compare(address, then.GetValueOrDefault(address), change);
            if (later is not null)
            {
                stale.Add(difference ?? later);
            }
        }
    }

    private static IEnumerable<ResourceAddress> Touched(ResourceChange change) => change.PreviousAddress is { } previous ? [change.Address, previous] : [change.Address];

    private static Dictionary<ResourceAddress, Value> ByAddress(IReadOnlyList<Resource> resources)
    {
        var byAddress = new Dictionary<ResourceAddress, Value>(resources.Count);
        foreach (var resource in resources)
        {
            if (IsCompared(resource.Address, resource.Deposed))
            {
                byAddress.TryAdd(resource.Address, resource.Attributes);
            }
        }

        return byAddress;
    }

    private StaleResource? Compare(ResourceAddress address, Value? estate, string? approved)
    {
        var start = _start.GetValueOrDefault(address);
        if (start is null || estate is null)
        {
            return ReferenceEquals(start, estate)
                ? null
                : new StaleResource(_plan.Scope.ToString(), address.Text, start is null ? StaleDifference.Appeared : StaleDifference.Gone, [], approved);
        }

        var attributes = new List<StaleAttribute>();
        if (start is ObjectValue planned && estate is ObjectValue present)
        {
            foreach (var key in planned.Keys)
            {
                if (present.Get(key) is { } value && IsTold(address, key, planned))
                {
                    Differences(value, planned.Get(key)!, ValuePath.Root.Append(key), attributes);
                }
            }
        }

        return attributes.Count == 0 ? null : new StaleResource(_plan.Scope.ToString(), address.Text, StaleDifference.Changed, attributes, approved);
    }

    // A provider of another version may know an attribute more, so one side alone says nothing.
    private bool IsTold(ResourceAddress address, Value key, ObjectValue planned)
    {
        if (key is StringValue { Value: "id" } || !_changes.TryGetValue(address, out var change) || _references.BlockOf(change) is not { } block)
        {
            return true;
        }

        return (block.Expressions as ObjectValue)?.Get(key) is not null
            || (!change.Actions.IsNoOp && change.After is ObjectValue after && after.Get(key) is { IsGround: true } value && !value.Equals(planned.Get(key)));
    }

    private void Differences(Value estate, Value planned, ValuePath path, List<StaleAttribute> found)
    {
        if (found.Count >= StaleResource.MaxAttributes || _isSame(estate, planned, path))
        {
            return;
        }

        switch (estate, planned)
        {
            case (ObjectValue a, ObjectValue b) when !a.IsSensitive && !b.IsSensitive:
                foreach (var key in a.Shape.Union(b.Keys).Keys)
                {
                    Differences(a.Get(key) ?? Value.Null, b.Get(key) ?? Value.Null, path.Append(key), found);
                }

                break;
            case (ArrayValue a, ArrayValue b) when a.Count == b.Count && !a.IsSensitive && !b.IsSensitive:
                for (var i = 0; i < a.Count; i++)
                {
                    Differences(a[i], b[i], path.Append(i), found);
                }

                break;
            default:
                var isSecret = estate.IsSensitive || planned.IsSensitive;
                found.Add(new StaleAttribute(path.ToString(), Shown(estate, isSecret), Shown(planned, isSecret)));
                break;
        }
    }

    private static string? Shown(Value value, bool isSecret) =>
        value is NullValue ? null : isSecret ? JsonText.SensitivePlaceholder : JsonText.Redacted(value);
}
