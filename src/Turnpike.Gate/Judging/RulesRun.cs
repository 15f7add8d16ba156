using Turnpike.Gate.Rules;

namespace Turnpike.Gate.Judging;

/// <summary>Remembers which rules had something to judge. Safe for several threads: only ever set.</summary>
internal sealed class RulesRun(IReadOnlyList<CompiledRule> rules)
{
    private readonly bool[] _ran = new bool[rules.Count];

    public void Mark(CompiledRule rule) => _ran[rule.Place] = true;

    public IReadOnlyList<RuleMetadata> Rules => [.. rules.Where(r => _ran[r.Place]).Select(static r => r.Metadata)];
}
