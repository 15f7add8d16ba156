using System.Security.Cryptography;
using Turnpike.Estate.Changes;
using Turnpike.Estate.Defaults;
using Turnpike.Estate.Joins;
using Turnpike.Estate.Views;
using Turnpike.Formats.Plain;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;
using Turnpike.Gate.Surrounding;
using Turnpike.Gate.Waivers;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Judging;

/// <summary>One check from request to report.</summary>
internal sealed class CheckRun(CheckRequest request, CancellationToken cancellation)
{
    private readonly DiagnosticBag _diagnostics = new();
    private readonly RuleErrors _errors = new();
    private readonly List<StaleResource> _stale = [];
    private readonly List<ContentHash> _read = [];
    private RulesRun _run = new([]);

    // Judged and in no input: what stands around a change.
    private int _around;

    public CheckReport Run()
    {
        // The two longest steps before judging have nothing to do with each other.
        var inputs = new Inputs();
        Parallel.Invoke(
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, request.Threads), CancellationToken = cancellation },
            () => inputs.Read(request, cancellation),
            () => _ = request.Rules.Compiled);
        _run = new RulesRun(request.Rules.Compiled);
        _diagnostics.AddRange(request.Rules.Diagnostics);
        if (request.Rules.Compiled.Count == 0 && !_diagnostics.HasErrors)
        {
            _diagnostics.Add(CheckDiagnostics.NoRules());
        }

        var waivers = new WaiverBook([.. request.WaiverFiles.SelectMany(f => WaiverFile.Read(f, _diagnostics))], Today());
        inputs.Report(_diagnostics);
        var findings = Judge(inputs, out var judged);
        _diagnostics.AddRange(_errors.ToDiagnostics());
        var isPartial = NotePartialPlans(inputs);
        ReportIdleness(inputs, judged);
        var waived = Waive(findings, waivers);
        return Report(inputs, waived, waivers, judged, isPartial);
    }

    private DateOnly Today() => DateOnly.FromDateTime(request.Clock.GetUtcNow().UtcDateTime);

    private List<RawFinding> Judge(Inputs inputs, out int judged)
    {
        judged = 0;
        var findings = new List<RawFinding>();
        var parameters = new RuleParameters(request.Rules.Compiled, request.Parameters);
        var data = DataFiles.Merge(request.DataFiles, request.Rules.Data, _diagnostics);
        var joins = JoinTable.Load(request.ProviderData, _diagnostics);
        var defaults = DefaultTable.Load(request.ProviderData, _diagnostics);
        if (request.Rules.Compiled.Count == 0)
        {
            return findings;
        }

        // Who has a key has an estate, be it empty: what is asked of it and not found is part of what the verdict hangs on.
        var around = request.Surroundings.IsEmpty && request.InstallationKey.IsEmpty
            ? null
            : EstateLayers.Of(request.Surroundings.Resources, [.. request.Surroundings.Approved.Select(static a => a.Planned)]);
        foreach (var group in inputs.Groups(request.Scope))
        {
            judged += Judge(group, new JudgeSetting(parameters, data, joins, defaults, around), findings);
        }

        return request.PlanCode.Count == 0 ? findings : SaidOnce(findings);
    }

    // A plan's findings point into its code. Where the code is judged too, the same rule says the same of the same line.
    private static List<RawFinding> SaidOnce(List<RawFinding> findings)
    {
        var seen = new HashSet<(RuleId, string?, SourcePlace, FindingStatus)>();
        return findings.FindAll(f => f.Finding.Source is not { } place || f.Finding.Resource is not { } resource
            || seen.Add((f.Finding.Rule.Id, resource.Address + "\n" + f.Finding.Path, place, f.Finding.Status)));
    }

    private sealed record JudgeSetting(RuleParameters Parameters, ObjectValue Data, JoinTable Joins, DefaultTable Defaults, EstateLayers? Around);

    private int Judge(EstateGroup group, JudgeSetting setting, List<RawFinding> all)
    {
        var findings = new List<RawFinding>();
        var overlay = Overlay.Of(group.Prior, group.Plans, setting.Joins, setting.Around);
        var views = new ResourceViews(overlay, setting.Joins, setting.Defaults);
        var log = setting.Around is null ? null : new ReadLog(views);
        var host = new EstateHost(views, group.Scope, log, request.Surroundings.IsWhole);
        var maker = new FindingMaker(new UnknownWords(overlay.Changes, new ReferenceFinder(group.Plans)));
        RuleRunner NewRunner(EstateHost host) => new(host, setting.Data, maker, _errors, request.RuleLimits, request.Clock, cancellation);
        var runner = NewRunner(host);

        var resources = new ResourceJudge(request.Rules, setting.Parameters, views, runner, _run);
        resources.Judge(overlay.Changes, request.Threads, findings, cancellation);
        var documents = new DocumentJudge(request.Rules, views, runner, _run, group.Scope);
        documents.Judge(group.Documents, overlay.Changes, request.Unknowns == UnknownMode.Absent, request.IsCombined, findings);

        var admission = new AdmissionJudge(request.Rules, views, own => new RuleRunner(host, own, maker, _errors, request.RuleLimits, request.Clock, cancellation), _run, group.Scope, _diagnostics);
        admission.Judge(group.Documents, overlay.Changes, findings);

        new EstateJudge(request.Rules, setting.Parameters, resources, runner, _run, group.Scope).Judge(overlay.Changes, findings);
        if (request.ChangedOnly)
        {
            var comparison = new Comparison(setting.Parameters, views, NewRunner(host.AsBefore()), request.Rules.Compiled);
            for (var i = 0; i < findings.Count; i++)
            {
                findings[i] = findings[i] with { Finding = comparison.Compare(findings[i]) };
            }
        }

        var around = 0;
        if (log is not null)
        {
            var breakage = new Breakage(request, setting.Parameters, views, host, NewRunner, _run, log);
            JudgeAround(group, setting, log, breakage, views, findings);
            around = breakage.Judged;
            _around += around;
        }

        all.AddRange(findings);
        var plain = request.Rules.DocumentRules.Count > 0 ? group.Documents.OfType<PlainDocument>().Sum(static d => d.ResourceCount) : 0;
        return around + plain + (request.Rules.DocumentRules.Count + request.Rules.EstateRules.Count > 0 ? overlay.Changes.Count : Math.Max(resources.Judged, admission.Judged));
    }

    private void JudgeAround(EstateGroup group, JudgeSetting setting, ReadLog log, Breakage breakage, ResourceViews views, List<RawFinding> findings)
    {
        var neighbours = Neighbours.Of(views.Overlay, setting.Joins);
        breakage.Find(neighbours, findings, cancellation);
        if (neighbours.Count > Breakage.MaxNeighbours)
        {
            _diagnostics.Add(CheckDiagnostics.ManyNeighbours(neighbours.Count, Breakage.MaxNeighbours));
        }

        foreach (var change in views.Overlay.Changes)
        {
            log.Judged(views.After(change), views.Before(change));
        }

        var stale = Staleness.Find(group.Plans, request.Surroundings, request.InstallationKey);
        foreach (var resource in stale)
        {
            log.Note($"stale {resource.ConflictsWith} {resource.Difference} {resource.Scope}//{resource.Address} {string.Join(' ', resource.Attributes.Select(static a => a.Path))}");
        }

        foreach (var sort in stale.GroupBy(static s => s.ConflictsWith).OrderBy(static g => g.Key, StringComparer.Ordinal))
        {
            var (count, first) = (sort.Count(), sort.First().Address);
            _diagnostics.Add(sort.Key is null ? CheckDiagnostics.StalePlan(count, first) : CheckDiagnostics.ConflictingChange(sort.Key, count, first));
        }

        _stale.AddRange(stale);
        _read.Add(log.Hash(request.InstallationKey.Span));
    }

    private JudgementInputs JudgedOn() => new(
        request.InstallationKey.Length == Withheld.KeyBytes ? PlanHash(request.InstallationKey.Span) : default,
        PoliciesHash.Of(request),
        new ContentHash(SHA256.HashData([.. _read.SelectMany(static h => h.ToBytes())])));

    private ContentHash PlanHash(ReadOnlySpan<byte> key)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (var input in request.Inputs)
        {
            hash.AppendData(BitConverter.GetBytes((long)input.Bytes.Length));
            hash.AppendData(input.Bytes.Span);
        }

        return new ContentHash(hash.GetHashAndReset());
    }

    private bool NotePartialPlans(Inputs inputs)
    {
        var isPartial = false;
        foreach (var document in inputs.Documents)
        {
            if (Inputs.Planned(document) is not { } plan)
            {
                continue;
            }

            var deferred = plan.Changes.Count(static c => c.DeferredReason is not null);
            if (deferred > 0)
            {
                _diagnostics.Add(CheckDiagnostics.DeferredChanges(document.Source, deferred));
            }
            else if (plan.IsComplete == false)
            {
                _diagnostics.Add(CheckDiagnostics.IncompletePlan(document.Source));
            }

            isPartial |= deferred > 0 || plan.IsComplete == false;
        }

        return isPartial;
    }

    private void ReportIdleness(Inputs inputs, int judged)
    {
        if (judged == 0 && inputs.Checked.Count > 0 && !_diagnostics.HasErrors)
        {
            _diagnostics.Add(CheckDiagnostics.NoRuleApplied(inputs.Checked.Sum(static i => i.ResourceCount), request.Rules.Compiled.Count));
        }
    }

    private List<Finding> Waive(List<RawFinding> findings, WaiverBook waivers)
    {
        var waived = new List<Finding>(findings.Count);
        foreach (var raw in findings)
        {
            waived.Add(waivers.Apply(raw.Finding, raw.Subject.Address, raw.Finding.Source?.File));
        }

        foreach (var waiver in waivers.Unused)
        {
            _diagnostics.Add(request.Rules.Find(waiver.Rule) is null ? WaiverDiagnostics.UnknownRule(waiver) : WaiverDiagnostics.Unused(waiver));
        }

        foreach (var waiver in waivers.Expired)
        {
            _diagnostics.Add(WaiverDiagnostics.Expired(waiver));
        }

        waived.Sort(FindingOrder.Compare);
        return waived;
    }

    private CheckReport Report(Inputs inputs, List<Finding> findings, WaiverBook waivers, int judged, bool isPartial)
    {
        var run = _run.Rules;
        var summary = FindingCount.Of(findings, request.FailOn) with
        {
            ResourcesJudged = judged - _around,
            Resources = inputs.Checked.Sum(static i => i.ResourceCount),
            RulesRun = run.Count,
            Rules = request.Rules.Rules.Count,
        };
        return new CheckReport
        {
            Verdict = FindingCount.Verdict(summary, isPartial || _diagnostics.HasErrors),
            IsPartial = isPartial || _diagnostics.HasErrors,
            Summary = summary,
            Findings = findings,
            Inputs = inputs.Checked,
            Skipped = inputs.Skipped,
            Diagnostics = [.. _diagnostics],
            RulesRun = run,
            UnusedWaivers = waivers.Unused,
            ExpiredWaivers = waivers.Expired,
            FailOn = request.FailOn,
            Stale = _stale,
            JudgedOn = request.Surroundings.IsEmpty && request.InstallationKey.IsEmpty ? null : JudgedOn(),
        };
    }
}
