using System.Collections.Frozen;

namespace Turnpike.Hcl.Syntax;

/// <summary>The attributes and blocks a reader knows. Build it once and keep it.</summary>
public sealed class BodySchema
{
    public BodySchema(IReadOnlyList<AttributeSchema> attributes, IReadOnlyList<BlockSchema> blocks)
    {
        Attributes = attributes;
        Blocks = blocks;
        AttributesByName = attributes.ToFrozenDictionary(attribute => attribute.Name, StringComparer.Ordinal);
        Required = [.. attributes.Where(attribute => attribute.IsRequired)];
        BlocksByType = blocks.ToFrozenDictionary(block => block.Type, StringComparer.Ordinal);
    }

    public IReadOnlyList<AttributeSchema> Attributes { get; }

    public IReadOnlyList<BlockSchema> Blocks { get; }

    internal IReadOnlyList<AttributeSchema> Required { get; }

    internal FrozenDictionary<string, AttributeSchema> AttributesByName { get; }

    internal FrozenDictionary<string, BlockSchema> BlocksByType { get; }
}

public sealed record AttributeSchema(string Name, bool IsRequired = false);

/// <param name="LabelNames">How many labels the block takes, and what messages call them.</param>
public sealed record BlockSchema(string Type, params IReadOnlyList<string> LabelNames);
