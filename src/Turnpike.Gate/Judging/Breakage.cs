using System.Collections.Concurrent;
using Turnpike.Estate.Changes;
using Turnpike.Estate.Views;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;

namespace Turnpike.Gate.Judging;

/// <summary>
/// What a change breaks elsewhere: resources around it of which nothing is planned, and of which a rule says worse once the
/// change is made. They are judged as they will stand; the rules that find something are asked about them as they stand now.
/// </summary>
internal sealed class Breakage(
    CheckRequest request, RuleParameters parameters, ResourceViews views, EstateHost host, Func<EstateHost, RuleRunner> runner, RulesRun run, ReadLog log)
{
    /// <summary>More neighbours are not judged, and the report says so.</summary>
    public const int MaxNeighbours = 2000;

    private readonly ConcurrentDictionary<string, RuleRunner> _after = new();
    private readonly ConcurrentDictionary<string, RuleRunner> _before = new();
    private int _judged;
    private readonly Dictionary<RuleId, CompiledRule> _rules = request.Rules.Compiled.ToDictionary(static r => r.Metadata.Id);

    /// <summary>How many neighbours at least one rule judges.</summary>
    public int Judged => _judged;

    public void Find(IReadOnlyList<Neighbour> neighbours, List<RawFinding> findings, CancellationToken cancellation)
    {
        var found = new List<RawFinding>[Math.Min(neighbours.Count, MaxNeighbours)];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, request.Threads), CancellationToken = cancellation };
        var judge = new StandingJudge(request.Rules, parameters, views, scope => _after.GetOrAdd(scope, s => runner(host.In(s))), run);
        Parallel.For(0, found.Length, options, at => found[at] = Judge(neighbours[at], judge));
        foreach (var own in found)
        {
            findings.AddRange(own);
        }
    }

    private List<RawFinding> Judge(Neighbour neighbour, StandingJudge judge)
    {
        var resource = neighbour.Resource;
        log.After.Read([resource, .. views.After(resource).Sources]);
        var now = new List<RawFinding>();
        if (judge.Judge(resource, now))
        {
            Interlocked.Increment(ref _judged);
        }

        if (now.Count == 0)
        {
            return now;
        }

        log.Before.Read([resource, .. views.Before(resource).Sources]);
        var was = now.Select(static f => f.Finding.Rule.Id).Distinct().ToDictionary(static id => id, id => Before(neighbour, _rules[id]));
        List<FindingSubject> causes = [.. neighbour.Changes.Take(Finding.MaxCauses).Select(static c => ChangeSubject.Of(c))];
        return [.. now.Where(f => IsWorse(f, was[f.Finding.Rule.Id])).Select(f => f with { Finding = f.Finding with { BrokenBy = causes } })];
    }

    private List<RawFinding> Before(Neighbour neighbour, CompiledRule rule)
    {
        var resource = neighbour.Resource;
        var subject = new StandingSubject(resource, views);
        var input = ResourceInput.Standing(resource, views.Before(resource).Attributes);
        var findings = new List<RawFinding>();
        _before.GetOrAdd(subject.Scope, s => runner(host.In(s).AsBefore())).Run(rule, ResourceInput.WithParameters(input, parameters.Of(rule)), subject, findings);
        return findings;
    }

    private static bool IsWorse(RawFinding now, List<RawFinding> before)
    {
        foreach (var was in before)
        {
            var isSame = was.HasOpenKey || now.HasOpenKey || was.Finding.Fingerprint == now.Finding.Fingerprint;
            var isAsBad = was.Finding.Status == FindingStatus.Fail || now.Finding.Status == FindingStatus.Unknown;
            if (isSame && isAsBad && was.Finding.Severity >= now.Finding.Severity && was.Finding.IsWarning == now.Finding.IsWarning)
            {
                return false;
            }
        }

        return true;
    }
}
