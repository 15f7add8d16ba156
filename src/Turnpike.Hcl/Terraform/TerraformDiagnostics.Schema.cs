using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Schemas;
using Turnpike.Hcl.Types;
using Turnpike.Text;

namespace Turnpike.Hcl.Terraform;

/// <summary>Bodies read by a provider's schema.</summary>
internal static partial class TerraformDiagnostics
{
    public static Diagnostic ReadOnlyArgument(HclAttribute attribute) => Error(
        "TERRA200", "Invalid Configuration for Read-Only Attribute",
        $"Only the provider decides \"{attribute.Name}\". Remove the argument.",
        attribute.Source, attribute.Expression.Span);

    public static Diagnostic IncorrectAttributeType(HclAttribute attribute, string reason) => Error(
        "TERRA201", "Incorrect attribute value type", $"\"{attribute.Name}\" does not take this value: {reason}.", attribute.Expression);

    public static Diagnostic TooFewBlocks(SourceText source, TextSpan span, NestedBlock nested) => Error(
        "TERRA202", $"Insufficient {nested.Name} blocks", $"{nested.MinItems} or more blocks \"{nested.Name}\" must stand here.", source, span);

    public static Diagnostic TooManyBlocks(SourcePlace place, string name, int most) => Error(
        "TERRA203", $"Too many {name} blocks", $"At most {most} of the blocks \"{name}\" may stand here. Remove the others.", place.Source, place.Span);

    public static Diagnostic UnsupportedDynamicBlock(HclBlock block, string type) => Error(
        "TERRA204", "Unsupported block type", $"No block of type {type} is known here.", block.Source, block.LabelSpans[0]);

    public static Diagnostic MissingContentBlock(HclBlock block) => Error(
        "TERRA205", "Missing dynamic content block", "Put what each block shall hold into a content block.",
        block.Source, block.Body.MissingItemSpan);

    public static Diagnostic ExtraneousContentBlock(HclBlock block) => Error(
        "TERRA206", "Extraneous dynamic content block", "A dynamic block has one content block. Remove the others.", block);

    public static Diagnostic InvalidIterator(HclAttribute attribute) => Error(
        "TERRA207", "Invalid dynamic iterator name", "Write a plain name.", attribute.Expression);

    public static Diagnostic InvalidDynamicForEach(HclExpression expression, HclType? type) => Error(
        "TERRA208", "Invalid dynamic for_each value",
        $"A list, set, map, tuple or object is needed here, and this is {(type is null ? "null" : "a " + type)}.", expression);

    public static Diagnostic TooManyInstances(HclExpression expression, long count, int limit) => Error(
        "TERRA209", "Too many instances", $"This gives {count} instances, past the limit of {limit}; none of them is checked. Check the expression.", expression);
}
