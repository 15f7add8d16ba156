using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Configuration;
using Turnpike.Hcl.Types;
using Turnpike.Text;

namespace Turnpike.Hcl.Terraform;

/// <summary>Values, repetition and conditions.</summary>
internal static partial class TerraformDiagnostics
{
    public static Diagnostic UnsuitableCount(HclExpression expression, string reason) => Error(
        "TERRA300", "Invalid count argument", $"This cannot be a number of instances: {reason}.", expression);

    public static Diagnostic NullCount(HclExpression expression) => Error(
        "TERRA301", "Invalid count argument", "The number of instances is null. Give a whole number, such as 0 for none.", expression);

    public static Diagnostic SensitiveForEach(HclExpression expression) => Error(
        "TERRA302", "Invalid for_each argument",
        "The keys of instances stand in addresses for all to see, so they may not come from a sensitive value. Repeat over something else, or take the mark off with nonsensitive where that is right.",
        expression);

    public static Diagnostic EphemeralForEach(HclExpression expression) => Error(
        "TERRA303", "Invalid for_each argument", "The keys of instances are kept in the state, so they may not come from an ephemeral value. Repeat over something else.",
        expression);

    public static Diagnostic NullForEach(HclExpression expression) => Error(
        "TERRA304", "Invalid for_each argument", "This is null. Give a map or a set of strings, an empty one for no instance.", expression);

    public static Diagnostic ForEachType(HclExpression expression, HclType type) => Error(
        "TERRA305", "Invalid for_each argument",
        $"A map or a set of strings is needed, and this is a {type}. A list of strings becomes a set with toset.", expression);

    public static Diagnostic ForEachSetType(HclExpression expression, HclType type) => Error(
        "TERRA306", "Invalid for_each set argument",
        $"The members of the set must be strings, and these are of type {type}.", expression);

    public static Diagnostic ForEachSetNull(HclExpression expression) => Error(
        "TERRA307", "Invalid for_each set argument", "A member of the set is null. Leave it out, for instance with compact.", expression);

    public static Diagnostic UnknownRepetition(HclExpression expression, string what, bool isForEach, string reason) => Note(
        "TERRA308", isForEach ? "Instances not known: for_each" : "Instances not known: count",
        $"The instances of {what} are not known before {reason} is; one instance with an unknown key stands for all of them.", expression.Source, expression.Span);

    public static Diagnostic TooManyResources(SourcePlace place, int limit) => Error(
        "TERRA309", "Too many resources", $"The root module has more than {limit} instances of resources; what is past that is not checked.", place.Source, place.Span);

    public static Diagnostic TooManyModules(SourcePlace place, int limit) => Error(
        "TERRA310", "Too many modules", $"The root module has more than {limit} instances of modules; what is past that is not checked.", place.Source, place.Span);

    public static Diagnostic NoValueForVariable(VariableDeclaration variable) => Note(
        "TERRA311", "No value for required variable",
        $"var.{variable.Name} has no default and nothing sets it, so it is unknown here. Give it with --var or --var-file.",
        variable.Block.Source, variable.Block.DefinitionSpan);

    public static Diagnostic InvalidVariableValue(SourcePlace place, VariableDeclaration variable, string reason) => Error(
        "TERRA312", "Invalid value for input variable",
        $"var.{variable.Name}, declared at {At(variable.Block)}, does not take this value: {reason}.", place.Source, place.Span);

    public static Diagnostic NullVariable(SourcePlace place, VariableDeclaration variable) => Error(
        "TERRA313", "Required variable not set", $"var.{variable.Name}, declared at {At(variable.Block)}, has no default and may not be null. Give a value.", place.Source, place.Span);

    public static Diagnostic UndeclaredVariableArgument(string name) => new(
        "TERRA314", DiagnosticSeverity.Error, "Value for undeclared variable", null, default,
        $"--var sets \"{name}\", which the root module does not declare. Correct the name or declare the variable.");

    public static Diagnostic UndeclaredVariableInFile(HclAttribute attribute) => Warning(
        "TERRA315", "Value for undeclared variable",
        $"The root module declares no variable \"{attribute.Name}\", so this value is not used. Correct the name or declare the variable.",
        attribute.Source, attribute.Span);

    public static Diagnostic VariableTextFault(string name, string reason) => new(
        "TERRA316", DiagnosticSeverity.Error, "Invalid value for input variable", null, default, $"The value given for var.{name} cannot be read: {reason}");

    public static Diagnostic FailedValidation(SourcePlace place, string message, CheckRule rule) => Error(
        "TERRA317", "Invalid value for variable", $"{message} (rule at {At(rule.Block)})", place.Source, place.Span);

    public static Diagnostic FailedPrecondition(CheckRule rule, bool isOutput, string message) => Error(
        "TERRA318", isOutput ? "Module output value precondition failed" : "Resource precondition failed", message, rule.Condition);

    public static Diagnostic FailedPostcondition(CheckRule rule, string message) => Error("TERRA319", "Resource postcondition failed", message, rule.Condition);

    public static Diagnostic FailedAssertion(CheckRule rule, string message) => Warning(
        "TERRA320", "Check block assertion failed", message, rule.Condition.Source, rule.Condition.Span);

    public static Diagnostic InvalidCondition(HclExpression expression, string reason) => Error(
        "TERRA321", "Invalid condition result", reason, expression);

    public static Diagnostic SensitiveOutput(OutputDeclaration output) => Error(
        "TERRA322", "Output refers to sensitive values",
        "The value holds something sensitive, which the output would show. Add sensitive = true to the output, or leave the sensitive part out.",
        output.Block);

    public static Diagnostic EphemeralOutput(OutputDeclaration output) => Error(
        "TERRA323", "Ephemeral value not allowed", "The value is ephemeral, or part of it, and the output does not say so. In a module that is called, add ephemeral = true to the output; else leave the ephemeral part out.",
        output.Value!);

    public static Diagnostic EphemeralRootOutput(OutputDeclaration output) => Error(
        "TERRA330", "Ephemeral output not allowed", "The outputs of a root module are kept in the state, so they cannot be ephemeral. Leave the ephemeral part out, or remove the output.",
        output.Block);

    public static Diagnostic EphemeralInput(VariableDeclaration variable, HclAttribute argument) => Error(
        "TERRA331", "Ephemeral value not allowed", $"The value is ephemeral, or part of it, and the variable \"{variable.Name}\" does not say that it takes one. Add ephemeral = true to the variable.",
        argument.Source, argument.Expression.Span);

    public static Diagnostic Cycle(IEnumerable<string> members, SourcePlace place) => Error(
        "TERRA324", "Cycle: " + string.Join(", ", members), "These refer to one another in a circle, so none of them can be computed first. Break it: move a reference into a resource of its own.",
        place.Source, place.Span);

    public static Diagnostic DataSourceFault(SourcePlace place, string address, string message) => Error(
        "TERRA325", $"Data source {address} cannot be read", char.ToUpperInvariant(message[0]) + message[1..] + ".", place.Source, place.Span);

    public static Diagnostic UnknownResourceType(ResourceDeclaration resource, string provider) => Error(
        "TERRA326", resource.Mode == Addresses.TerraformMode.Data ? "Invalid data source" : resource.Mode == Addresses.TerraformMode.Ephemeral ? "Invalid ephemeral resource" : "Invalid resource type",
        $"{provider} has no such {(resource.Mode == Addresses.TerraformMode.Data ? "data source" : resource.Mode == Addresses.TerraformMode.Ephemeral ? "ephemeral resource" : "resource type")}: {resource.Type}. Correct the type; its schema is of a certain version of the provider.",
        resource.Block.Source, resource.Block.LabelSpans[0]);

    public static Diagnostic FailedCheckEvaluation(CheckRule rule) => Error(
        "TERRA327", "Invalid condition", "The condition cannot be computed.", rule.Condition);

    public static Diagnostic EphemeralArgument(HclAttribute argument) => Error(
        "TERRA328", "Invalid use of ephemeral value", $"\"{argument.Name}\" is kept in the state, which an ephemeral value may not be. Use the write-only form of the attribute.", argument.Source, argument.Expression.Span);

    public static Diagnostic CountType(HclExpression expression, string reason) => Error(
        "TERRA329", "Incorrect value type", $"This cannot be a number of instances: {reason}.", expression);
}
