using System.Security.Cryptography;
using Turnpike.Formats;
using Turnpike.Formats.Scanners;
using Turnpike.Inventory.Sources;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Ledger.Merkle;
using Turnpike.Text;

namespace Turnpike.Inventory.Scans;

/// <summary>
/// Takes a file of reports into the books. A report takes the place of the one that the same tool gave of the same subject
/// in the same scope; nothing is written where it shows the same.
/// </summary>
public sealed class ReceiveScan(ProjectionFollower follower, ScanProjection scans, ScanStore store, InstallationKey key, TimeProvider time)
{
    private const int Tries = 5;
    private static readonly TimeSpan s_confirmEvery = TimeSpan.FromHours(1);

    /// <param name="actor">Who pushes, as the ledger calls them.</param>
    public async Task<ScanOutcome> RunAsync(string actor, SourcePush push, CancellationToken cancellationToken = default)
    {
        var diagnostics = new DiagnosticBag();
        SourceReading.CheckNames(push, diagnostics);
        var content = key.Sign(push.Content.Span).ToBase64();
        await follower.CatchUpAsync(cancellationToken);
        if (!diagnostics.HasErrors && scans.ContentOf(push.Scope, push.Name) == content && scans.Of(push.Scope, push.Name) is { Count: > 0 } known)
        {
            return await ConfirmAsync(actor, push, known, [], cancellationToken);
        }

        var read = InputReader.Read(push.Name, push.Content, new InputReaderOptions { TakesReports = true });
        diagnostics.AddRange(read.Diagnostics);
        if (!diagnostics.HasErrors && read.Document is not ScannerDocument { Reports.Count: > 0 })
        {
            diagnostics.Add(ScanDiagnostics.HoldsNoReport(push.Name));
        }

        if (diagnostics.HasErrors)
        {
            return new ScanOutcome.Refused("invalid", $"{push.Name} was not received: nothing was written.", [.. diagnostics]);
        }

        var reports = ((ScannerDocument)read.Document!).Reports;
        for (var i = 0; i < Tries; i++)
        {
            await follower.CatchUpAsync(cancellationToken);
            if (await TryAsync(actor, push, content, reports, [.. diagnostics], cancellationToken) is { } outcome)
            {
                return outcome;
            }
        }

        return new ScanOutcome.Refused("conflict", $"Others push to {push.Scope} all the time. Try again.", []);
    }

    // Null where somebody else wrote to the scope meanwhile.
    private async Task<ScanOutcome?> TryAsync(string actor, SourcePush push, string content, IReadOnlyList<ScannerReport> reports, IReadOnlyList<Diagnostic> warnings, CancellationToken cancellationToken)
    {
        var version = scans.VersionOf(push.Scope);
        var now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        var (said, isNew) = (new List<ScanReported>(), false);
        foreach (var report in reports)
        {
            var before = scans.Find(new ScanKey(push.Scope, report.Tool, report.Subject));
            var was = before is null ? null : await store.FindAsync(before, cancellationToken);
            var (kept, opened, closed) = ScanSuccession.Next(was, before?.ConfirmedAt ?? now, report, now);
            var hash = new Hash256(SHA256.HashData(kept.Write()));
            var isSame = before is not null && was is not null && before.Attachment == hash && before.IsPartial == report.IsPartial && before.Notes.SequenceEqual(report.Notes) && before.Name == push.Name;
            if (!isSame)
            {
                await store.KeepAsync(kept, cancellationToken);
            }

            isNew |= !isSame;
            var open = kept.Targets.Sum(static t => t.Findings.Count(static f => f is { ClosedAt: null, Finding.Accepted: null }));
            var accepted = kept.Targets.Sum(static t => t.Findings.Count(static f => f is { ClosedAt: null, Finding.Accepted: not null }));
            said.Add(new ScanReported(report.Form, report.Tool, report.ToolVersion, report.Subject, report.Name, hash.ToBase64(), open, accepted, opened, closed, kept.Targets.Sum(static t => t.Packages.Count), report.IsPartial, report.Notes));
        }

        if (!isNew)
        {
            return await ConfirmAsync(actor, push, scans.Of(push.Scope, push.Name), warnings, cancellationToken);
        }

        var received = ScanEvents.Received.Draft(new ScanReceived(push.Scope, push.Name, content, said), actor);
        var expected = version is { } last ? ExpectedVersion.At(last) : ExpectedVersion.None;
        return await follower.AppendAsync(StreamOf(push.Scope), expected, [received], cancellationToken) is AppendResult.Appended
            ? new ScanOutcome.Received([.. said.Select(r => new ScanReceipt(scans.Find(new ScanKey(push.Scope, r.Tool, r.Subject))!, r.Opened, r.Closed, IsUnchanged: false))], warnings)
            : null;
    }

    private async Task<ScanOutcome> ConfirmAsync(string actor, SourcePush push, IReadOnlyList<ScanState> known, IReadOnlyList<Diagnostic> warnings, CancellationToken cancellationToken)
    {
        if (known.Any(k => time.GetUtcNow() - k.ConfirmedAt >= s_confirmEvery))
        {
            await follower.AppendAsync(StreamOf(push.Scope), ExpectedVersion.Any, [ScanEvents.Confirmed.Draft(new ScanConfirmed(push.Scope, push.Name), actor)], cancellationToken);
        }

        return new ScanOutcome.Received([.. known.Select(k => new ScanReceipt(scans.Find(k.Key) ?? k, 0, 0, IsUnchanged: true))], warnings);
    }

    internal static StreamName StreamOf(string scope) => new("scans/" + scope);
}

/// <summary>What became of a push.</summary>
public abstract record ScanOutcome
{
    private ScanOutcome()
    {
    }

    /// <summary>It is in the books.</summary>
    public sealed record Received(IReadOnlyList<ScanReceipt> Reports, IReadOnlyList<Diagnostic> Warnings) : ScanOutcome;

    /// <summary>Nothing was written.</summary>
    /// <param name="Code">For programs: <c>invalid</c> for faults of the content, else one a kind of refusal.</param>
    public sealed record Refused(string Code, string Message, IReadOnlyList<Diagnostic> Diagnostics) : ScanOutcome;
}

/// <param name="Opened">Findings that the report before did not show.</param>
/// <param name="Closed">Findings that it showed and this one does not.</param>
/// <param name="IsUnchanged">The same was known already.</param>
public sealed record ScanReceipt(ScanState Report, int Opened, int Closed, bool IsUnchanged);
