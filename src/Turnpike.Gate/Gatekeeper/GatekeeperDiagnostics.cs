using Turnpike.Estate;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Gatekeeper;

/// <summary>Faults of constraint templates and constraints.</summary>
internal static class GatekeeperDiagnostics
{
    public static Diagnostic UnknownVersion(PolicyObject item, string known) => Error(
        "GATE070", $"{item.Kind} has the version {item.ApiVersion}, which is not known", item, ValuePath.Of("apiVersion"), $"Known are {known}.");

    public static Diagnostic Missing(PolicyObject item, ValuePath path, string what) => Error(
        "GATE071", $"{item.Kind} {item.Name} has no {what}", item, path, $"Give {path}.");

    public static Diagnostic WrongShape(PolicyObject item, ValuePath path, string expected) => Error(
        "GATE072", $"{path} is not {expected}", item, path, $"Write {expected}.");

    public static Diagnostic NameIsNotKind(PolicyObject item, string kind) => Error(
        "GATE073", $"the template is named \"{item.Name}\" and defines the kind {kind}, whose name in small letters it must bear", item, ValuePath.Of("metadata", "name"),
        $"Name it {kind.ToLowerInvariant()}; Gatekeeper refuses it as it is.");

    public static Diagnostic UnknownTarget(PolicyObject item, ValuePath path, string target) => Error(
        "GATE074", $"the target \"{target}\" is not known", item, path, "Only admission.k8s.gatekeeper.sh is.");

    public static Diagnostic OnlyCel(PolicyObject item, PolicyObject constraint) => Error(
        "GATE075", $"the template {item.Name} is written in CEL (K8sNativeValidation), which is not evaluated here", constraint, ValuePath.Of("kind"),
        "Nothing judges by this constraint. Give the template a Rego engine beside the CEL one, or leave the constraint to the cluster.");

    public static Diagnostic NoViolation(PolicyObject item, SourceText source, TextSpan span) => new(
        "GATE076", DiagnosticSeverity.Error, $"the template {item.Name} defines no set `violation`", source, span, "Write `violation[{\"msg\": msg}] { … }`.");

    public static Diagnostic ForeignReference(PolicyObject item, ValuePath path, string reference) => Error(
        "GATE077", $"the template {item.Name} reads {reference}, which is nowhere", item, path, "A template may read its libs below data.lib, and data.inventory.");

    public static Diagnostic LibElsewhere(SourceText source, TextSpan span, string package) => new(
        "GATE078", DiagnosticSeverity.Error, $"the library's package is {package}, not below lib", source, span, "Write `package lib.NAME`.");

    public static Diagnostic DuplicateTemplate(PolicyObject item, string kind, PolicyObject first) => Error(
        "GATE079", $"the kind {kind} is defined in another way in {first.Source.Name}", item, ValuePath.Of("metadata", "name"), "A kind has one template: give only one of the versions.");

    public static Diagnostic DuplicateConstraint(PolicyObject item, PolicyObject first) => Error(
        "GATE080", $"{item.Kind}/{item.Name} is given in another way in {first.Source.Name}", item, ValuePath.Of("metadata", "name"), "Name each constraint of a kind differently.");

    public static Diagnostic NoTemplate(PolicyObject item, string? nearest) => Error(
        "GATE081", $"no ConstraintTemplate defines the kind {item.Kind}, so the constraint {item.Name} judges nothing", item, ValuePath.Of("kind"),
        nearest is null ? "Give the template too." : $"Did you mean {nearest}?");

    public static Diagnostic UnusedTemplate(PolicyObject item, string kind) => Warning(
        "GATE082", $"no constraint uses the template {kind}, so it judges nothing", item, ValuePath.Of("metadata", "name"), $"Give a constraint of the kind {kind}.");

    public static Diagnostic BadParameter(PolicyObject item, ValuePath path, string what) => Error(
        "GATE083", $"{path} {what}", item, path, $"The schema in the template of {item.Kind} says so.");

    public static Diagnostic UndeclaredParameter(PolicyObject item, ValuePath path) => Warning(
        "GATE084", $"{path} is not in the schema of {item.Kind}", item, path, "A cluster drops it, so that the policy would not see it there. Check the spelling.");

    public static Diagnostic UnknownMatchField(PolicyObject item, ValuePath path) => Error(
        "GATE085", $"{path} is no criterion", item, path, "Known are kinds, scope, namespaces, excludedNamespaces, labelSelector, namespaceSelector, name and source.");

    public static Diagnostic BadChoice(PolicyObject item, ValuePath path, string value, string choices) => Error(
        "GATE086", $"{path} is \"{value}\", which is not {choices}", item, path, $"Write {choices}.");

    public static Diagnostic PassedOver(PolicyObject item, string why) => new(
        "GATE087", DiagnosticSeverity.Information, $"{item.Kind} {item.Name} is passed over: {why}", item.Source, item.Span(ValuePath.Of("kind")), "Objects are judged as they are written.");

    public static Diagnostic BrokenReview(ValueOrigin place, string what) => new(
        "GATE088", DiagnosticSeverity.Error, $"this asks nothing: {what}", place.Document.Source, place.Document.Locate(place.Path), "Give the request as the API server sends it.");

    private static Diagnostic Error(string code, string message, PolicyObject item, ValuePath path, string help) =>
        new(code, DiagnosticSeverity.Error, message, item.Source, item.Span(path), help);

    private static Diagnostic Warning(string code, string message, PolicyObject item, ValuePath path, string help) =>
        new(code, DiagnosticSeverity.Warning, message, item.Source, item.Span(path), help);
}
