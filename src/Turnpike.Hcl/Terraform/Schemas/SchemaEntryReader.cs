using Turnpike.Hcl.Types;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Hcl.Terraform.Schemas;

/// <summary>Reads entries of a schema in compact form. Each shared block is made once.</summary>
internal sealed class SchemaEntryReader(SourceText source, SchemaIndex index, DiagnosticBag diagnostics)
{
    // Providers nest about 20 deep; a file that leads back to itself would not end.
    private const int MaxDepth = 100;

    private readonly Dictionary<int, SchemaBlock> _shared = [];
    private int _depth;

    public SchemaBlock? Block(SchemaKind kind, string name) =>
        index.Find(kind, name) is { } span && Parse(span) is { } entry ? Block(entry, span) : null;

    public ProviderFunction? Function(string name)
    {
        if (index.Find(SchemaKind.Function, name) is not { } span || Parse(span) is not { } entry)
        {
            return null;
        }

        var parameters = new List<HclType>();
        foreach (var parameter in (entry.Get("params") as ArrayValue ?? ArrayValue.Empty).Items)
        {
            parameters.Add(ParameterType(parameter, span));
        }

        return new ProviderFunction(
            name, parameters, entry.Get("variadic") is { } variadic ? ParameterType(variadic, span) : null, Type(entry.Get("return"), span));
    }

    private HclType ParameterType(Value parameter, TextSpan span) => Type((parameter as ArrayValue)?.Get(Value.Of(1)), span);

    private ObjectValue? Parse(TextSpan span)
    {
        var faults = new DiagnosticBag();
        if (JsonReader.Read(new SourceText(source.Name, source.Utf8.Slice(span.Start, span.Length)), faults) is ObjectValue entry)
        {
            return entry;
        }

        Bad(span, "it is not a JSON object");
        return null;
    }

    private SchemaBlock Block(ObjectValue block, TextSpan span)
    {
        if (_depth >= MaxDepth)
        {
            Bad(span, "its blocks nest too deep");
            return SchemaBlock.Empty;
        }

        _depth++;
        var made = new SchemaBlock(Attributes(block.Get("attributes") as ObjectValue, span), Blocks(block.Get("blocks") as ObjectValue, span))
        {
            Version = block.Get("version") is NumberValue version && version.TryGetInt32(out var number) ? number : 0,
            IsDeprecated = block.Get("deprecated") is BooleanValue { Value: true },
        };
        _depth--;
        return made;
    }

    private SchemaAttribute[] Attributes(ObjectValue? attributes, TextSpan span)
    {
        var made = new SchemaAttribute[attributes?.Count ?? 0];
        for (var i = 0; i < made.Length; i++)
        {
            made[i] = Attribute(((StringValue)attributes!.Keys[i]).Value, attributes.Values[i], span);
        }

        return made;
    }

    private SchemaAttribute Attribute(string name, Value attribute, TextSpan span)
    {
        switch (attribute)
        {
            case StringValue flags:
                return new SchemaAttribute(name, HclType.String, Flags(flags));
            case ArrayValue { Count: 2 } pair when pair[0] is ObjectValue type && type.Get("block") is { } inner && pair[1] is StringValue flags:
                var nested = new NestedBlock(name, Nesting(type.Get("nesting"), span), 0, 0, Referred(inner, span));
                return new SchemaAttribute(name, nested.Type, Flags(flags), nested);
            case ArrayValue { Count: 2 } pair when pair[1] is StringValue flags:
                return new SchemaAttribute(name, Type(pair[0], span), Flags(flags));
            default:
                Bad(span, $"the attribute \"{name}\" has no type and flags");
                return new SchemaAttribute(name, HclType.Dynamic, AttributeTraits.Optional | AttributeTraits.Computed);
        }
    }

    private List<NestedBlock> Blocks(ObjectValue? blocks, TextSpan span)
    {
        if (blocks is null)
        {
            return [];
        }

        var made = new List<NestedBlock>(blocks.Count);
        for (var i = 0; i < blocks.Count; i++)
        {
            var name = ((StringValue)blocks.Keys[i]).Value;
            if (blocks.Values[i] is ArrayValue { Count: 4 } nested
                && nested[1] is NumberValue least && least.TryGetInt32(out var min) && nested[2] is NumberValue most && most.TryGetInt32(out var max))
            {
                made.Add(new NestedBlock(name, Nesting(nested[0], span), min, max, Referred(nested[3], span)));
            }
            else
            {
                Bad(span, $"the block \"{name}\" has no nesting, least, most and content");
            }
        }

        return made;
    }

    private SchemaBlock Referred(Value content, TextSpan span)
    {
        if (content is ObjectValue inPlace)
        {
            return Block(inPlace, span);
        }

        if (content is not NumberValue number || !number.TryGetInt32(out var at) || index.Block(at) is not { } shared)
        {
            Bad(span, "it refers to a block that is not there");
            return SchemaBlock.Empty;
        }

        if (!_shared.TryGetValue(at, out var made))
        {
            made = Parse(shared) is { } entry ? Block(entry, shared) : SchemaBlock.Empty;
            _shared[at] = made;
        }

        return made;
    }

    private HclType Type(Value? type, TextSpan span)
    {
        switch (type)
        {
            case StringValue { Value: "string" }:
                return HclType.String;
            case StringValue { Value: "number" }:
                return HclType.Number;
            case StringValue { Value: "bool" }:
                return HclType.Boolean;
            case StringValue { Value: "dynamic" }:
                return HclType.Dynamic;
            case ArrayValue { Count: >= 2 } made when made[0] is StringValue { Value: var kind }:
                return Type(kind, made[1], span);
            default:
                Bad(span, "it holds a type that is not known");
                return HclType.Dynamic;
        }
    }

    private HclType Type(string kind, Value of, TextSpan span)
    {
        switch (kind)
        {
            case "list":
                return HclType.List(Type(of, span));
            case "set":
                return HclType.Set(Type(of, span));
            case "map":
                return HclType.Map(Type(of, span));
            case "tuple" when of is ArrayValue elements:
                return HclType.Tuple([.. elements.Items.ToArray().Select(e => Type(e, span))]);
            case "object" when of is ObjectValue members:
                var attributes = new (string, HclType)[members.Count];
                for (var i = 0; i < attributes.Length; i++)
                {
                    attributes[i] = (((StringValue)members.Keys[i]).Value, Type(members.Values[i], span));
                }

                return HclType.Object(attributes);
            default:
                Bad(span, $"it holds a type \"{kind}\" that is not known");
                return HclType.Dynamic;
        }
    }

    private BlockNesting Nesting(Value? value, TextSpan span)
    {
        switch ((value as StringValue)?.Value)
        {
            case "single":
                return BlockNesting.Single;
            case "group":
                return BlockNesting.Group;
            case "list":
                return BlockNesting.List;
            case "set":
                return BlockNesting.Set;
            case "map":
                return BlockNesting.Map;
            default:
                Bad(span, "it nests a block in a way that is not known");
                return BlockNesting.List;
        }
    }

    private static AttributeTraits Flags(StringValue flags)
    {
        var made = AttributeTraits.None;
        foreach (var flag in flags.Value)
        {
            made |= flag switch
            {
                'r' => AttributeTraits.Required,
                'o' => AttributeTraits.Optional,
                'c' => AttributeTraits.Computed,
                's' => AttributeTraits.Sensitive,
                'd' => AttributeTraits.Deprecated,
                'w' => AttributeTraits.WriteOnly,
                _ => AttributeTraits.None,
            };
        }

        return made;
    }

    private void Bad(TextSpan span, string what) => diagnostics.Add(SchemaDiagnostics.BadEntry(source, new TextSpan(span.Start, 0), what));
}
