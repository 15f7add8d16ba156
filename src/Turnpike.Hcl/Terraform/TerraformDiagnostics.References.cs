using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Configuration;
using Turnpike.Text;

namespace Turnpike.Hcl.Terraform;

/// <summary>References and providers.</summary>
internal static partial class TerraformDiagnostics
{
    public static Diagnostic UndeclaredVariable(Traversal reference, string name, string? suggestion) => Error(
        "TERRA400", "Reference to undeclared input variable",
        $"This module has no variable \"{name}\".{(suggestion is null ? " Declare it, or correct the name." : DidYouMean(suggestion))}",
        reference.Source, SpanOf(reference, 1));

    public static Diagnostic UndeclaredLocal(Traversal reference, string name, string? suggestion) => Error(
        "TERRA401", "Reference to undeclared local value", $"This module has no local value \"{name}\".{DidYouMean(suggestion)}", reference.Source, SpanOf(reference, 1));

    public static Diagnostic UndeclaredModule(Traversal reference, string name, string? suggestion) => Error(
        "TERRA402", "Reference to undeclared module", $"This module calls no module \"{name}\".{DidYouMean(suggestion)}", reference.Source, SpanOf(reference, 1));

    public static Diagnostic UndeclaredResource(Traversal reference, ResourceName name, string? other) => Error(
        "TERRA403", "Reference to undeclared resource",
        $"This module has no {name.Kind} resource {name.Type}.{name.Name}.{(other is null ? "" : $" Did you mean {other}?")}",
        reference.Source, SpanOf(reference, name.Steps));

    public static Diagnostic InvalidReference(Traversal reference, string detail) => Error("TERRA404", "Invalid reference", detail, reference.Source, reference.Span);

    public static Diagnostic NoSuchOutput(Traversal reference, TraversalStep step, string name) => Error(
        "TERRA405", "Unsupported attribute", $"The module has no output \"{name}\".", reference.Source, step.Span);

    public static Diagnostic NoSuchAttribute(Traversal reference, TraversalStep step, string name, string? suggestion) => Error(
        "TERRA406", "Unsupported attribute", $"Resources of this type have no attribute \"{name}\".{DidYouMean(suggestion)}", reference.Source, step.Span);

    public static Diagnostic MissingInstanceKey(Traversal reference, string address, bool isCount) => Error(
        "TERRA407", "Missing resource instance key",
        $"{address} is repeated by {(isCount ? "count" : "for_each")}, so say which instance is meant, such as {address}[{(isCount ? "count.index" : "each.key")}].",
        reference.Source, reference.Span);

    public static Diagnostic UnexpectedInstanceKey(Traversal reference, TraversalStep step, string address) => Error(
        "TERRA408", "Unexpected resource instance key",
        $"{address} is not repeated, so there is no instance to choose. Remove the key.",
        reference.Source, step.Span);

    public static Diagnostic EachWithoutForEach(Traversal reference) => Error(
        "TERRA409", "Reference to \"each\" in context without for_each",
        "Only a resource or module block with for_each has an each.", reference.Source, SpanOf(reference, 1));

    public static Diagnostic CountWithoutCount(Traversal reference) => Error(
        "TERRA410", "Reference to \"count\" in non-counted context",
        "Only a resource or module block with count has a count.", reference.Source, SpanOf(reference, 1));

    public static Diagnostic SelfOutOfPlace(Traversal reference) => Error(
        "TERRA411", "Invalid \"self\" reference",
        "Only postconditions, provisioners and connections may use self. Name the resource instead.", reference.Source, SpanOf(reference, 1));

    public static Diagnostic InvalidObjectAttribute(Traversal reference, string root, string name) => Error(
        "TERRA412", $"Invalid \"{root}\" attribute", $"{root} has no attribute \"{name}\".", reference.Source, SpanOf(reference, 1));

    public static Diagnostic SelfReference(Traversal reference, string address) => Error(
        "TERRA413", "Self-referential block", $"What {address} says of itself would have to be known before it is. Write the value out, or use self in a postcondition or provisioner.", reference.Source, reference.Span);

    public static Diagnostic MissingProviderConfiguration(ModuleCallDeclaration call, string provider, string name) => Error(
        "TERRA414", "Missing required provider configuration",
        $"The module needs a configuration of {provider} under the name {name}. Pass one: providers = {{ {name} = … }}.",
        call.Block);

    public static Diagnostic UndefinedPassedProvider(ProviderReference inner, string module, string provider) => Warning(
        "TERRA415", "Reference to undefined provider",
        $"{module} does not declare \"{inner.Text}\" in its required_providers; a configuration of {provider} is taken to be meant. Declare it there or correct the name.",
        inner.Place.Source, inner.Place.Span);

    public static Diagnostic ProviderNotPresent(ProviderReference reference, string address) => Error(
        "TERRA416", "Provider configuration not present",
        $"To work with {address} its provider configuration \"{reference.Text}\" is required, but this module neither has a provider block with that alias nor declares it in configuration_aliases.",
        reference.Place.Source, reference.Place.Span);

    public static Diagnostic ValidationWithoutVariable(VariableDeclaration variable, CheckRule rule) => Error(
        "TERRA417", "Invalid reference in variable validation",
        $"The condition says nothing of var.{variable.Name}, whose values it is to check. Refer to it.", rule.Condition);

    public static Diagnostic InvalidPolicyJson(HclAttribute attribute, string reason) => Error(
        "TERRA418", $"\"{attribute.Name}\" contains an invalid JSON policy: {reason}", "The provider accepts only JSON here. Write the policy with jsonencode or aws_iam_policy_document.", attribute.Expression);

    private static string DidYouMean(string? suggestion) => suggestion is null ? "" : $" Did you mean \"{suggestion}\"?";

    // The root and some steps: what names the thing.
    private static TextSpan SpanOf(Traversal reference, int steps) =>
        steps <= reference.Steps.Length ? reference.RootSpan.Cover(reference.Steps[steps - 1].Span) : reference.Span;
}

/// <summary>A resource as a message names it.</summary>
internal readonly record struct ResourceName(string Kind, string Type, string Name, int Steps);
