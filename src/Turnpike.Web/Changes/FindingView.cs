using System.Globalization;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;

namespace Turnpike.Web.Changes;

/// <summary>A finding as a page shows it.</summary>
/// <param name="Counts">Whether the verdict depends on it.</param>
/// <param name="IsNewlyBroken">On a resource that the change does not touch, and that was in order before.</param>
/// <param name="Address">Null where a document or the estate as a whole is at fault.</param>
/// <param name="Path">The attribute at fault; null where the resource as a whole is.</param>
/// <param name="Place">File, line and column; null where it has none.</param>
/// <param name="Exception">That covers it; null where none does.</param>
/// <param name="IsExisting">It was there before the change, and is no worse with it.</param>
public sealed record FindingView(
    string Rule,
    string Title,
    Severity Severity,
    FindingStatus Status,
    bool Counts,
    bool IsNewlyBroken,
    string Scope,
    string? Address,
    string Message,
    string? Path,
    string? Place,
    IReadOnlyList<(string Path, string Origin)> Unknowns,
    int FurtherUnknowns,
    string Why,
    string Remediation,
    string Fingerprint,
    ExceptionView? Exception,
    bool IsExisting = false)
{
    // Further right lies what a program wrote in one line: a place that no one looks up.
    private const int ReadableColumn = 500;

    /// <param name="failOn">The least severity that the verdict depends on.</param>
    /// <param name="isOfChange">Judged with a change: what no action touches is broken by it elsewhere.</param>
    public static FindingView Of(Finding finding, Severity failOn, bool isOfChange) => new(
        finding.Rule.Id.Value,
        finding.Rule.Title,
        finding.Severity,
        finding.Status,
        finding.Counts && finding.Severity >= failOn,
        isOfChange && finding.Counts && finding.Resource is { Actions.Count: 0 },
        finding.Resource?.Scope ?? "",
        finding.Resource?.Address,
        finding.Message,
        finding.Path,
        finding.Source is { } place && place.Column <= ReadableColumn ? string.Create(CultureInfo.InvariantCulture, $"{place.File}:{place.Line}:{place.Column}") : null,
        [.. finding.Unknowns.Select(u => (u.Path, u.Origin))],
        finding.FurtherUnknowns,
        finding.Rule.Description,
        finding.Rule.Remediation,
        finding.Fingerprint.Value,
        finding.Waiver is { } waiver ? new ExceptionView(waiver.Id, waiver.Reason, waiver.Owner, waiver.Expires, finding.Status == FindingStatus.Waived) : null,
        finding.IsExisting);
}

/// <param name="IsInForce">False where it has ended: the finding counts.</param>
public sealed record ExceptionView(string? Id, string Reason, string Owner, DateOnly Expires, bool IsInForce);
