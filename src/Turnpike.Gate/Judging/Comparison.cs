using Turnpike.Estate.Changes;
using Turnpike.Estate.Views;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;
using Turnpike.Values;

namespace Turnpike.Gate.Judging;

/// <summary>
/// Tells what a change introduces or worsens from what was there before, by judging the resource as it was with the
/// rules that found something. A finding is old only where that is sure; where the state before leaves it open, so
/// does the answer.
/// </summary>
internal sealed class Comparison(RuleParameters parameters, ResourceViews views, RuleRunner before, IReadOnlyList<CompiledRule> rules)
{
    private readonly Dictionary<RuleId, CompiledRule> _rules = rules.ToDictionary(static r => r.Metadata.Id);
    private readonly Dictionary<(RuleId, ResourceChange?), List<RawFinding>> _known = [];
    private Value? _estate;

    public Finding Compare(RawFinding raw)
    {
        var change = (raw.Subject as ChangeSubject)?.Change;
        if (Before(raw.Subject, change) is not { } input)
        {
            return raw.Finding;
        }

        var key = (raw.Finding.Rule.Id, change);
        if (!_known.TryGetValue(key, out var old))
        {
            old = [];
            var rule = _rules[raw.Finding.Rule.Id];
            before.Run(rule, ((ObjectValue)input).With("params", parameters.Of(rule)), raw.Subject, old);
            _known.Add(key, old);
        }

        return Compare(raw, old);
    }

    // A document cannot be had as it was, so what is said of one counts as new.
    private Value? Before(Subject subject, ResourceChange? change) => subject switch
    {
        ChangeSubject => Unchanged(change!),
        EstateSubject => _estate ??= Value.Object(("changes", ArrayValue.Create([.. views.Overlay.Changes.Select(Unchanged).OfType<Value>()]))),
        _ => null,
    };

    private ObjectValue? Unchanged(ResourceChange change) =>
        views.Before(change) is { } view ? ResourceInput.Unchanged(change, view.Attributes) : null;

    private static Finding Compare(RawFinding raw, List<RawFinding> old)
    {
        var maybe = (RawFinding?)null;
        foreach (var candidate in old)
        {
            if (candidate.Finding.Severity < raw.Finding.Severity || candidate.Finding.IsWarning != raw.Finding.IsWarning)
            {
                continue;
            }

            var isOpen = candidate.HasOpenKey || raw.HasOpenKey;
            if (!isOpen && candidate.Finding.Fingerprint != raw.Finding.Fingerprint)
            {
                continue;
            }

            if (!isOpen && candidate.Finding.Status == FindingStatus.Fail)
            {
                return raw.Finding with { IsExisting = true };
            }

            maybe ??= candidate;
        }

        return maybe is null || raw.Finding.Status != FindingStatus.Fail
            ? raw.Finding
            : raw.Finding with { Status = FindingStatus.Unknown, Unknowns = maybe.Finding.Unknowns, FurtherUnknowns = maybe.Finding.FurtherUnknowns };
    }
}
