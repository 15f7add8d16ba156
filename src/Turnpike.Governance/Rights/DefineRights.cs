using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Governance.Rights;

/// <summary>Lays down who may decide what. Who may do this is a permission, not a right: rules cannot lock everybody out.</summary>
public sealed class DefineRights(ProjectionFollower follower, DecisionRights rights)
{
    public const int MaxRules = 500;

    private static readonly StreamName s_stream = new("rights");

    /// <param name="version">Of the definition that the person has seen.</param>
    public async Task<Outcome<DecisionRights.Definition>> RunAsync(Principal principal, IReadOnlyList<DecisionRule> rules, long version, CancellationToken cancellationToken = default)
    {
        if (Faults(rules) is { Count: > 0 } faults)
        {
            return new Refusal("malformed", string.Join(' ', faults));
        }

        var defined = RightsEvents.Defined.Draft(new RightsDefined(rules), principal.Id);
        return await follower.AppendAsync(s_stream, ExpectedVersion.At(version), [defined], cancellationToken) is AppendResult.Conflict
            ? new Refusal("conflict", "Somebody else has changed the rights since you read them. Read them again.")
            : rights.Now;
    }

    /// <summary>Everything that is wrong with these rules; nothing where they can be put into force.</summary>
    public static IReadOnlyList<string> Faults(IReadOnlyList<DecisionRule> rules) =>
    [
        .. rules.Count > MaxRules ? [$"There are {rules.Count} rules; {MaxRules} is the most."] : Array.Empty<string>(),
        .. rules.Any(static r => string.IsNullOrWhiteSpace(r.Id)) ? ["Each rule needs an id, which refusals name."] : Array.Empty<string>(),
        .. rules.Where(static r => !string.IsNullOrWhiteSpace(r.Id)).GroupBy(static r => r.Id, StringComparer.Ordinal).Where(static g => g.Count() > 1).Select(static g => $"Two rules have the id {g.Key}."),
        .. rules.SelectMany(Faults),
    ];

    private static IEnumerable<string> Faults(DecisionRule rule)
    {
        if (!string.IsNullOrWhiteSpace(rule.Id) && Wording.FaultOfName("id of a rule", rule.Id) is { } id)
        {
            yield return id.Message;
        }

        if (Wording.FaultOfText("reason of a rule", rule.Reason) is { } reason)
        {
            yield return reason.Message;
        }

        if (!IsRisk(rule.MinRisk) || !IsRisk(rule.MaxRisk) || rule.MinRisk > rule.MaxRisk)
        {
            yield return $"The risk of {Name(rule)} goes from minRisk to maxRisk, within 0 to {DecisionRights.HighestRisk}.";
        }

        if (rule.Needed is < 1 or > 20)
        {
            yield return $"The number of decisions that {Name(rule)} asks for is {rule.Needed}; it can be 1 to 20.";
        }

        if (Lists(rule).Any(static l => l is { Count: 0 }))
        {
            yield return $"A list of {Name(rule)} is empty, so that it could never match; leave it out to say nothing.";
        }
    }

    private static string Name(DecisionRule rule) => string.IsNullOrWhiteSpace(rule.Id) ? "a rule without an id" : $"rule {rule.Id}";

    private static IEnumerable<IReadOnlyList<string>?> Lists(DecisionRule rule) => [rule.Verbs, rule.Roles, rule.Environments, rule.Tiers, rule.Kinds];

    private static bool IsRisk(int? risk) => risk is null or (>= 0 and <= DecisionRights.HighestRisk);
}
