using System.Globalization;
using System.Text;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Hcl.Terraform.Schemas;

/// <summary>
/// Writes provider schemas in the compact form of docs/formats/provider-schema.md: a line an entry, so that one type can be
/// read without the others, and each block that occurs more than once written once.
/// </summary>
public static class SchemaCompactor
{
    /// <summary>
    /// The compact form of each provider in a JSON document: <c>terraform providers schema -json</c>, or one provider as
    /// <c>{"provider", "version", "resources": …}</c> with blocks as the compact form has them but nested in place. By
    /// provider address; nothing but a diagnostic where it is neither.
    /// </summary>
    /// <param name="version">The provider's version, which Terraform's document does not tell; may be empty.</param>
    public static IReadOnlyList<SourceText> Compact(SourceText source, string version, DiagnosticBag diagnostics)
    {
        if (JsonReader.Read(source, diagnostics) is not { } root)
        {
            return [];
        }

        var found = new List<SourceText>();
        if ((root as ObjectValue)?.Get("provider_schemas") is ObjectValue providers)
        {
            for (var i = 0; i < providers.Count; i++)
            {
                if (providers.Values[i] is ObjectValue provider)
                {
                    found.Add(Write(TerraformSchemaForm.Sections(provider), source.Name, ((StringValue)providers.Keys[i]).Value, version));
                }
            }
        }
        else if (root is ObjectValue one && one.Get("provider") is StringValue { Value: var name } && one.Get("resources") is ObjectValue)
        {
            var known = version.Length > 0 ? version : (one.Get("version") as StringValue)?.Value ?? "";
            found.Add(Write(PlainSections(one), source.Name, name, known));
        }

        if (found.Count == 0)
        {
            diagnostics.Add(SchemaDiagnostics.NotASchema(source));
        }

        return found;
    }

    private static IEnumerable<SchemaEntry> PlainSections(ObjectValue root)
    {
        if (root.Get("provider_config") is ObjectValue configuration)
        {
            yield return new SchemaEntry(SchemaKind.Configuration, "", configuration);
        }

        foreach (var (section, kind) in ((string, SchemaKind)[])[("resources", SchemaKind.Resource), ("data_sources", SchemaKind.Data), ("ephemeral_resources", SchemaKind.Ephemeral), ("functions", SchemaKind.Function)])
        {
            if (root.Get(section) is ObjectValue entries)
            {
                for (var i = 0; i < entries.Count; i++)
                {
                    if (entries.Keys[i] is StringValue name && entries.Values[i] is ObjectValue entry)
                    {
                        yield return new SchemaEntry(kind, name.Value, entry);
                    }
                }
            }
        }
    }

    private static SourceText Write(IEnumerable<SchemaEntry> entries, string source, string provider, string version)
    {
        var sharing = new BlockSharing();
        var lines = new StringBuilder();
        var body = new List<(SchemaEntry Entry, Value Content)>();
        foreach (var entry in entries)
        {
            body.Add((entry, entry.Kind == SchemaKind.Function ? entry.Content : sharing.Count(entry.Content)));
        }

        lines.Append(CultureInfo.InvariantCulture, $"{SchemaIndex.Magic} {SchemaIndex.FormatVersion}\nprovider\t{provider}\t{version}\n");
        var text = new StringBuilder();
        foreach (var (entry, content) in body)
        {
            text.Append(SchemaIndex.Word(entry.Kind)).Append('\t').Append(entry.Name).Append('\t');
            text.Append(entry.Kind == SchemaKind.Function ? JsonText.Revealed(content) : sharing.Text((ObjectValue)content, isEntry: true)).Append('\n');
        }

        for (var i = 0; i < sharing.Shared.Count; i++)
        {
            lines.Append(CultureInfo.InvariantCulture, $"block\t{i}\t{sharing.Shared[i]}\n");
        }

        return SourceText.From(source, lines.Append(text).ToString());
    }

    /// <summary>Finds equal blocks; those that occur more than once get a number.</summary>
    private sealed class BlockSharing
    {
        private readonly Dictionary<ObjectValue, int> _uses = [];
        private readonly Dictionary<ObjectValue, int> _numbers = [];

        public List<string> Shared { get; } = [];

        public ObjectValue Count(ObjectValue block)
        {
            foreach (var inner in Inner(block))
            {
                _uses[inner] = _uses.GetValueOrDefault(inner) + 1;
                if (_uses[inner] == 1)
                {
                    Count(inner);
                }
            }

            return block;
        }

        public string Text(ObjectValue block, bool isEntry)
        {
            if (!isEntry && _uses[block] > 1)
            {
                if (!_numbers.TryGetValue(block, out var number))
                {
                    var text = JsonText.Revealed(Replace(block));
                    _numbers.Add(block, number = Shared.Count);
                    Shared.Add(text);
                }

                return number.ToString(CultureInfo.InvariantCulture);
            }

            return JsonText.Revealed(Replace(block));
        }

        private Value Reference(ObjectValue block)
        {
            if (_uses[block] == 1)
            {
                return Replace(block);
            }

            Text(block, isEntry: false);
            return Value.Of(_numbers[block]);
        }

        private ObjectValue Replace(ObjectValue block)
        {
            if (block.Get("version") is NumberValue { Text: "0" })
            {
                block = block.Without(Value.Of("version"));
            }

            if (block.Get("attributes") is ObjectValue attributes)
            {
                var made = new ObjectBuilder(attributes.Count);
                for (var i = 0; i < attributes.Count; i++)
                {
                    made.Set(attributes.Keys[i], Attribute(attributes.Values[i]));
                }

                block = attributes.Count == 0 ? block.Without(Value.Of("attributes")) : block.With("attributes", made.ToValue());
            }

            if (block.Get("blocks") is ObjectValue blocks)
            {
                var made = new ObjectBuilder(blocks.Count);
                for (var i = 0; i < blocks.Count; i++)
                {
                    var nested = (ArrayValue)blocks.Values[i];
                    made.Set(blocks.Keys[i], ArrayValue.Create([nested[0], nested[1], nested[2], Reference((ObjectValue)nested[3])]));
                }

                block = block.With("blocks", made.ToValue());
            }

            return block;
        }

        // A string is what most attributes are, so it goes without saying.
        private Value Attribute(Value attribute)
        {
            if (attribute is ArrayValue { Count: 2 } pair && pair[0] is StringValue { Value: "string" })
            {
                return pair[1];
            }

            return attribute is ArrayValue { Count: 2 } nested && nested[0] is ObjectValue type && type.Get("block") is ObjectValue inner
                ? ArrayValue.Create([type.With("block", Reference(inner)), nested[1]])
                : attribute;
        }

        private static IEnumerable<ObjectValue> Inner(ObjectValue block)
        {
            if (block.Get("blocks") is ObjectValue blocks)
            {
                for (var i = 0; i < blocks.Count; i++)
                {
                    if (blocks.Values[i] is ArrayValue { Count: 4 } nested && nested[3] is ObjectValue inner)
                    {
                        yield return inner;
                    }
                }
            }

            if (block.Get("attributes") is ObjectValue attributes)
            {
                for (var i = 0; i < attributes.Count; i++)
                {
                    if (attributes.Values[i] is ArrayValue { Count: 2 } pair && pair[0] is ObjectValue type && type.Get("block") is ObjectValue inner)
                    {
                        yield return inner;
                    }
                }
            }
        }
    }
}

/// <summary>One line of a schema to be written.</summary>
internal readonly record struct SchemaEntry(SchemaKind Kind, string Name, ObjectValue Content);
