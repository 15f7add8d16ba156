using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Configuration;
using Turnpike.Text;

namespace Turnpike.Hcl.Terraform;

/// <summary>The form of the language's own blocks.</summary>
internal static partial class TerraformDiagnostics
{
    private const string NameRule = "Names begin with a letter or an underscore and go on with letters, digits, underscores and dashes.";

    public static Diagnostic InvalidName(string what, SourceText source, TextSpan span) => Error("TERRA100", $"Invalid {what} name", NameRule, source, span);

    public static Diagnostic ReservedVariableName(string name, HclBlock block) => Error(
        "TERRA101", "Invalid variable name", $"\"{name}\" means something of its own in a module block, so no variable may be called so. Choose another name.", block.Source, block.LabelSpans[0]);

    public static Diagnostic DuplicateVariable(VariableDeclaration second, VariableDeclaration first) => Error(
        "TERRA102", "Duplicate variable declaration",
        $"var.{first.Name} stands already at {At(first.Block)}. Rename one of the two or remove it.", second.Block);

    public static Diagnostic DuplicateOutput(OutputDeclaration second, OutputDeclaration first) => Error(
        "TERRA103", "Duplicate output definition",
        $"output.{first.Name} stands already at {At(first.Block)}. Rename one of the two or remove it.", second.Block);

    public static Diagnostic DuplicateLocal(HclAttribute second, HclAttribute first) => Error(
        "TERRA104", "Duplicate local value definition",
        $"local.{first.Name} stands already at {At(first.Source, first.NameSpan)}. Rename one of the two or remove it.",
        second.Source, second.Span);

    public static Diagnostic DuplicateModuleCall(ModuleCallDeclaration second, ModuleCallDeclaration first) => Error(
        "TERRA105", "Duplicate module call",
        $"module.{first.Name} stands already at {At(first.Block)}. Rename one of the two or remove it.", second.Block);

    public static Diagnostic DuplicateResource(ResourceDeclaration second, ResourceDeclaration first)
    {
        var (what, kind) = first.Mode switch
        {
            Addresses.TerraformMode.Data => ($"data \"{first.Type}\"", $"{first.Type} data resource"),
            Addresses.TerraformMode.Ephemeral => ($"ephemeral \"{first.Type}\"", $"{first.Type} ephemeral resource"),
            _ => ($"resource \"{first.Type}\"", $"{first.Type} resource"),
        };
        return Error(
            "TERRA106", $"Duplicate {what} configuration",
            $"The {kind} \"{first.Name}\" stands already at {At(first.Block)}. Rename one of the two or remove it.", second.Block);
    }

    public static Diagnostic DuplicateProvider(ProviderDeclaration second, ProviderDeclaration first) => Error(
        "TERRA107", "Duplicate provider configuration",
        first.Alias is null
            ? $"{At(first.Block)} configures \"{first.LocalName}\" already. Give every further configuration an alias."
            : $"{At(first.Block)} uses the alias {first.Key} already. Choose another.",
        second.Block);

    public static Diagnostic DuplicateCheck(CheckDeclaration second, CheckDeclaration first) => Error(
        "TERRA108", "Duplicate check block", $"check.{first.Name} stands already at {At(first.Block)}. Rename one of the two or remove it.", second.Block);

    public static Diagnostic DuplicateRequiredProviders(HclBlock block, SourcePlace first) => Error(
        "TERRA109", "Duplicate required providers configuration",
        $"The providers that this module requires are listed at {first} already. Bring the entries together there.", block);

    public static Diagnostic DuplicateBackend(HclBlock block, SourcePlace first) => Error(
        "TERRA110", "Duplicate backend configuration", $"The place of the state is set at {first} already. Keep one of the two.", block);

    public static Diagnostic DuplicateLifecycle(HclBlock block, HclBlock first) => Error(
        "TERRA111", "Duplicate lifecycle block", $"Its other lifecycle block is at {At(first)}. Bring the arguments together there.", block);

    public static Diagnostic CountWithForEach(HclAttribute forEach) => Error(
        "TERRA112", "Invalid combination of \"count\" and \"for_each\"",
        "Either count or for_each says how often a block is repeated. Remove one of them.",
        forEach.Source, forEach.NameSpan);

    public static Diagnostic ReservedBlock(HclBlock block) => Error(
        "TERRA113", "Reserved block type name", $"Blocks called \"{block.Type}\" have no meaning here and the name is kept for later versions of the language. Remove the block.", block.Source, block.TypeSpan);

    public static Diagnostic StaticListExpected(HclExpression expression) => Error(
        "TERRA114", "Invalid expression", "Write a list out in brackets; nothing is computed here.", expression);

    public static Diagnostic StaticMapExpected(HclExpression expression) => Error(
        "TERRA115", "Invalid expression", "Write an object out in braces; nothing is computed here.", expression);

    public static Diagnostic InvalidDependsOn(HclExpression expression) => Error(
        "TERRA116", "Invalid expression", "Write one plain reference, without calls, templates or arithmetic.",
        expression);

    public static Diagnostic InvalidIgnoreChanges(HclExpression expression) => Error(
        "TERRA117", "Invalid expression", "Write one plain reference, without calls, templates or arithmetic.",
        expression);

    public static Diagnostic InvalidProviderReference(HclExpression expression) => Error(
        "TERRA118", "Invalid provider configuration reference",
        "Write the provider's name or, for a further configuration, its name and alias: aws.west.", expression);

    public static Diagnostic InvalidAlias(HclAttribute attribute) => Error("TERRA119", "Invalid provider configuration alias", $"{NameRule}", attribute.Expression);

    public static Diagnostic DuplicateProviderAddress(HclExpression expression, string name) => Error(
        "TERRA120", "Duplicate provider address", $"{name} is passed twice. Keep one entry.", expression);

    public static Diagnostic InvalidModuleSource(HclAttribute attribute, string source) => Error(
        "TERRA121", "Invalid module source address", $"\"{source}\" is neither a registry address nor a repository. A folder of this tree is written with ./ or ../ in front.", attribute.Expression);

    public static Diagnostic InvalidVersionConstraint(HclAttribute attribute) => Error(
        "TERRA122", "Invalid version constraint", "Write constraints such as \">= 1.2, < 2.0\" or \"~> 5.1\".", attribute.Expression);

    public static Diagnostic InvalidProviderLocalName(HclAttribute attribute) => Error(
        "TERRA123", "Invalid provider local name", $"\"{attribute.Name}\" may hold only small letters, digits and dashes.", attribute.Source, attribute.NameSpan);

    public static Diagnostic InvalidProviderSource(HclAttribute attribute) => Error(
        "TERRA124", "Invalid provider source string", "Write the provider's address: name, namespace/name or host/namespace/name.", attribute.Expression);

    public static Diagnostic InvalidRequiredProvidersObject(HclExpression key, IEnumerable<string> allowed) => Error(
        "TERRA125", "Invalid required_providers object", $"An entry holds only {string.Join(", ", allowed)}. Settings of the provider itself go into its provider block.", key);

    public static Diagnostic InvalidRequiredProvidersBlock(HclBlock block) => Error(
        "TERRA126", "Invalid required_providers block", "Put the block inside a terraform block.", block);

    public static Diagnostic NullDefault(HclAttribute attribute) => Error(
        "TERRA127", "Invalid default value for variable", "The variable is not nullable, so its default may not be null. Give another default or remove nullable.", attribute.Expression);

    public static Diagnostic InvalidDefault(HclAttribute attribute, string reason) => Error(
        "TERRA128", "Invalid default value for variable", $"The default does not fit the variable's type: {reason}.", attribute.Expression);

    public static Diagnostic UnsuitableValue(HclAttribute attribute, string reason) => Error(
        "TERRA129", "Unsuitable value type", $"The value does not fit: {reason}.", attribute.Expression);

    public static Diagnostic PostconditionNotAllowed(HclBlock block) => Error(
        "TERRA130", "Postconditions are not allowed", "Write the condition as a precondition; an output has no others.", block);

    public static Diagnostic MultipleCheckData(HclBlock block) => Error(
        "TERRA131", "Multiple data resource blocks", "Keep one data block here and declare the others outside.", block);

    public static Diagnostic CheckWithoutAssert(HclBlock block) => Error(
        "TERRA132", "Zero assert blocks", "A check without an assert block checks nothing. Add one.", block);

    public static Diagnostic ImportWithoutId(HclBlock block) => Error(
        "TERRA133", "Invalid import block", "Say by id or identity which object is to be imported.", block);

    public static Diagnostic RemovedData(HclAttribute from) => Error(
        "TERRA134", "Data source address is not allowed", "A data source is gone from the state once its block is removed; nothing more is needed.",
        from.Expression);

    public static Diagnostic RemovedInstance(HclAttribute from) => Error(
        "TERRA135", "Resource instance address not allowed", "Name the resource without an instance key.", from.Expression);

    public static Diagnostic RemovedStillThere(HclAttribute from, string address, HclBlock block) => Error(
        "TERRA136", $"Removed {(address.StartsWith("module.", StringComparison.Ordinal) ? "module" : "resource")} still exists",
        $"{address} is to be removed but still stands at {At(block)}. Remove one of the two.", from.Expression);

    public static Diagnostic RemovedProvisioner(HclBlock block) => Error(
        "TERRA137", $"The \"{block.Labels[0]}\" provisioner has been removed", "No version in use has this provisioner. Use another way to set the machine up.", block.Source, block.TypeSpan);

    public static Diagnostic DataLifecycleArgument(HclAttribute attribute) => Error(
        "TERRA138", "Invalid data resource lifecycle argument", $"\"{attribute.Name}\" is about changes, which only managed resources have. Remove it.",
        attribute.Source, attribute.NameSpan);

    public static Diagnostic NothingToOverride(string what, string name, HclBlock block) => Error(
        "TERRA139", $"Missing {(what == "resource" ? "resource" : what == "data" ? "data resource" : $"base {what} declaration")} to override",
        $"No other file declares {what} \"{name}\", so there is nothing to change. Declare it in a file that is no override.", block);

    public static Diagnostic NothingToOverrideLocal(HclAttribute attribute) => Error(
        "TERRA140", "Missing base local value definition to override",
        $"No other file declares local.{attribute.Name}, so there is nothing to change. Declare it in a file that is no override.",
        attribute.Source, attribute.Span);

    public static Diagnostic CannotOverride(HclBlock block) => Error(
        "TERRA141", $"Cannot override '{block.Type}' blocks", $"An override file may not hold {block.Type} blocks. Move it to another file.", block);

    public static Diagnostic OverriddenDependsOn(HclAttribute attribute) => Error(
        "TERRA142", "Unsupported override", "Change depends_on where the block is declared; an override file cannot.", attribute.Source, attribute.NameSpan);

    public static Diagnostic MissingRequiredArgument(SourceText source, TextSpan span, string name) => Error(
        "TERRA143", "Missing required argument", $"Set the argument \"{name}\" here.", source, span);
}
