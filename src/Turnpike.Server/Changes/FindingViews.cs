using Turnpike.Delivery.Judging;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;

namespace Turnpike.Server.Changes;

/// <summary>Findings as the API and the pages show them.</summary>
public static class FindingViews
{
    public static FindingResource Of(Finding finding, string scope) => new(
        finding.Rule.Id.Value,
        finding.Rule.Title,
        finding.Severity.Name(),
        finding.Status switch { FindingStatus.Fail => "fail", FindingStatus.Unknown => "unknown", _ => "waived" },
        finding.Counts && finding.Severity >= PoliciesInForce.FailOn,
        finding.IsWarning,
        finding.BrokenBy.Count > 0,
        finding.Resource is { Scope.Length: > 0 } r ? r.Scope : scope,
        finding.Resource?.Address,
        finding.Resource?.Type,
        finding.Resource?.Actions ?? [],
        finding.Message,
        finding.Path,
        finding.Source is { } place ? new FindingPlace(place.File, place.Line, place.Column) : null,
        [.. finding.Unknowns.Select(static u => new FindingUnknown(u.Path, u.Origin))],
        finding.FurtherUnknowns,
        finding.Rule.Description,
        finding.Rule.Remediation,
        finding.Fingerprint.Value,
        finding.Waiver is { } w ? new FindingException(w.Id, w.Reason, w.Owner, w.Expires, finding.Status == FindingStatus.Waived) : null,
        finding.IsExisting);
}
