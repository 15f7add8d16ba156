using Turnpike.Text;

namespace Turnpike.Gate.Rules;

/// <summary>Rules checked and compiled, ready to judge. Immutable, shared by threads.</summary>
public sealed class RuleSet
{
    private RuleSet(IReadOnlyList<RuleMetadata> rules, IReadOnlyList<Diagnostic> diagnostics)
    {
        Rules = rules;
        Diagnostics = diagnostics;
    }

    /// <summary>What each rule says about itself, in order of id.</summary>
    public IReadOnlyList<RuleMetadata> Rules { get; }

    /// <summary>Every fault found in the files. With an error among them a check is bad input; listing what was understood still works.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    public RuleMetadata? Find(RuleId id) => Rules.FirstOrDefault(rule => rule.Id == id);

    public static RuleSet Compile(IReadOnlyList<RulePack> packs, PolicyFolder? policies = null) => new([], []);
}
