using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Configuration;
using Turnpike.Text;

namespace Turnpike.Hcl.Terraform;

/// <summary>The form of the language's own blocks.</summary>
internal static partial class TerraformDiagnostics
{
    private const string NameRule = "A name must start with a letter or underscore and may contain only letters, digits, underscores, and dashes.";

    public static Diagnostic InvalidName(string what, SourceText source, TextSpan span) => Error("TF100", $"Invalid {what} name", NameRule, source, span);

    public static Diagnostic ReservedVariableName(string name, HclBlock block) => Error(
        "TF101", "Invalid variable name", $"The variable name \"{name}\" is reserved due to its special meaning inside module blocks.", block.Source, block.LabelSpans[0]);

    public static Diagnostic DuplicateVariable(VariableDeclaration second, VariableDeclaration first) => Error(
        "TF102", "Duplicate variable declaration",
        $"A variable named \"{first.Name}\" was already declared at {At(first.Block)}. Variable names must be unique within a module.", second.Block);

    public static Diagnostic DuplicateOutput(OutputDeclaration second, OutputDeclaration first) => Error(
        "TF103", "Duplicate output definition",
        $"An output named \"{first.Name}\" was already defined at {At(first.Block)}. Output names must be unique within a module.", second.Block);

    public static Diagnostic DuplicateLocal(HclAttribute second, HclAttribute first) => Error(
        "TF104", "Duplicate local value definition",
        $"A local value named \"{first.Name}\" was already defined at {At(first.Source, first.NameSpan)}. Local value names must be unique within a module.",
        second.Source, second.Span);

    public static Diagnostic DuplicateModuleCall(ModuleCallDeclaration second, ModuleCallDeclaration first) => Error(
        "TF105", "Duplicate module call",
        $"A module call named \"{first.Name}\" was already defined at {At(first.Block)}. Module calls must have unique names within a module.", second.Block);

    public static Diagnostic DuplicateResource(ResourceDeclaration second, ResourceDeclaration first)
    {
        var (what, kind) = first.Mode switch
        {
            Addresses.TerraformMode.Data => ($"data \"{first.Type}\"", $"{first.Type} data resource"),
            Addresses.TerraformMode.Ephemeral => ($"ephemeral \"{first.Type}\"", $"{first.Type} ephemeral resource"),
            _ => ($"resource \"{first.Type}\"", $"{first.Type} resource"),
        };
        return Error(
            "TF106", $"Duplicate {what} configuration",
            $"A {kind} named \"{first.Name}\" was already declared at {At(first.Block)}. Resource names must be unique per type in each module.", second.Block);
    }

    public static Diagnostic DuplicateProvider(ProviderDeclaration second, ProviderDeclaration first) => first.Alias is null
        ? Error(
            "TF107", "Duplicate provider configuration",
            $"A default (non-aliased) provider configuration for \"{first.LocalName}\" was already given at {At(first.Block)}. If multiple configurations are required, set the \"alias\" argument for alternative configurations.",
            second.Block)
        : Error(
            "TF107", "Duplicate provider configuration",
            $"A provider configuration for \"{first.LocalName}\" with alias \"{first.Alias}\" was already given at {At(first.Block)}. Each configuration for the same provider must have a distinct alias.",
            second.Block);

    public static Diagnostic DuplicateCheck(CheckDeclaration second, CheckDeclaration first) => Error(
        "TF108", "Duplicate check block", $"A check block named \"{first.Name}\" was already declared at {At(first.Block)}. Check blocks must be unique within each module.", second.Block);

    public static Diagnostic DuplicateRequiredProviders(HclBlock block, SourcePlace first) => Error(
        "TF109", "Duplicate required providers configuration",
        $"A module may have only one required providers configuration. The required providers were previously configured at {first}.", block);

    public static Diagnostic DuplicateBackend(HclBlock block, SourcePlace first) => Error(
        "TF110", "Duplicate backend configuration", $"A module may have only one backend configuration. The backend was previously configured at {first}.", block);

    public static Diagnostic DuplicateLifecycle(HclBlock block, HclBlock first) => Error(
        "TF111", "Duplicate lifecycle block", $"This resource already has a lifecycle block at {At(first)}.", block);

    public static Diagnostic CountWithForEach(HclAttribute forEach) => Error(
        "TF112", "Invalid combination of \"count\" and \"for_each\"",
        "The \"count\" and \"for_each\" meta-arguments are mutually-exclusive, only one should be used to be explicit about the number of resources to be created.",
        forEach.Source, forEach.NameSpan);

    public static Diagnostic ReservedBlock(HclBlock block) => Error(
        "TF113", "Reserved block type name", $"The block type name \"{block.Type}\" is reserved for use by Terraform in a future version.", block.Source, block.TypeSpan);

    public static Diagnostic StaticListExpected(HclExpression expression) => Error(
        "TF114", "Invalid expression", "A static list expression is required.", expression);

    public static Diagnostic StaticMapExpected(HclExpression expression) => Error(
        "TF115", "Invalid expression", "A static map expression is required.", expression);

    public static Diagnostic InvalidDependsOn(HclExpression expression) => Error(
        "TF116", "Invalid expression", "A single static variable reference is required: only attribute access and indexing with constant keys. No calculations, function calls, template expressions, etc are allowed here.",
        expression);

    public static Diagnostic InvalidIgnoreChanges(HclExpression expression) => Error(
        "TF117", "Invalid expression", "A single static variable reference is required: only attribute access and indexing with constant keys. No calculations, function calls, template expressions, etc are allowed here.",
        expression);

    public static Diagnostic InvalidProviderReference(HclExpression expression) => Error(
        "TF118", "Invalid provider configuration reference",
        "The provider argument requires a provider type name, optionally followed by a period and then a configuration alias.", expression);

    public static Diagnostic InvalidAlias(HclAttribute attribute) => Error("TF119", "Invalid provider configuration alias", $"An alias must be a valid name. {NameRule}", attribute.Expression);

    public static Diagnostic DuplicateProviderAddress(HclExpression expression, string name) => Error(
        "TF120", "Duplicate provider address", $"A provider configuration was already passed to {name}. Each child provider configuration can be assigned only once.", expression);

    public static Diagnostic InvalidModuleSource(HclAttribute attribute, string source) => Error(
        "TF121", "Invalid module source address", $"Terraform failed to determine your intended installation method for remote module package \"{source}\". A local path must start with ./ or ../.", attribute.Expression);

    public static Diagnostic InvalidVersionConstraint(HclAttribute attribute) => Error(
        "TF122", "Invalid version constraint", "This string does not use correct version constraint syntax.", attribute.Expression);

    public static Diagnostic InvalidProviderLocalName(HclAttribute attribute) => Error(
        "TF123", "Invalid provider local name", $"\"{attribute.Name}\" is an invalid provider local name: it must be lowercase letters, digits and dashes.", attribute.Source, attribute.NameSpan);

    public static Diagnostic InvalidProviderSource(HclAttribute attribute) => Error(
        "TF124", "Invalid provider source string", "The \"source\" attribute must be in the format \"[hostname/][namespace/]name\".", attribute.Expression);

    public static Diagnostic InvalidRequiredProvidersObject(HclExpression key, IEnumerable<string> allowed) => Error(
        "TF125", "Invalid required_providers object", $"required_providers objects can only contain {string.Join(", ", allowed.Select(a => '"' + a + '"'))} attributes. To configure a provider, use a \"provider\" block.", key);

    public static Diagnostic InvalidRequiredProvidersBlock(HclBlock block) => Error(
        "TF126", "Invalid required_providers block", "A \"required_providers\" block must be nested inside a \"terraform\" block.", block);

    public static Diagnostic NullDefault(HclAttribute attribute) => Error(
        "TF127", "Invalid default value for variable", "A null default value is not valid when nullable=false.", attribute.Expression);

    public static Diagnostic InvalidDefault(HclAttribute attribute, string reason) => Error(
        "TF128", "Invalid default value for variable", $"This default value is not compatible with the variable's type constraint: {reason}.", attribute.Expression);

    public static Diagnostic UnsuitableValue(HclAttribute attribute, string reason) => Error(
        "TF129", "Unsuitable value type", $"Unsuitable value: {reason}", attribute.Expression);

    public static Diagnostic PostconditionNotAllowed(HclBlock block) => Error(
        "TF130", "Postconditions are not allowed", "Output values can only have preconditions, not postconditions.", block);

    public static Diagnostic MultipleCheckData(HclBlock block) => Error(
        "TF131", "Multiple data resource blocks", "A check block may have at most one nested data resource.", block);

    public static Diagnostic CheckWithoutAssert(HclBlock block) => Error(
        "TF132", "Zero assert blocks", "Check blocks must have at least one assert block.", block);

    public static Diagnostic ImportWithoutId(HclBlock block) => Error(
        "TF133", "Invalid import block", "At least one of 'id' or 'identity' must be specified.", block);

    public static Diagnostic RemovedData(HclAttribute from) => Error(
        "TF134", "Data source address is not allowed", "Data sources can never be destroyed, so they are not valid targets of removed blocks. To remove the data source from state, remove the data source block from configuration.",
        from.Expression);

    public static Diagnostic RemovedInstance(HclAttribute from) => Error(
        "TF135", "Resource instance address not allowed", "Resource address must be a resource (e.g. \"test_instance.foo\"), not a resource instance (e.g. \"test_instance.foo[1]\").", from.Expression);

    public static Diagnostic RemovedStillThere(HclAttribute from, string address, HclBlock block) => Error(
        "TF136", address.StartsWith("module.", StringComparison.Ordinal) ? "Removed module still exists" : "Removed resource still exists",
        $"This statement declares a removal of {address}, but this is still declared in configuration at {At(block)}. If you no longer want it, remove the block.", from.Expression);

    public static Diagnostic RemovedProvisioner(HclBlock block) => Error(
        "TF137", $"The \"{block.Labels[0]}\" provisioner has been removed", "This provisioner is no longer part of Terraform.", block.Source, block.TypeSpan);

    public static Diagnostic DataLifecycleArgument(HclAttribute attribute) => Error(
        "TF138", "Invalid data resource lifecycle argument", $"The lifecycle argument \"{attribute.Name}\" is defined only for managed resources (\"resource\" blocks), and is not valid for data resources.",
        attribute.Source, attribute.NameSpan);

    public static Diagnostic NothingToOverride(string what, string name, HclBlock block) => Error(
        "TF139", what == "resource" ? "Missing resource to override" : what == "data" ? "Missing data resource to override" : $"Missing base {what} declaration to override",
        $"There is no {what} named \"{name}\". An override file can only override a block defined in a primary configuration file.", block);

    public static Diagnostic NothingToOverrideLocal(HclAttribute attribute) => Error(
        "TF140", "Missing base local value definition to override",
        $"There is no local value named \"{attribute.Name}\". An override file can only override a local value that was already defined in a primary configuration file.",
        attribute.Source, attribute.Span);

    public static Diagnostic CannotOverride(HclBlock block) => Error(
        "TF141", $"Cannot override '{block.Type}' blocks", $"Blocks of type \"{block.Type}\" may appear only in primary configuration files.", block);

    public static Diagnostic OverriddenDependsOn(HclAttribute attribute) => Error(
        "TF142", "Unsupported override", "The depends_on argument may not be overridden.", attribute.Source, attribute.NameSpan);

    public static Diagnostic MissingRequiredArgument(SourceText source, TextSpan span, string name) => Error(
        "TF143", "Missing required argument", $"The argument \"{name}\" is required, but no definition was found.", source, span);
}
