using System.Collections.Frozen;
using Turnpike.Hcl.Types;

namespace Turnpike.Hcl.Terraform.Schemas;

/// <summary>What a block of a provider may hold: of a resource, a data source, the provider's configuration, or one nested in those.</summary>
public sealed class SchemaBlock
{
    private HclType? _type;

    public static SchemaBlock Empty { get; } = new();

    /// <summary>The version of the resource type's schema; 0 for nested blocks.</summary>
    public int Version { get; init; }

    public bool IsDeprecated { get; init; }

    public IReadOnlyDictionary<string, SchemaAttribute> Attributes { get; init; } = FrozenDictionary<string, SchemaAttribute>.Empty;

    public IReadOnlyDictionary<string, SchemaNestedBlock> Blocks { get; init; } = FrozenDictionary<string, SchemaNestedBlock>.Empty;

    /// <summary>The type of a value of this block: an object of all attributes and blocks.</summary>
    public HclType Type => _type ??= MakeType();

    private ObjectType MakeType()
    {
        var members = new List<(string, HclType)>(Attributes.Count + Blocks.Count);
        foreach (var attribute in Attributes.Values)
        {
            members.Add((attribute.Name, attribute.Type));
        }

        foreach (var block in Blocks.Values)
        {
            members.Add((block.Name, block.Type));
        }

        return HclType.Object([.. members]);
    }
}

[Flags]
public enum SchemaFlags : byte
{
    None = 0,
    Required = 1,
    Optional = 2,

    /// <summary>The provider says what it is; where the configuration does not set it, it is unknown until then.</summary>
    Computed = 4,
    Sensitive = 8,
    Deprecated = 16,

    /// <summary>Handed to the provider and kept nowhere: always null in a plan.</summary>
    WriteOnly = 32,
}

/// <param name="Nested">The attributes of an attribute that is an object or a collection of objects with attributes of their own; else null.</param>
public sealed record SchemaAttribute(string Name, HclType Type, SchemaFlags Flags, SchemaNestedBlock? Nested = null)
{
    public bool IsRequired => (Flags & SchemaFlags.Required) != 0;

    public bool IsOptional => (Flags & SchemaFlags.Optional) != 0;

    public bool IsComputed => (Flags & SchemaFlags.Computed) != 0;

    public bool IsSensitive => (Flags & SchemaFlags.Sensitive) != 0;

    public bool IsDeprecated => (Flags & SchemaFlags.Deprecated) != 0;

    public bool IsWriteOnly => (Flags & SchemaFlags.WriteOnly) != 0;

    /// <summary>A configuration may set it.</summary>
    public bool IsSettable => (Flags & (SchemaFlags.Required | SchemaFlags.Optional)) != 0;
}

public enum SchemaNesting : byte
{
    Single,

    /// <summary>As single; where the block is not written its value is an object of nulls.</summary>
    Group,
    List,
    Set,

    /// <summary>By the block's label.</summary>
    Map,
}

/// <param name="Min">How many there must be; 0 for any number.</param>
/// <param name="Max">How many there may be; 0 for any number.</param>
public sealed record SchemaNestedBlock(string Name, SchemaNesting Nesting, int Min, int Max, SchemaBlock Block)
{
    /// <summary>The type of the value in the block around it. A list or map of blocks that hold dynamic parts is a tuple or object, known only by its value.</summary>
    public HclType Type => Nesting switch
    {
        SchemaNesting.Single or SchemaNesting.Group => Block.Type,
        SchemaNesting.Set => HclType.Set(Block.Type),
        SchemaNesting.List => Block.Type.HoldsDynamic ? HclType.Dynamic : HclType.List(Block.Type),
        _ => Block.Type.HoldsDynamic ? HclType.Dynamic : HclType.Map(Block.Type),
    };
}

/// <summary>A function of a provider, called as <c>provider::aws::arn_parse(…)</c>. What it does is not known, only its types.</summary>
public sealed record ProviderFunction(string Name, IReadOnlyList<HclType> Parameters, HclType? Variadic, HclType Result);
