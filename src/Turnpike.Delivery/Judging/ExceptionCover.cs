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

    /// <summary>
    /// A finding as it is with these exceptions, whatever others it was covered by before: waived by the one in force that
    /// ends last, else told of the one that ended last and no longer counts.
    /// </summary>
    public Finding Lay(Finding finding, string scope)
    {
        // Most were never covered: they are not copied.
        var bare = finding is { Otherwise: null, Waiver: null } ? finding : finding with { Status = finding.Otherwise ?? finding.Status, Otherwise = null, Waiver = null };
        if (exceptions.Where(e => e.RevokedBy is null && e.Covers(bare.Rule.Id.Value, SubjectOf(bare, scope))).MaxBy(static e => e.Expires) is not { } covering)
        {
            return bare;
        }

        var waiver = AsWaiver(covering, bare);
        if (covering.StateAt(now) != ExceptionState.Active)
        {
            return bare with { Waiver = waiver };
        }

        _used[covering.Id] = _used.GetValueOrDefault(covering.Id) + 1;
        return bare with { Status = FindingStatus.Waived, Otherwise = bare.Status, Waiver = waiver };
    }

    /// <summary>What an exception names: the resource's key, or the scope with its slashes where the finding is about no resource.</summary>
    public static string SubjectOf(Finding finding, string scope) =>
        new ResourceKey(finding.Resource is { Scope.Length: > 0 } r ? r.Scope : scope, finding.Resource?.Address ?? "").ToString();

    private static Waiver AsWaiver(PolicyException exception, Finding finding) =>
        new(finding.Rule.Id, exception.Subject, exception.Reason, exception.Owner, DateOnly.FromDateTime(exception.Expires.UtcDateTime)) { Id = exception.Id };
}
