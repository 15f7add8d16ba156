using System.Security.Cryptography;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Profiles;
using Turnpike.Assessment.Reports;
using Turnpike.Assessment.Trend;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;
using Turnpike.Inventory;
using Turnpike.Inventory.Ownership;
using Turnpike.Ledger;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Assessment.Runs;

/// <summary>
/// Assesses the estate as it is now and records what came of it, where anything differs from the last time. One run at a
/// time on a node: who comes meanwhile waits, and gets what is new since.
/// </summary>
/// <param name="rules">Those in force.</param>
/// <param name="findings">What they say of the estate as it is, once all of it is judged.</param>
public sealed class RunAssessment(
    EstateInventory inventory,
    AnswerOwnership ownership,
    AssessEstate assess,
    AssessmentProjection assessments,
    IAttachmentStore attachments,
    ProjectionFollower follower,
    IReadOnlyList<RuleMetadata> rules,
    Func<CancellationToken, Task<IReadOnlyList<Finding>>> findings,
    TimeProvider time,
    IdSource ids) : IDisposable
{
    private readonly SemaphoreSlim _running = new(1, 1);
    private volatile string? _doing;

    /// <summary>The section that is being judged; null where nothing runs on this node.</summary>
    public string? Doing => _doing;

    /// <returns>The assessment, and whether it is a new one.</returns>
    public async Task<(AssessmentEntry Entry, bool IsNew)> RunAsync(string actor, Profile profile, CancellationToken cancellationToken = default)
    {
        await _running.WaitAsync(cancellationToken);
        try
        {
            _doing = "Rules";
            await follower.CatchUpAsync(cancellationToken);
            var found = await findings(cancellationToken);
            _doing = "Joining";
            var answers = await ownership.AtAsync(null, cancellationToken);
            var estate = new AssessedEstate(answers, found, profile, time.GetUtcNow())
            {
                Rules = rules,
                ChangedAt = async (key, token) => (await inventory.HistoryAsync(key, 1, token)).Events is [var last, ..] ? last.At : null,
            };
            var report = await assess.RunAsync(estate, answers.Estate.Snapshot.Position, new Told(this), cancellationToken);
            return await KeepAsync(actor, report, cancellationToken);
        }
        finally
        {
            _doing = null;
            _running.Release();
        }
    }

    public void Dispose() => _running.Dispose();

    private async Task<(AssessmentEntry, bool)> KeepAsync(string actor, AssessmentReport report, CancellationToken cancellationToken)
    {
        var essence = Convert.ToBase64String(SHA256.HashData(AssessmentJson.Write(Essence(report))));
        if (assessments.Last(report.Profile) is { } last && last.Said.Essence == essence)
        {
            return (last, false);
        }

        var hash = await attachments.PutAsync(AssessmentJson.Write(report), KeptAssessments.MediaType, cancellationToken);
        var said = new AssessmentCompleted(
            ids(),
            report.Profile,
            report.Position,
            report.Estate.Resources,
            hash.ToBase64(),
            essence,
            new SortedDictionary<string, double?>(report.Sections.SelectMany(static s => s.Measures).ToDictionary(static m => m.Id, static m => m.Value), StringComparer.Ordinal),
            new SortedDictionary<string, double>(report.Risks.ToDictionary(static r => r.Id, static r => r.Score), StringComparer.Ordinal));
        await follower.AppendAsync(new StreamName("assessments"), ExpectedVersion.Any, [AssessmentEvents.Completed.Draft(said, actor)], cancellationToken);
        return (assessments.Find(said.Id) ?? throw new InvalidOperationException("What was just recorded is not known."), true);
    }

    // That the same was seen again later is nothing new.
    private static AssessmentReport Essence(AssessmentReport report) => report with
    {
        Moment = default,
        Position = null,
        Estate = report.Estate with { Scopes = [.. report.Estate.Scopes.Select(static s => s with { ObservedAt = default })] },
    };

    private sealed class Told(RunAssessment run) : IProgress<string>
    {
        public void Report(string value) => run._doing = value;
    }
}
