using Turnpike.Text;

namespace Turnpike.Gate.Rules;

/// <summary>Faults in rule files that the language itself does not forbid.</summary>
internal static class RuleDiagnostics
{
    public static Diagnostic MissingField(SourceText source, TextSpan span, string field) => Error(
        "GATE001", $"the rule's metadata has no `{field}`", source, span,
        "Every rule says title, description, custom.id, custom.severity, custom.scope and custom.remediation; a resource rule custom.resource_types too.");

    public static Diagnostic UnknownField(SourceText source, TextSpan span, string field, IEnumerable<string> known) => Error(
        "GATE002", $"`custom.{field}` is no field of a rule's metadata", source, span, $"Known fields: {string.Join(", ", known)}.");

    public static Diagnostic BadChoice(SourceText source, TextSpan span, string field, string value, string choices) => Error(
        "GATE003", $"`custom.{field}` is \"{value}\", which is not {choices}", source, span, $"Write {choices}.");

    public static Diagnostic BadShape(SourceText source, TextSpan span, string field, string expected) => Error(
        "GATE004", $"`custom.{field}` is not {expected}", source, span, $"Write {expected}.");

    public static Diagnostic BadId(SourceText source, TextSpan span, string id) => Error(
        "GATE005", $"the rule id \"{id}\" has other characters than small letters, digits and dashes", source, span,
        "Ids are written in waivers and reports: keep to a-z, 0-9 and -.");

    public static Diagnostic DuplicateId(RuleMetadata rule, RuleMetadata first) => Error(
        "GATE006", $"the rule id \"{rule.Id}\" is taken by {first.Source?.Name}", rule.Source, rule.Span, "Give each rule an id of its own.");

    public static Diagnostic NothingToAsk(RuleMetadata rule) => Error(
        "GATE007", $"the rule \"{rule.Id}\" defines neither `deny` nor `violation` nor `warn`", rule.Source, rule.Span,
        "Write `deny contains {\"msg\": …} if { … }`.");

    public static Diagnostic PackWithoutRules(string pack) => Error(
        "GATE008", $"the pack \"{pack}\" has no rule", null, default, "A rule is a package with a METADATA block that gives custom.id.");

    public static Diagnostic ModuleWithoutId(SourceText source, TextSpan span) => Error(
        "GATE009", "the package of this pack file has `deny`, `violation` or `warn` but no custom.id, so nothing would evaluate it", source, span,
        "Write a METADATA block with custom.id above the package.");

    public static Diagnostic NoPolicy(IReadOnlyList<string> namespaces) => Error(
        "GATE010", $"no policy was found: no package {Quoted(namespaces)} defines `deny`, `violation` or `warn`, and no package has a METADATA block with custom.id",
        null, default, "Check the folder given, or name the packages to ask with --namespace.");

    public static Diagnostic NeverEvaluated(SourceText source, TextSpan span, string package, string rule) => Warning(
        "GATE011", $"nothing evaluates `{rule}` of package {package}", source, span,
        $"Only the packages asked for are evaluated; add --namespace {package}, or give the package a METADATA block with custom.id.");

    public static Diagnostic NotASet(SourceText source, TextSpan span, string rule) => Error(
        "GATE012", $"`{rule}` gives one value, not a set of messages, so it could never report anything", source, span,
        $"Write `{rule} contains msg if {{ … }}`.");

    public static Diagnostic UnknownNamespace(string name) => Warning(
        "GATE013", $"no policy file has the package {name}", null, default, "Check the spelling of --namespace.");

    public static Diagnostic SamePackage(RuleMetadata rule, RuleMetadata first) => Error(
        "GATE014", $"the package {rule.Package} is already the rule \"{first.Id}\" of {first.Source?.Name}", rule.Source, rule.Span,
        "One package is one rule: give each its own.");

    public static Diagnostic MissingTest(RuleMetadata rule, string name) => Error(
        "GATE015", $"the rule \"{rule.Id}\" has no {name} test", rule.Source, rule.Span,
        $"Each rule shows what fails, what passes and what stays unknown: write it in a _test.rego file, package {rule.Package}_test.");

    private static Diagnostic Error(string code, string message, SourceText? source, TextSpan span, string help) =>
        new(code, DiagnosticSeverity.Error, message, source, span, help);

    private static Diagnostic Warning(string code, string message, SourceText? source, TextSpan span, string help) =>
        new(code, DiagnosticSeverity.Warning, message, source, span, help);

    private static string Quoted(IEnumerable<string> names) => string.Join(" or ", names.Select(static n => $"`{n}`"));
}
