using Turnpike.Rego.Compilation.Bound;
using Turnpike.Rego.Evaluation.Rules;
using Turnpike.Values;

namespace Turnpike.Rego.Compilation.Planning;

/// <summary>Plans all definitions of a rule.</summary>
internal static class RulePlanner
{
    public static ValueDefinitions Value(PlanningContext context, RuleNode node)
    {
        var isConstant = IsConstant(node);
        var chains = new List<Chain>();
        Plan? otherwise = null;
        foreach (var definition in node.Definitions)
        {
            var plans = definition.Clauses
                .Select(clause => new Planner(context, definition.Source).PlanValue(clause, isConstant))
                .ToArray();
            if (definition.Syntax.IsDefault)
            {
                otherwise = plans[0];
            }
            else
            {
                chains.Add(new Chain(plans));
            }
        }

        return new ValueDefinitions
        {
            Chains = [.. chains],
            Default = otherwise,
            IsConstant = isConstant,
            IsRemembered = node.IsFunction && node.Definitions.Exists(static d => d.Clauses.Any(Weight.IsWorthRemembering)),
        };
    }

    public static PartialDefinitions Partial(PlanningContext context, RuleNode node, bool isSet)
    {
        var plans = new List<Plan>();
        foreach (var definition in node.Definitions)
        {
            foreach (var clause in definition.Clauses)
            {
                var planner = new Planner(context, definition.Source);
                plans.Add(isSet ? planner.PlanMember(clause) : planner.PlanLeaf(clause));
            }
        }

        return new PartialDefinitions { Clauses = [.. plans] };
    }

    private static bool IsConstant(RuleNode node)
    {
        Value? only = null;
        foreach (var definition in node.Definitions)
        {
            foreach (var clause in definition.Syntax.IsDefault ? [] : definition.Clauses)
            {
                if (clause.Value is not BoundConstant { Value: var value } || (only is not null && only != value))
                {
                    return false;
                }

                only = value;
            }
        }

        return true;
    }
}
