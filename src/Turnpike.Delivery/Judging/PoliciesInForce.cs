using Turnpike.Gate.Rules;
using Turnpike.Text;

namespace Turnpike.Delivery.Judging;

/// <summary>The rules that a node judges by, as it was started with them.</summary>
/// <param name="Rules">Packs and own policies, compiled together.</param>
/// <param name="ProviderData">Defaults and joins that come with the packs.</param>
/// <param name="Packs">The files that the rules were compiled from: dry runs of a new rule may use what they share. Empty where they are not at hand.</param>
public sealed record PoliciesInForce(RuleSet Rules, IReadOnlyList<SourceText> ProviderData, IReadOnlyList<RulePack> Packs)
{
    /// <summary>Findings below this do not count.</summary>
    public Severity FailOn { get; init; } = Severity.Medium;
}
