using Turnpike.Estate;
using Turnpike.Estate.Views;
using Turnpike.Gate.Rules;
using Turnpike.Values;

namespace Turnpike.Gate.Judging;

/// <summary>Asks the resource rules about resources of which nothing is planned. Safe for several threads.</summary>
/// <param name="runners">A runner for the scope of what is judged.</param>
internal sealed class StandingJudge(RuleSet rules, RuleParameters parameters, ResourceViews views, Func<string, RuleRunner> runners, RulesRun run)
{
    /// <summary>False if no rule judges such a resource.</summary>
    public bool Judge(Resource resource, List<RawFinding> findings)
    {
        ObjectValue? input = null;
        StandingSubject? subject = null;
        foreach (var rule in rules.ForType(resource.Type))
        {
            if (!ResourceJudge.Concerns(rule.Metadata, resource.Address.Mode))
            {
                continue;
            }

            subject ??= new StandingSubject(resource, views);
            input ??= ResourceInput.Standing(resource, views.After(resource).Attributes);
            run.Mark(rule);
            runners(subject.Scope).Run(rule, ResourceInput.WithParameters(input, parameters.Of(rule)), subject, findings);
        }

        return input is not null;
    }
}
