using Turnpike.Hcl.Types;
using System.Runtime.CompilerServices;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Schemas;

namespace Turnpike.Hcl.Terraform.Decoding;

/// <summary>A schema as the decoder uses it: its members in the order of the object that a body gives.</summary>
internal sealed class SchemaLayout
{
    private static readonly ConditionalWeakTable<SchemaBlock, SchemaLayout> s_all = [];

    private readonly Dictionary<int, BodySchema> _bodies = [];

    private SchemaLayout(SchemaBlock block)
    {
        Type = block.Type;
        Members = new Member[Type.Count];
        var ambiguous = new List<Member>();
        for (var i = 0; i < Members.Length; i++)
        {
            var name = Type.NameAt(i);
            var member = block.ByName.TryGetValue(name, out var attribute) ? new Member(name, attribute, null) : new Member(name, null, block.BlocksByName[name]);
            Members[i] = member;
            if (member.AsBlocks is not null)
            {
                ambiguous.Add(member);
            }
        }

        Ambiguous = [.. ambiguous];
        Probe = new BodySchema([.. ambiguous.Select(m => new AttributeSchema(m.Name))], []);
    }

    public ObjectType Type { get; }

    public Member[] Members { get; }

    /// <summary>Attributes that may be written as blocks.</summary>
    public Member[] Ambiguous { get; }

    public BodySchema Probe { get; }

    public static SchemaLayout Of(SchemaBlock block) => s_all.GetValue(block, static b => new SchemaLayout(b));

    /// <summary>What a body may hold.</summary>
    /// <param name="asBlocks">A bit for each of <see cref="Ambiguous"/>: it is to be read as blocks.</param>
    public BodySchema Body(int asBlocks)
    {
        lock (_bodies)
        {
            if (!_bodies.TryGetValue(asBlocks, out var schema))
            {
                _bodies[asBlocks] = schema = Make(asBlocks);
            }

            return schema;
        }
    }

    private BodySchema Make(int asBlocks)
    {
        var attributes = new List<AttributeSchema>();
        var blocks = new List<BlockSchema>();
        foreach (var member in Members)
        {
            var at = Array.IndexOf(Ambiguous, member);
            if (member.Nested is not null || (at >= 0 && (asBlocks & (1 << at)) != 0))
            {
                blocks.Add(new BlockSchema(member.Name, member.Nested?.Nesting == BlockNesting.Map ? ["key"] : []));
            }
            else
            {
                attributes.Add(new AttributeSchema(member.Name, member.Attribute!.IsRequired));
            }
        }

        if (blocks.Count > 0)
        {
            blocks.Add(new BlockSchema("dynamic", "type"));
        }

        return new BodySchema(attributes, blocks);
    }

    /// <summary>An attribute or a block.</summary>
    internal sealed class Member(string name, SchemaAttribute? attribute, NestedBlock? nested)
    {
        private NestedBlock? _asBlocks;

        public string Name { get; } = name;

        public Values.Value Key { get; } = Values.Value.Of(name);

        public SchemaAttribute? Attribute { get; } = attribute;

        public NestedBlock? Nested { get; } = nested;

        /// <summary>How an attribute that is a list or set of objects reads as blocks, as older providers' schemas want it; else null.</summary>
        public NestedBlock? AsBlocks => _asBlocks ??= Attribute is { IsOnlyComputed: false, ElementObject: not null }
            ? new NestedBlock(Name, Attribute.Type.Kind == HclTypeKind.List ? BlockNesting.List : BlockNesting.Set, 0, 0, Attribute.AsBlock)
            : null;
    }
}
