using System.Collections.Immutable;
using Turnpike.Text;

namespace Turnpike.Hcl.Syntax;

/// <summary>A body read with a schema. Attributes and blocks stand in the order of the text (blocks of JSON in the order of the schema).</summary>
public sealed record HclBodyContent(ImmutableArray<HclAttribute> Attributes, ImmutableArray<HclBlock> Blocks, TextSpan MissingItemSpan)
{
    /// <summary>Null where the attribute was not written.</summary>
    public HclAttribute? Attribute(string name)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Name == name)
            {
                return attribute;
            }
        }

        return null;
    }
}

/// <summary><c>name = expression</c>.</summary>
public sealed record HclAttribute(string Name, TextSpan NameSpan, HclExpression Expression, TextSpan Span)
{
    public SourceText Source => Expression.Source;
}

/// <summary><c>type "label" { body }</c>.</summary>
/// <param name="DefinitionSpan">From the type to the last label; what to point at for the block as a whole.</param>
/// <param name="Span">From the type to the closing brace.</param>
public sealed record HclBlock(
    string Type,
    TextSpan TypeSpan,
    ImmutableArray<string> Labels,
    ImmutableArray<TextSpan> LabelSpans,
    IHclBody Body,
    TextSpan DefinitionSpan,
    TextSpan Span)
{
    public SourceText Source => Body.Source;
}
