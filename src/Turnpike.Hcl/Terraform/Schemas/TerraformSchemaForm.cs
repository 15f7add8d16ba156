using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Schemas;

/// <summary>Turns one provider of <c>terraform providers schema -json</c> into entries as the compact form has them.</summary>
internal static class TerraformSchemaForm
{
    private static readonly (string Name, char Flag)[] s_flags =
        [("required", 'r'), ("optional", 'o'), ("computed", 'c'), ("sensitive", 's'), ("deprecated", 'd'), ("write_only", 'w')];

    public static IEnumerable<SchemaEntry> Sections(ObjectValue provider)
    {
        if (provider.Get("provider") is ObjectValue configuration)
        {
            yield return new SchemaEntry(SchemaKind.Configuration, "", Entry(configuration));
        }

        foreach (var (section, kind) in ((string, SchemaKind)[])[("resource_schemas", SchemaKind.Resource), ("data_source_schemas", SchemaKind.Data), ("ephemeral_resource_schemas", SchemaKind.Ephemeral), ("functions", SchemaKind.Function)])
        {
            if (provider.Get(section) is not ObjectValue entries)
            {
                continue;
            }

            for (var i = 0; i < entries.Count; i++)
            {
                if (entries.Keys[i] is StringValue name && entries.Values[i] is ObjectValue entry)
                {
                    yield return new SchemaEntry(kind, name.Value, kind == SchemaKind.Function ? Function(entry) : Entry(entry));
                }
            }
        }
    }

    private static ObjectValue Entry(ObjectValue entry)
    {
        var block = Block(entry.Get("block") as ObjectValue ?? ObjectValue.Empty);
        return entry.Get("version") is NumberValue version && version.TryGetInt32(out var number) && number > 0 ? block.With("version", version) : block;
    }

    private static ObjectValue Block(ObjectValue block)
    {
        var made = new ObjectBuilder();
        made.Set("attributes", Attributes(block.Get("attributes") as ObjectValue ?? ObjectValue.Empty));
        if (block.Get("block_types") is ObjectValue { Count: > 0 } types)
        {
            var blocks = new ObjectBuilder(types.Count);
            for (var i = 0; i < types.Count; i++)
            {
                if (types.Values[i] is ObjectValue nested)
                {
                    blocks.Set(types.Keys[i], ArrayValue.Create(
                    [
                        nested.Get("nesting_mode") ?? Value.Of("list"), nested.Get("min_items") ?? Value.Of(0), nested.Get("max_items") ?? Value.Of(0),
                        Block(nested.Get("block") as ObjectValue ?? ObjectValue.Empty),
                    ]));
                }
            }

            made.Set("blocks", blocks.ToValue());
        }

        if (IsTrue(block.Get("deprecated")))
        {
            made.Set("deprecated", Value.True);
        }

        return made.ToValue();
    }

    private static ObjectValue Attributes(ObjectValue attributes)
    {
        var made = new ObjectBuilder(attributes.Count);
        for (var i = 0; i < attributes.Count; i++)
        {
            if (attributes.Values[i] is ObjectValue attribute)
            {
                made.Set(attributes.Keys[i], ArrayValue.Create([Type(attribute), Value.Of(Flags(attribute))]));
            }
        }

        return made.ToValue();
    }

    private static Value Type(ObjectValue attribute) =>
        attribute.Get("nested_type") is ObjectValue nested
            ? Value.Object(
                ("block", Value.Object(("attributes", Attributes(nested.Get("attributes") as ObjectValue ?? ObjectValue.Empty)))),
                ("nesting", nested.Get("nesting_mode") ?? Value.Of("single")))
            : attribute.Get("type") ?? Value.Of("dynamic");

    private static string Flags(ObjectValue attribute)
    {
        Span<char> flags = stackalloc char[s_flags.Length];
        var count = 0;
        foreach (var (name, flag) in s_flags)
        {
            if (IsTrue(attribute.Get(name)))
            {
                flags[count++] = flag;
            }
        }

        return new string(flags[..count]);
    }

    private static ObjectValue Function(ObjectValue function)
    {
        var made = new ObjectBuilder();
        made.Set("return", function.Get("return_type") ?? Value.Of("dynamic"));
        made.Set("params", ArrayValue.Create([.. Parameters(function.Get("parameters") as ArrayValue)]));
        if (function.Get("variadic_parameter") is ObjectValue variadic)
        {
            made.Set("variadic", Parameter(variadic));
        }

        return made.ToValue();
    }

    private static IEnumerable<Value> Parameters(ArrayValue? parameters)
    {
        for (var i = 0; i < (parameters?.Count ?? 0); i++)
        {
            if (parameters![i] is ObjectValue parameter)
            {
                yield return Parameter(parameter);
            }
        }
    }

    private static ArrayValue Parameter(ObjectValue parameter) =>
        ArrayValue.Create([parameter.Get("name") ?? StringValue.Empty, parameter.Get("type") ?? Value.Of("dynamic")]);

    private static bool IsTrue(Value? value) => value is BooleanValue { Value: true };
}
