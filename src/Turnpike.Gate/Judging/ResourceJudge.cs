using Turnpike.Estate.Changes;
using Turnpike.Estate.Identity;
using Turnpike.Estate.Views;
using Turnpike.Gate.Rules;
using Turnpike.Values;

namespace Turnpike.Gate.Judging;

/// <summary>
/// Asks the resource rules about each change of a type they name. Changes are dealt out in runs to a few threads; what
/// they find is put together in the order of the changes.
/// </summary>
internal sealed class ResourceJudge(RuleSet rules, RuleParameters parameters, ResourceViews views, RuleRunner runner, RulesRun run)
{
    private const int RunLength = 64;

    private int _judged;

    /// <summary>How many changes at least one rule was asked about.</summary>
    public int Judged => _judged;

    public void Judge(IReadOnlyList<ResourceChange> changes, int threads, List<RawFinding> findings, CancellationToken cancellation)
    {
        var runs = new List<RawFinding>?[(changes.Count + RunLength - 1) / RunLength];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads), CancellationToken = cancellation };
        Parallel.For(0, runs.Length, options, at =>
        {
            var end = Math.Min(changes.Count, (at + 1) * RunLength);
            var found = new List<RawFinding>();
            var judged = 0;
            for (var i = at * RunLength; i < end; i++)
            {
                judged += Judge(changes[i], found) ? 1 : 0;
            }

            runs[at] = found;
            Interlocked.Add(ref _judged, judged);
        });

        foreach (var found in runs)
        {
            findings.AddRange(found!);
        }
    }

    private bool Judge(ResourceChange change, List<RawFinding> findings)
    {
        ObjectValue? input = null;
        ChangeSubject? subject = null;
        foreach (var rule in rules.ForType(change.Address.Type))
        {
            if (!Concerns(rule.Metadata, change.Address.Mode))
            {
                continue;
            }

            input ??= Input(change);
            subject ??= new ChangeSubject(change, views);
            run.Mark(rule);
            runner.Run(rule, ResourceInput.WithParameters(input, parameters.Of(rule)), subject, findings);
        }

        return input is not null;
    }

    public ObjectValue Input(ResourceChange change) => ResourceInput.Of(
        change, views.Before(change)?.Attributes ?? Value.Null, views.After(change)?.Attributes ?? Value.Null);

    public static bool Concerns(RuleMetadata rule, ResourceMode mode)
    {
        var name = mode == ResourceMode.Data ? "data" : "managed";
        foreach (var wanted in rule.Modes)
        {
            if (wanted == name)
            {
                return true;
            }
        }

        return false;
    }
}
