using Turnpike.Hcl.Types;

namespace Turnpike.Hcl.Terraform.Schemas;

[Flags]
public enum AttributeTraits
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
public sealed record SchemaAttribute(string Name, HclType Type, AttributeTraits Traits, NestedBlock? Nested = null)
{
    private SchemaBlock? _asBlock;

    public bool IsRequired => (Traits & AttributeTraits.Required) != 0;

    public bool IsComputed => (Traits & AttributeTraits.Computed) != 0;

    /// <summary>The provider alone sets it: it may not be written.</summary>
    public bool IsOnlyComputed => (Traits & (AttributeTraits.Required | AttributeTraits.Optional)) == 0;

    public bool IsSensitive => (Traits & AttributeTraits.Sensitive) != 0;

    public bool IsDeprecated => (Traits & AttributeTraits.Deprecated) != 0;

    public bool IsWriteOnly => (Traits & AttributeTraits.WriteOnly) != 0;

    /// <summary>The objects that a list or set attribute holds; null for all others, and where they have attributes of their own.</summary>
    internal ObjectType? ElementObject => Nested is null && Type.Kind is HclTypeKind.List or HclTypeKind.Set ? Type.Element as ObjectType : null;

    /// <summary>The body of one element, where the attribute is written as blocks.</summary>
    internal SchemaBlock AsBlock => _asBlock ??= ToBlock(ElementObject!);

    private static SchemaBlock ToBlock(ObjectType type)
    {
        var attributes = new List<SchemaAttribute>(type.Count);
        for (var i = 0; i < type.Count; i++)
        {
            attributes.Add(new SchemaAttribute(type.NameAt(i), type.Types[i], AttributeTraits.Optional));
        }

        return new SchemaBlock(attributes, []);
    }
}
