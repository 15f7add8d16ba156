using System.Collections.Frozen;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;

namespace Turnpike.Hcl.Terraform.Schemas;

/// <summary>What a block of a provider may hold: of a resource, a data source, the provider's configuration, or one nested in those.</summary>
public sealed class SchemaBlock
{
    private ObjectType? _type;
    private BodySchema? _body;
    private IReadOnlyList<SchemaAttribute>? _attributesAsBlocks;

    internal SchemaBlock(IReadOnlyList<SchemaAttribute> attributes, IReadOnlyList<NestedBlock> blocks)
    {
        Attributes = attributes;
        Blocks = blocks;
        ByName = attributes.ToFrozenDictionary(static a => a.Name, StringComparer.Ordinal);
        BlocksByName = blocks.ToFrozenDictionary(static b => b.Name, StringComparer.Ordinal);
    }

    public static SchemaBlock Empty { get; } = new([], []);

    /// <summary>The version of the resource type's schema; 0 for nested blocks.</summary>
    public int Version { get; init; }

    public bool IsDeprecated { get; init; }

    public IReadOnlyList<SchemaAttribute> Attributes { get; }

    public IReadOnlyList<NestedBlock> Blocks { get; }

    /// <summary>The attributes by name.</summary>
    public FrozenDictionary<string, SchemaAttribute> ByName { get; }

    public FrozenDictionary<string, NestedBlock> BlocksByName { get; }

    /// <summary>The object that a body of this schema gives.</summary>
    public ObjectType Type => _type ??= ObjectType.Create(
        [.. Attributes.Select(static a => (a.Name, a.Type)), .. Blocks.Select(static b => (b.Name, b.Type))]);

    /// <summary>What a body of this schema may hold, <c>dynamic</c> blocks included.</summary>
    internal BodySchema Body => _body ??= new BodySchema(
        [.. Attributes.Where(static a => !a.IsOnlyComputed).Select(static a => new AttributeSchema(a.Name, a.IsRequired))],
        [.. Blocks.Select(static b => new BlockSchema(b.Name, b.Nesting == BlockNesting.Map ? ["key"] : [])), new BlockSchema("dynamic", "type")]);

    /// <summary>
    /// Attributes that may also be written as blocks: a list or set of objects that older versions of Terraform's plugins
    /// declared so.
    /// </summary>
    internal IReadOnlyList<SchemaAttribute> AttributesAsBlocks =>
        _attributesAsBlocks ??= [.. Attributes.Where(static a => a.ElementObject is not null && !a.IsOnlyComputed)];
}

/// <summary>How often a nested block may stand and what shape its values take.</summary>
public enum BlockNesting
{
    Single,
    List,
    Set,
    Map,

    /// <summary>As <see cref="Single"/>, but never null: an absent block is an empty one.</summary>
    Group,
}

/// <param name="MinItems">0 for any number.</param>
/// <param name="MaxItems">0 for no limit.</param>
public sealed record NestedBlock(string Name, BlockNesting Nesting, int MinItems, int MaxItems, SchemaBlock Block)
{
    private HclType? _type;

    /// <summary>The type of the value in the block around it. A list or map of blocks that hold dynamic parts is known only by its value.</summary>
    public HclType Type => _type ??= Nesting switch
    {
        BlockNesting.List => Block.Type.HoldsDynamic ? HclType.Dynamic : HclType.List(Block.Type),
        BlockNesting.Set => HclType.Set(Block.Type),
        BlockNesting.Map => Block.Type.HoldsDynamic ? HclType.Dynamic : HclType.Map(Block.Type),
        _ => Block.Type,
    };
}

/// <summary>A function of a provider, called as <c>provider::aws::arn_parse(…)</c>. What it does is not known, only its types.</summary>
public sealed record ProviderFunction(string Name, IReadOnlyList<HclType> Parameters, HclType? Variadic, HclType Result);
