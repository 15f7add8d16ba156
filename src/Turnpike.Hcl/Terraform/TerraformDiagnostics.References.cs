using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Configuration;
using Turnpike.Text;

namespace Turnpike.Hcl.Terraform;

/// <summary>References and providers.</summary>
internal static partial class TerraformDiagnostics
{
    public static Diagnostic UndeclaredVariable(Traversal reference, string name, string? suggestion) => Error(
        "TF400", "Reference to undeclared input variable",
        $"An input variable with the name \"{name}\" has not been declared. {(suggestion is null ? $"This variable can be declared with a variable \"{name}\" {{}} block." : $"Did you mean \"{suggestion}\"?")}",
        reference.Source, SpanOf(reference, 1));

    public static Diagnostic UndeclaredLocal(Traversal reference, string name, string? suggestion) => Error(
        "TF401", "Reference to undeclared local value", $"A local value with the name \"{name}\" has not been declared.{DidYouMean(suggestion)}", reference.Source, SpanOf(reference, 1));

    public static Diagnostic UndeclaredModule(Traversal reference, string name, string? suggestion) => Error(
        "TF402", "Reference to undeclared module", $"No module call named \"{name}\" is declared in this module.{DidYouMean(suggestion)}", reference.Source, SpanOf(reference, 1));

    public static Diagnostic UndeclaredResource(Traversal reference, ResourceName name, string? other) => Error(
        "TF403", "Reference to undeclared resource",
        $"A {name.Kind} resource \"{name.Type}\" \"{name.Name}\" has not been declared in this module.{(other is null ? "" : $" Did you mean {other}?")}",
        reference.Source, SpanOf(reference, name.Steps));

    public static Diagnostic InvalidReference(Traversal reference, string detail) => Error("TF404", "Invalid reference", detail, reference.Source, reference.Span);

    public static Diagnostic NoSuchOutput(Traversal reference, TraversalStep step, string name) => Error(
        "TF405", "Unsupported attribute", $"This object does not have an attribute named \"{name}\": the module has no output of that name.", reference.Source, step.Span);

    public static Diagnostic NoSuchAttribute(Traversal reference, TraversalStep step, string name, string? suggestion) => Error(
        "TF406", "Unsupported attribute", $"This object has no argument, nested block, or exported attribute named \"{name}\".{DidYouMean(suggestion)}", reference.Source, step.Span);

    public static Diagnostic MissingInstanceKey(Traversal reference, string address, bool isCount) => Error(
        "TF407", "Missing resource instance key",
        $"Because {address} has \"{(isCount ? "count" : "for_each")}\" set, its attributes must be accessed on specific instances.\n\nFor example, to correlate with indices of a referring resource, use:\n    {address}[{(isCount ? "count.index" : "each.key")}]",
        reference.Source, reference.Span);

    public static Diagnostic UnexpectedInstanceKey(Traversal reference, TraversalStep step, string address) => Error(
        "TF408", "Unexpected resource instance key",
        $"Because {address} does not have \"count\" or \"for_each\" set, references to it must not include an index key. Remove the bracketed index to refer to the single instance of this resource.",
        reference.Source, step.Span);

    public static Diagnostic EachWithoutForEach(Traversal reference) => Error(
        "TF409", "Reference to \"each\" in context without for_each",
        "The \"each\" object can be used only in \"module\" or \"resource\" blocks, and only when the \"for_each\" argument is set.", reference.Source, SpanOf(reference, 1));

    public static Diagnostic CountWithoutCount(Traversal reference) => Error(
        "TF410", "Reference to \"count\" in non-counted context",
        "The \"count\" object can only be used in \"module\", \"resource\", and \"data\" blocks, and only when the \"count\" argument is set.", reference.Source, SpanOf(reference, 1));

    public static Diagnostic SelfOutOfPlace(Traversal reference) => Error(
        "TF411", "Invalid \"self\" reference",
        "The \"self\" object is not available in this context. This object can be used only in resource provisioner, connection, and postcondition blocks.", reference.Source, SpanOf(reference, 1));

    public static Diagnostic InvalidObjectAttribute(Traversal reference, string root, string name) => Error(
        "TF412", $"Invalid \"{root}\" attribute", $"The \"{root}\" object does not have an attribute named \"{name}\".", reference.Source, SpanOf(reference, 1));

    public static Diagnostic SelfReference(Traversal reference, string address) => Error(
        "TF413", "Self-referential block", $"Configuration for {address} may not refer to itself.", reference.Source, reference.Span);

    public static Diagnostic MissingProviderConfiguration(ModuleCallDeclaration call, string provider, string name) => Error(
        "TF414", "Missing required provider configuration",
        $"The child module requires an additional configuration for provider {provider}, with the local name \"{name}\". Add an entry for {name} in the \"providers\" meta-argument in the module block to choose which provider configuration the module should use for that purpose.",
        call.Block);

    public static Diagnostic UndefinedPassedProvider(ProviderReference inner, string module, string provider) => Warning(
        "TF415", "Reference to undefined provider",
        $"There is no explicit declaration for local provider name \"{inner.Text}\" in {module}, so Terraform is assuming you mean to pass a configuration for \"{provider}\". If you also control the child module, add a required_providers entry named \"{inner.Text}\".",
        inner.Place.Source, inner.Place.Span);

    public static Diagnostic ProviderNotPresent(ProviderReference reference, string address) => Error(
        "TF416", "Provider configuration not present",
        $"To work with {address} its provider configuration \"{reference.Text}\" is required, but this module neither has a provider block with that alias nor declares it in configuration_aliases.",
        reference.Place.Source, reference.Place.Span);

    public static Diagnostic ValidationWithoutVariable(VariableDeclaration variable, CheckRule rule) => Error(
        "TF417", "Invalid reference in variable validation",
        $"The condition for variable \"{variable.Name}\" must refer to var.{variable.Name} in order to test incoming values.", rule.Condition);

    public static Diagnostic InvalidPolicyJson(HclAttribute attribute, string reason) => Error(
        "TF418", $"\"{attribute.Name}\" contains an invalid JSON policy: {reason}", "The provider accepts only JSON here. Write the policy with jsonencode or aws_iam_policy_document.", attribute.Expression);

    private static string DidYouMean(string? suggestion) => suggestion is null ? "" : $" Did you mean \"{suggestion}\"?";

    // The root and some steps: what names the thing.
    private static TextSpan SpanOf(Traversal reference, int steps) =>
        steps <= reference.Steps.Length ? reference.RootSpan.Cover(reference.Steps[steps - 1].Span) : reference.Span;
}

/// <summary>A resource as a message names it.</summary>
internal readonly record struct ResourceName(string Kind, string Type, string Name, int Steps);
