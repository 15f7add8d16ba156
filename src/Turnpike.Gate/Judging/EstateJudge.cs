using Turnpike.Estate.Changes;
using Turnpike.Gate.Rules;
using Turnpike.Values;

namespace Turnpike.Gate.Judging;

/// <summary>Asks the estate rules, once each, about all changes together.</summary>
internal sealed class EstateJudge(RuleSet rules, RuleParameters parameters, ResourceJudge resources, RuleRunner runner, RulesRun run, string scope)
{
    public void Judge(IReadOnlyList<ResourceChange> changes, List<RawFinding> findings)
    {
        if (rules.EstateRules.Count == 0 || changes.Count == 0)
        {
            return;
        }

        var inputs = new Value[changes.Count];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = resources.Input(changes[i]);
        }

        var all = ArrayValue.Create(inputs);
        foreach (var rule in rules.EstateRules)
        {
            run.Mark(rule);
            var input = Value.Object(("changes", all), ("params", parameters.Of(rule)));
            runner.Run(rule, input, new EstateSubject(scope), findings);
        }
    }
}
