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
        if (Fault(rules) is { } fault)
        {
            return new Refusal("malformed", fault);
        }

        var defined = RightsEvents.Defined.Draft(new RightsDefined(rules), principal.Id);
        return await follower.AppendAsync(s_stream, ExpectedVersion.At(version), [defined], cancellationToken) is AppendResult.Conflict
            ? new Refusal("conflict", "Somebody else has changed the rights since you read them. Read them again.")
            : rights.Now;
    }

    private static string? Fault(IReadOnlyList<DecisionRule> rules) =>
        rules.Count > MaxRules ? $"There are {rules.Count} rules; {MaxRules} is the most."
        : rules.FirstOrDefault(r => string.IsNullOrWhiteSpace(r.Id)) is not null ? "Each rule needs an id, which refusals name."
        : rules.GroupBy(r => r.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { Key: var twice } ? $"Two rules have the id {twice}."
        : rules.Select(static r => Wording.FaultOfName("id of a rule", r.Id) ?? Wording.FaultOfText("reason of a rule", r.Reason)).FirstOrDefault(static f => f is not null) is { } wording ? wording.Message
        : rules.Select(Fault).FirstOrDefault(f => f is not null);

    private static string? Fault(DecisionRule rule) =>
        !IsRisk(rule.MinRisk) || !IsRisk(rule.MaxRisk) || rule.MinRisk > rule.MaxRisk ? $"The risk of rule {rule.Id} goes from minRisk to maxRisk, within 0 to {DecisionRights.HighestRisk}."
        : rule.Needed is < 1 or > 20 ? $"Rule {rule.Id} asks for {rule.Needed} decisions; it can be 1 to 20."
        : Lists(rule).Any(l => l is { Count: 0 }) ? $"A list of rule {rule.Id} is empty, so that it could never match; leave it out to say nothing."
        : null;

    private static IEnumerable<IReadOnlyList<string>?> Lists(DecisionRule rule) => [rule.Verbs, rule.Roles, rule.Environments, rule.Tiers, rule.Kinds];

    private static bool IsRisk(int? risk) => risk is null or (>= 0 and <= DecisionRights.HighestRisk);
}
