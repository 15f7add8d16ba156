using System.Collections.Concurrent;
using Turnpike.Gate.Rules;
using Turnpike.Rego.Evaluation;
using Turnpike.Text;

namespace Turnpike.Gate.Judging;

/// <summary>
/// Rules that could not be evaluated. A broken rule breaks on each of thousands of resources alike, so one place is
/// shown for each error and the others are counted. Safe for several threads.
/// </summary>
internal sealed class RuleErrors
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(RuleId Rule, string Code, int At), Occurrence> _occurrences = [];
    private readonly ConcurrentDictionary<RuleId, int> _runaways = new();

    /// <summary>Whether the rule went past a limit and should not be asked again.</summary>
    public bool HasRunaway(RuleId rule) => !_runaways.IsEmpty && _runaways.ContainsKey(rule);

    /// <summary>Counts a subject that a runaway rule was not asked about.</summary>
    public void AddUnasked(RuleId rule) => _runaways.AddOrUpdate(rule, 1, static (_, count) => count + 1);

    public void Add(RuleMetadata rule, RegoError error, Subject subject)
    {
        if (IsLimit(error))
        {
            _runaways.TryAdd(rule.Id, 0);
        }

        lock (_lock)
        {
            var key = (rule.Id, error.Code, error.Span.Start);
            var about = subject.Address?.Text ?? (subject as DocumentSubject)?.File ?? "the estate";
            _occurrences[key] = _occurrences.TryGetValue(key, out var known)
                ? known with { Count = known.Count + 1, About = string.CompareOrdinal(about, known.About) < 0 ? about : known.About }
                : new Occurrence(rule, error, about, 1);
        }
    }

    public IEnumerable<Diagnostic> ToDiagnostics() => _occurrences.Values
        .OrderBy(static o => o.Rule.Id)
        .ThenBy(static o => o.Error.Span.Start)
        .Select(o => CheckDiagnostics.RuleFailed(o.Rule, o.Error, o.About, o.Count - 1 + (IsLimit(o.Error) ? _runaways[o.Rule.Id] : 0)));

    private static bool IsLimit(RegoError error) => error.Code.EndsWith("_limit_error", StringComparison.Ordinal);

    private sealed record Occurrence(RuleMetadata Rule, RegoError Error, string About, int Count);
}
