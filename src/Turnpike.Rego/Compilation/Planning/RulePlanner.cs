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
        var guarded = new List<BoundClause?>();
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
                guarded.Add(definition.Clauses.Count == 1 ? definition.Clauses[0] : null);
            }
        }

        Chain[] all = [.. chains];
        return new ValueDefinitions
        {
            Chains = all,
            Index = IndexBuilder.TryBuild(context, guarded, all),
            Default = otherwise,
            IsConstant = isConstant,
            IsRemembered = node.IsFunction && node.Definitions.Exists(static d => d.Clauses.Any(Weight.IsWorthRemembering)),
        };
    }

    public static PartialDefinitions Partial(PlanningContext context, RuleNode node, bool isSet)
    {
        var clauses = node.Definitions.SelectMany(static d => d.Clauses.Select(clause => (Clause: clause, d.Source))).ToArray();
        var isFlat = !isSet && clauses.All(static c => c.Clause.Path.Count == 1 && c.Clause.Key is null);
        var (plans, iterations) = Plan(isKeyed: false);
        var (keyed, keyedIterations) = Plan(isKeyed: true);
        return new PartialDefinitions
        {
            Clauses = plans,
            Index = IndexBuilder.TryBuild(context, [.. clauses.Select(static c => c.Clause)], plans),
            Keyed = keyedIterations < iterations ? keyed : null,
            IsFlat = isFlat,
        };

        (Plan[] Plans, int Iterations) Plan(bool isKeyed)
        {
            var made = new Plan[clauses.Length];
            var count = 0;
            for (var i = 0; i < made.Length; i++)
            {
                var planner = new Planner(context, clauses[i].Source);
                made[i] = isSet ? planner.PlanMember(clauses[i].Clause, isKeyed) : planner.PlanLeaf(clauses[i].Clause, isFlat, isKeyed);
                count += planner.Iterations;
            }

            return (made, count);
        }
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
