using Turnpike.Gate.Rules;
using Turnpike.Values;

namespace Turnpike.Gate.Judging;

/// <summary>The parameters that each rule is given: its own defaults with the user's laid over, member by member.</summary>
internal sealed class RuleParameters
{
    private readonly ObjectValue[] _byRule;

    public RuleParameters(IReadOnlyList<CompiledRule> rules, ObjectValue given)
    {
        _byRule = new ObjectValue[rules.Count];
        foreach (var rule in rules)
        {
            _byRule[rule.Place] = given.Get(rule.Metadata.Id.Value) is ObjectValue own ? Overlay(rule.Metadata.Parameters, own) : rule.Metadata.Parameters;
        }
    }

    public ObjectValue Of(CompiledRule rule) => _byRule[rule.Place];

    private static ObjectValue Overlay(ObjectValue defaults, ObjectValue own)
    {
        var builder = new ObjectBuilder(defaults.Count + own.Count);
        builder.SetAll(defaults);
        builder.SetAll(own);
        return builder.ToValue();
    }
}
