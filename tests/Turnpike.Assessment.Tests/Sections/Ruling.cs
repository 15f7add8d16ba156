using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;

namespace Turnpike.Assessment.Tests.Sections;

/// <summary>What a rule says of resources, as the gate would say it.</summary>
internal static class Ruling
{
    public static RuleMetadata Rule(string id, params string[] types) => new()
    {
        Id = new RuleId(id),
        Title = $"Title of {id}",
        Severity = Severity.High,
        Scope = RuleScope.Resource,
        ResourceTypes = types,
        Package = id.Replace('-', '_'),
    };

    public static Finding Finding(RuleMetadata rule, string type, string id, FindingStatus status = FindingStatus.Fail) => new()
    {
        Rule = rule,
        Severity = rule.Severity,
        Status = status,
        Resource = new FindingSubject("aws/" + EstateYard.Account, $"""{type}.observed["{id}"]""", type, []),
        Message = "as it is",
        Fingerprint = default,
    };
}
