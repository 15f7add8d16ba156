using Turnpike.Gate.Rules;
using Turnpike.Rego.Evaluation;
using Turnpike.Text;

namespace Turnpike.Gate;

/// <summary>Why a check could not be done, or not in full, or cannot end in a pass.</summary>
internal static class CheckDiagnostics
{
    public static Diagnostic RuleFailed(RuleMetadata rule, RegoError error, string about, int others)
    {
        var more = others == 0 ? "" : others == 1 ? " and one other" : $" and {others} others";
        return new Diagnostic(
            "GATE050", DiagnosticSeverity.Error, $"the rule \"{rule.Id}\" could not judge {about}{more}: {error.Code}: {error.Message}",
            error.Source ?? rule.Source, error.Source is null ? rule.Span : error.Span, "Fix the rule; until then what it would judge is undecided.");
    }

    public static Diagnostic NothingRecognised(int skipped) => Error(
        "GATE060",
        skipped == 0 ? "there is nothing to judge: no file was given or found" : $"there is nothing to judge: none of {skipped} files is a plan, a state or a manifest",
        "Give a plan (terraform show -json), a state, or Kubernetes manifests.");

    public static Diagnostic NoRules() => Error(
        "GATE061", "there is no rule to judge by", "Name a pack with --pack or a policy folder with --policy.");

    public static Diagnostic NoRuleApplied(int resources, int rules) => Error(
        "GATE062",
        resources == 0 ? "the input holds no resources, so nothing was judged" : $"none of {rules} rules judges any of the {resources} resources of the input",
        "Check that the pack or policy is meant for this kind of input; a pass would say nothing.");

    public static Diagnostic IncompletePlan(SourceText source) => Note(
        "GATE064", "the plan is not complete, so a pass cannot be given", source,
        "It was made with -target or puts changes off; plan the rest and check again.");

    public static Diagnostic DeferredChanges(SourceText source, int count) => Note(
        "GATE065", $"the plan puts off {count} {(count == 1 ? "change" : "changes")} to a later plan, so a pass cannot be given", source,
        "Apply what is planned, plan again and check the rest.");

    public static Diagnostic StalePlan(int count, string first) => new(
        "GATE066", DiagnosticSeverity.Warning, $"the plan is stale: {Of(first, count)} no longer what it starts from", null, default,
        "Plan again, on the estate as it is now, and check that plan.");

    public static Diagnostic ConflictingChange(string change, int count, string first) => new(
        "GATE067", DiagnosticSeverity.Warning, $"the plan conflicts with the approved change {change}, which will change {first}{Others(count)} before it", null, default,
        "Plan again once that change is applied, or withdraw one of the two.");

    public static Diagnostic ManyNeighbours(int count, int judged) => new(
        "GATE068", DiagnosticSeverity.Warning, $"the change stands next to {count} resources elsewhere; what it does to them was judged for {judged}", null, default,
        "Split the change, so that each part touches less.");

    private static string Of(string first, int count) => count == 1 ? $"{first} is" : $"{first} and {count - 1} {(count == 2 ? "other" : "others")} are";

    private static string Others(int count) => count == 1 ? "" : count == 2 ? " and one other" : $" and {count - 1} others";

    private static Diagnostic Error(string code, string message, string help) =>
        new(code, DiagnosticSeverity.Error, message, null, default, help);

    private static Diagnostic Note(string code, string message, SourceText source, string help) =>
        new(code, DiagnosticSeverity.Warning, message, source, default, help);
}
