using System.Collections.Concurrent;
using Turnpike.Estate;
using Turnpike.Estate.Changes;
using Turnpike.Estate.Defaults;
using Turnpike.Estate.Joins;
using Turnpike.Estate.Views;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;
using Turnpike.Text;

namespace Turnpike.Gate.Judging;

/// <summary>One judging of the estate as it stands, from request to report.</summary>
internal sealed class StandingRun(EstateCheckRequest request, IProgress<int>? progress, CancellationToken cancellation)
{
    private const int RunLength = 64;

    private readonly DiagnosticBag _diagnostics = new();
    private readonly RuleErrors _errors = new();
    private readonly ConcurrentDictionary<string, RuleRunner> _runners = new();
    private int _asked;
    private int _judged;

    public CheckReport Run()
    {
        _diagnostics.AddRange(request.Rules.Diagnostics);
        if (request.Rules.Compiled.Count == 0 && !_diagnostics.HasErrors)
        {
            _diagnostics.Add(CheckDiagnostics.NoRules());
        }

        var run = new RulesRun(request.Rules.Compiled);
        var findings = request.Rules.Compiled.Count == 0 ? [] : Judge(run);
        _diagnostics.AddRange(_errors.ToDiagnostics());
        findings.Sort(FindingOrder.Compare);
        var summary = FindingCount.Of(findings, request.FailOn) with
        {
            ResourcesJudged = _judged,
            Resources = _asked,
            RulesRun = run.Rules.Count,
            Rules = request.Rules.Rules.Count,
        };
        return new CheckReport
        {
            Verdict = FindingCount.Verdict(summary, _diagnostics.HasErrors),
            Summary = summary,
            Findings = findings,
            Diagnostics = [.. _diagnostics],
            RulesRun = run.Rules,
            FailOn = request.FailOn,
        };
    }

    private List<Finding> Judge(RulesRun run)
    {
        var joins = JoinTable.Load(request.ProviderData, _diagnostics);
        var layers = EstateLayers.Of(request.Estate.Resources, [.. request.Estate.Approved.Select(static a => a.Planned)]);
        var overlay = Overlay.Of(EstateModel.Empty, [], joins, layers);
        var views = new ResourceViews(overlay, joins, DefaultTable.Load(request.ProviderData, _diagnostics));
        var data = DataFiles.Merge(request.DataFiles, request.Rules.Data, _diagnostics);
        var host = new EstateHost(views, "", isWhole: request.Estate.IsWhole);
        var maker = new FindingMaker(new UnknownWords([], new ReferenceFinder([])));
        var judge = new StandingJudge(
            request.Rules,
            new RuleParameters(request.Rules.Compiled, request.Parameters),
            views,
            scope => _runners.GetOrAdd(scope, s => new RuleRunner(host.In(s), data, maker, _errors, request.RuleLimits, request.Clock, cancellation)),
            run);
        return JudgeAll(judge, [.. overlay.After.All.Where(r => r.Deposed is null && request.Wanted?.Invoke(r) != false)]);
    }

    private List<Finding> JudgeAll(StandingJudge judge, Resource[] resources)
    {
        _asked = resources.Length;
        var done = 0;
        var runs = new List<RawFinding>[(resources.Length + RunLength - 1) / RunLength];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, request.Threads), CancellationToken = cancellation };
        Parallel.For(0, runs.Length, options, at =>
        {
            var found = new List<RawFinding>();
            var own = resources.AsSpan(at * RunLength, Math.Min(RunLength, resources.Length - (at * RunLength)));
            foreach (var resource in own)
            {
                if (judge.Judge(resource, found))
                {
                    Interlocked.Increment(ref _judged);
                }
            }

            runs[at] = found;
            progress?.Report(Interlocked.Add(ref done, own.Length));
        });
        return [.. runs.SelectMany(static r => r).Select(static r => r.Finding)];
    }
}
