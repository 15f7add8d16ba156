using Turnpike.Delivery.Changes;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Waivers;
using Turnpike.Governance.Exceptions;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Delivery.Judging;

/// <summary>Lays governance's exceptions over the findings of one judging, and remembers which were of use.</summary>
internal sealed class ExceptionCover(IReadOnlyList<PolicyException> exceptions, DateTimeOffset now)
{
    private readonly Dictionary<string, int> _used = [];

    public IReadOnlyList<AppliedException> Applied =>
        [.. exceptions.Where(e => _used.ContainsKey(e.Id)).Select(e => new AppliedException(e.Id, e.Rule, e.Owner, e.Expires, _used[e.Id]))];

    /// <summary>The exception in force that ends last; else the one that ended last and no longer counts.</summary>
    public Cover? Of(Finding finding, string scope)
    {
        var covering = exceptions.Where(e => e.RevokedBy is null && e.Covers(finding.Rule.Id.Value, SubjectOf(finding, scope))).MaxBy(static e => e.Expires);
        if (covering is null)
        {
            return null;
        }

        var isInForce = covering.StateAt(now) == ExceptionState.Active;
        if (isInForce)
        {
            _used[covering.Id] = _used.GetValueOrDefault(covering.Id) + 1;
        }

        return new Cover(AsWaiver(covering, finding), isInForce);
    }

    /// <summary>What an exception names: the resource's key, or the scope with its slashes where the finding is about no resource.</summary>
    public static string SubjectOf(Finding finding, string scope) =>
        new ResourceKey(finding.Resource is { Scope.Length: > 0 } r ? r.Scope : scope, finding.Resource?.Address ?? "").ToString();

    private static Waiver AsWaiver(PolicyException exception, Finding finding) =>
        new(finding.Rule.Id, exception.Subject, exception.Reason, exception.Owner, DateOnly.FromDateTime(exception.Expires.UtcDateTime)) { Id = exception.Id };
}
