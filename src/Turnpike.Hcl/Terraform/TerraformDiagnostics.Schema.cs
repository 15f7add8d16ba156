using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Schemas;
using Turnpike.Hcl.Types;
using Turnpike.Text;

namespace Turnpike.Hcl.Terraform;

/// <summary>Bodies read by a provider's schema.</summary>
internal static partial class TerraformDiagnostics
{
    public static Diagnostic ReadOnlyArgument(HclAttribute attribute) => Error(
        "TF200", "Invalid Configuration for Read-Only Attribute",
        $"Cannot set value for this attribute as the provider has marked it as read-only: it alone decides \"{attribute.Name}\". Remove the configuration line setting the value.",
        attribute.Source, attribute.Expression.Span);

    public static Diagnostic IncorrectAttributeType(HclAttribute attribute, string reason) => Error(
        "TF201", "Incorrect attribute value type", $"Inappropriate value for attribute \"{attribute.Name}\": {reason}.", attribute.Expression);

    public static Diagnostic TooFewBlocks(SourceText source, TextSpan span, NestedBlock nested) => Error(
        "TF202", $"Insufficient {nested.Name} blocks", $"At least {nested.MinItems} \"{nested.Name}\" blocks are required.", source, span);

    public static Diagnostic TooManyBlocks(SourcePlace place, string name, int most) => Error(
        "TF203", $"Too many {name} blocks", $"No more than {most} \"{name}\" blocks are allowed", place.Source, place.Span);

    public static Diagnostic UnsupportedDynamicBlock(HclBlock block, string type) => Error(
        "TF204", "Unsupported block type", $"Blocks of type \"{type}\" are not expected here.", block.Source, block.LabelSpans[0]);

    public static Diagnostic MissingContentBlock(HclBlock block) => Error(
        "TF205", "Missing dynamic content block", "A dynamic block must have a nested block of type \"content\" to describe the body of each generated block.",
        block.Source, block.Body.MissingItemSpan);

    public static Diagnostic ExtraneousContentBlock(HclBlock block) => Error(
        "TF206", "Extraneous dynamic content block", "Only one nested content block is allowed for each dynamic block.", block);

    public static Diagnostic InvalidIterator(HclAttribute attribute) => Error(
        "TF207", "Invalid dynamic iterator name", "Dynamic iterator must be a single variable name.", attribute.Expression);

    public static Diagnostic InvalidDynamicForEach(HclExpression expression, HclType? type) => Error(
        "TF208", "Invalid dynamic for_each value",
        type is null ? "Cannot use a null value in for_each." : $"Cannot use a {type} value in for_each. An iterable collection is required.", expression);

    public static Diagnostic TooManyInstances(HclExpression expression, long count, int limit) => Error(
        "TF209", "Too many instances", $"This gives {count} instances, past the limit of {limit}; none of them is checked. Check the expression.", expression);
}
