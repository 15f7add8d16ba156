using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Configuration;
using Turnpike.Hcl.Types;
using Turnpike.Text;

namespace Turnpike.Hcl.Terraform;

/// <summary>Values, repetition and conditions.</summary>
internal static partial class TerraformDiagnostics
{
    public static Diagnostic UnsuitableCount(HclExpression expression, string reason) => Error(
        "TF300", "Invalid count argument", $"The given \"count\" argument value is unsuitable: {reason}.", expression);

    public static Diagnostic NullCount(HclExpression expression) => Error(
        "TF301", "Invalid count argument", "The given \"count\" argument value is null. An integer is required.", expression);

    public static Diagnostic SensitiveForEach(HclExpression expression) => Error(
        "TF302", "Invalid for_each argument",
        "Sensitive values, or values derived from sensitive values, cannot be used as for_each arguments. If used, the sensitive value could be exposed as a resource instance key.",
        expression);

    public static Diagnostic EphemeralForEach(HclExpression expression) => Error(
        "TF303", "Invalid for_each argument", "The given \"for_each\" value is derived from an ephemeral value, which means that Terraform cannot persist it between plan/apply rounds. Use only non-ephemeral values to specify a resource's instance keys.",
        expression);

    public static Diagnostic NullForEach(HclExpression expression) => Error(
        "TF304", "Invalid for_each argument", "The given \"for_each\" argument value is unsuitable: the given \"for_each\" argument value is null. A map, or set of strings is allowed.", expression);

    public static Diagnostic ForEachType(HclExpression expression, HclType type) => Error(
        "TF305", "Invalid for_each argument",
        $"The given \"for_each\" argument value is unsuitable: the \"for_each\" argument must be a map, or set of strings, and you have provided a value of type {type}.", expression);

    public static Diagnostic ForEachSetType(HclExpression expression, HclType type) => Error(
        "TF306", "Invalid for_each set argument",
        $"The given \"for_each\" argument value is unsuitable: \"for_each\" supports maps and sets of strings, but you have provided a set containing type {type}.", expression);

    public static Diagnostic ForEachSetNull(HclExpression expression) => Error(
        "TF307", "Invalid for_each set argument", "The given \"for_each\" argument value is unsuitable: \"for_each\" sets must not contain null values.", expression);

    public static Diagnostic UnknownRepetition(HclExpression expression, string what, bool isForEach, string reason) => Note(
        "TF308", isForEach ? "Instances not known: for_each" : "Instances not known: count",
        $"The instances of {what} are not known before {reason} is; one instance with an unknown key stands for all of them.", expression.Source, expression.Span);

    public static Diagnostic TooManyResources(SourcePlace place, int limit) => Error(
        "TF309", "Too many resources", $"The root module has more than {limit} instances of resources; what is past that is not checked.", place.Source, place.Span);

    public static Diagnostic TooManyModules(SourcePlace place, int limit) => Error(
        "TF310", "Too many modules", $"The root module has more than {limit} instances of modules; what is past that is not checked.", place.Source, place.Span);

    public static Diagnostic NoValueForVariable(VariableDeclaration variable) => Note(
        "TF311", "No value for required variable",
        $"The root module input variable \"{variable.Name}\" is not set, and has no default value, so it is unknown here. Use --var or --var-file to provide a value for this variable.",
        variable.Block.Source, variable.Block.DefinitionSpan);

    public static Diagnostic InvalidVariableValue(SourcePlace place, VariableDeclaration variable, string reason) => Error(
        "TF312", "Invalid value for input variable",
        $"The given value is not suitable for var.{variable.Name} declared at {At(variable.Block)}: {reason}.", place.Source, place.Span);

    public static Diagnostic NullVariable(SourcePlace place, VariableDeclaration variable) => Error(
        "TF313", "Required variable not set", $"The given value is not suitable for var.{variable.Name} defined at {At(variable.Block)}: required variable may not be set to null.", place.Source, place.Span);

    public static Diagnostic UndeclaredVariableArgument(string name) => new(
        "TF314", DiagnosticSeverity.Error, "Value for undeclared variable", null, default,
        $"A variable named \"{name}\" was assigned with --var, but the root module does not declare a variable of that name. To use this value, add a \"variable\" block to the configuration.");

    public static Diagnostic UndeclaredVariableInFile(HclAttribute attribute) => Warning(
        "TF315", "Value for undeclared variable",
        $"The root module does not declare a variable named \"{attribute.Name}\" but a value was found in this file. If you meant to use this value, add a \"variable\" block to the configuration.",
        attribute.Source, attribute.Span);

    public static Diagnostic VariableTextFault(string name, string reason) => new(
        "TF316", DiagnosticSeverity.Error, "Invalid value for input variable", null, default, $"The value given for var.{name} cannot be read: {reason}");

    public static Diagnostic FailedValidation(SourcePlace place, string message, CheckRule rule) => Error(
        "TF317", "Invalid value for variable", $"{message}\n\nThis was checked by the validation rule at {At(rule.Block)}.", place.Source, place.Span);

    public static Diagnostic FailedPrecondition(CheckRule rule, bool isOutput, string message) => Error(
        "TF318", isOutput ? "Module output value precondition failed" : "Resource precondition failed", message, rule.Condition);

    public static Diagnostic FailedPostcondition(CheckRule rule, string message) => Error("TF319", "Resource postcondition failed", message, rule.Condition);

    public static Diagnostic FailedAssertion(CheckRule rule, string message) => Warning(
        "TF320", "Check block assertion failed", message, rule.Condition.Source, rule.Condition.Span);

    public static Diagnostic InvalidCondition(HclExpression expression, string reason) => Error(
        "TF321", "Invalid condition result", reason, expression);

    public static Diagnostic SensitiveOutput(OutputDeclaration output) => Error(
        "TF322", "Output refers to sensitive values",
        "To reduce the risk of accidentally exporting sensitive data that was intended to be only internal, Terraform requires that any root module output containing sensitive data be explicitly marked as sensitive, to confirm your intent.\n\nIf you do intend to export this data, annotate the output value as sensitive by adding the following argument:\n    sensitive = true",
        output.Block);

    public static Diagnostic EphemeralOutput(OutputDeclaration output) => Error(
        "TF323", "Ephemeral value not allowed", "This output value is not declared as returning an ephemeral value, so it cannot be set to a result derived from an ephemeral value.",
        output.Value!);

    public static Diagnostic Cycle(IEnumerable<string> members, SourcePlace place) => Error(
        "TF324", "Cycle: " + string.Join(", ", members), "These refer to one another in a circle, so none of them can be computed first. Break it: move a reference into a resource of its own.",
        place.Source, place.Span);

    public static Diagnostic DataSourceFault(SourcePlace place, string address, string message) => Error(
        "TF325", $"Data source {address} cannot be read", char.ToUpperInvariant(message[0]) + message[1..] + ".", place.Source, place.Span);

    public static Diagnostic UnknownResourceType(ResourceDeclaration resource, string provider) => Error(
        "TF326", resource.Mode == Addresses.TerraformMode.Data ? "Invalid data source" : resource.Mode == Addresses.TerraformMode.Ephemeral ? "Invalid ephemeral resource" : "Invalid resource type",
        $"The provider {provider} does not support {(resource.Mode == Addresses.TerraformMode.Data ? "data source" : resource.Mode == Addresses.TerraformMode.Ephemeral ? "ephemeral resource" : "resource type")} \"{resource.Type}\".",
        resource.Block.Source, resource.Block.LabelSpans[0]);

    public static Diagnostic FailedCheckEvaluation(CheckRule rule) => Error(
        "TF327", "Invalid condition", "The condition could not be evaluated.", rule.Condition);

    public static Diagnostic EphemeralArgument(SourceText source, TextSpan span, string name) => Error(
        "TF328", "Invalid use of ephemeral value", $"Ephemeral values are not valid for \"{name}\", because it is not a write-only attribute and must be persisted to state.", source, span);
}
