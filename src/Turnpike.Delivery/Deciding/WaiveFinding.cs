using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Judging;
using Turnpike.Gate.Findings;
using Turnpike.Governance;
using Turnpike.Governance.Exceptions;

namespace Turnpike.Delivery.Deciding;

/// <summary>Grants an exception for one finding of a change, and judges the change again: its verdict is new, and the reason is in the ledger.</summary>
public sealed class WaiveFinding(ChangeProjection changes, KeptReports reports, JudgeChange judge, GrantException grant)
{
    /// <param name="fingerprint">Of the finding, or the beginning of it that no other finding has.</param>
    public async Task<Outcome<WaivedFinding>> RunAsync(
        Principal principal, string id, string fingerprint, string reason, string owner, DateTimeOffset expires, CancellationToken cancellationToken = default)
    {
        if (changes.Find(id) is not { } change)
        {
            return ChangeAppend.NotFound(id);
        }

        if (ChangeAppend.Ended(change) is { } ended)
        {
            return ended;
        }

        if (await reports.FindAsync(change, cancellationToken) is not { } report)
        {
            return new Refusal("not-kept", $"The findings of change {id} are no longer kept.");
        }

        var (finding, fault) = Find(report.Findings, fingerprint);
        if (finding is null)
        {
            return fault!;
        }

        var request = new ExceptionRequest(ExceptionKind.Waiver, finding.Rule.Id.Value, ExceptionCover.SubjectOf(finding, change.Judged.Scope), reason, owner, expires);
        var granted = await grant.RunAsync(principal, request, change.Request("grant-exception"), cancellationToken);
        if (granted.Value is not { } exception)
        {
            return granted.Refusal!;
        }

        var again = await judge.AgainAsync(change, principal.Id, isPatient: true, cancellationToken);
        return again.Value is { } judged ? new WaivedFinding(exception, judged) : again.Refusal!;
    }

    private static (Finding? Finding, Refusal? Fault) Find(IReadOnlyList<Finding> findings, string fingerprint)
    {
        var found = findings.Where(f => fingerprint.Length > 0 && f.Fingerprint.Value.StartsWith(fingerprint, StringComparison.Ordinal)).DistinctBy(static f => f.Fingerprint).ToList();
        return found switch
        {
            [] => (null, new Refusal("not-found", $"The change has no finding {fingerprint}.")),
            [{ Status: FindingStatus.Waived }] => (null, new Refusal("covered", "An exception covers this finding already.")),
            [var one] => (one, null),
            _ => (null, new Refusal("ambiguous", $"{found.Count} findings begin with {fingerprint}; give more of it.")),
        };
    }
}

/// <param name="Change">Judged again, with the exception in force.</param>
public sealed record WaivedFinding(PolicyException Exception, Change Change);
