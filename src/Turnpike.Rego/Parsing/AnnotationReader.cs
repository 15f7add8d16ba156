using System.Collections.Immutable;
using Turnpike.Rego.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Parsing;

/// <summary>Turns the content of a metadata block into an annotation in its normal form, which <c>rego.metadata</c> shows.</summary>
internal sealed class AnnotationReader(SourceText source, MetadataBlock block, ObjectValue content, List<Diagnostic> faults)
{
    private readonly ObjectBuilder _document = new();
    private ImmutableArray<SchemaAnnotation> _schemas = [];

    /// <summary>As written; null where it is not.</summary>
    public string? Scope { get; private set; }

    public bool IsEntrypoint { get; private set; }

    public Annotation Read()
    {
        Scope = ReadString("scope");
        foreach (var key in (ReadOnlySpan<string>)["title", "description"])
        {
            if (ReadString(key) is { Length: > 0 } text)
            {
                _document.Set(key, Value.Of(text));
            }
        }

        ReadEntrypoint();
        ReadList("organizations", static item => item as StringValue);
        ReadList("authors", ReadAuthor);
        ReadList("related_resources", ReadRelatedResource);
        ReadSchemas();
        if (content.Get("custom") is { } custom and not NullValue)
        {
            if (custom is not ObjectValue members)
            {
                Fault("custom", "`custom` must be an object");
            }
            else if (members.Count > 0)
            {
                _document.Set("custom", custom);
            }
        }

        return new Annotation(block.Span, AnnotationScope.Rule, _document.ToValue()) { Schemas = _schemas };
    }

    private void Fault(string key, string message) => faults.Add(SyntaxDiagnostics.MetadataField(source, block.SpanOf(key), message));

    private string? ReadString(string key)
    {
        switch (content.Get(key))
        {
            case null or NullValue:
                return null;
            case StringValue text:
                return text.Value;
            case NumberValue number:
                return number.Text;
            default:
                Fault(key, $"`{key}` must be a string");
                return null;
        }
    }

    private void ReadEntrypoint()
    {
        switch (content.Get("entrypoint"))
        {
            case null or NullValue:
                break;
            case BooleanValue flag:
                IsEntrypoint = flag.Value;
                if (flag.Value)
                {
                    _document.Set("entrypoint", Value.True);
                }

                break;
            default:
                Fault("entrypoint", "`entrypoint` must be true or false");
                break;
        }
    }

    private void ReadList(string key, Func<Value, Value?> read)
    {
        if (content.Get(key) is null or NullValue)
        {
            return;
        }

        if (content.Get(key) is not ArrayValue list)
        {
            Fault(key, $"`{key}` must be a list");
            return;
        }

        List<Value> items = [];
        foreach (var item in list.Items)
        {
            if (read(item) is { } value)
            {
                items.Add(value);
            }
            else
            {
                Fault(key, $"an item of `{key}` is malformed");
            }
        }

        if (items.Count > 0)
        {
            _document.Set(key, Value.Array([.. items]));
        }
    }

    // "Jane Doe <jane@example.com>", or an object of name and email.
    private static ObjectValue? ReadAuthor(Value item)
    {
        string name, email;
        if (item is StringValue text)
        {
            var words = text.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            email = words is [.., ['<', .., '>'] last] ? last[1..^1] : "";
            name = string.Join(' ', words is [.. var before, ['<', .., '>']] ? before : words);
        }
        else
        {
            name = Member(item, "name");
            email = Member(item, "email");
        }

        return name.Length + email.Length == 0 ? null : NonEmpty(("name", name), ("email", email));
    }

    private static ObjectValue? ReadRelatedResource(Value item)
    {
        var reference = item is StringValue text ? text.Value : Member(item, "ref");
        return reference.Length == 0 ? null : NonEmpty(("ref", reference), ("description", Member(item, "description")));
    }

    private static string Member(Value item, string key) =>
        item is ObjectValue members && members.Get(key) is StringValue text ? text.Value.Trim() : "";

    private static ObjectValue NonEmpty(params ReadOnlySpan<(string Key, string Text)> members)
    {
        var builder = new ObjectBuilder(members.Length);
        foreach (var (key, text) in members)
        {
            if (text.Length > 0)
            {
                builder.Set(key, Value.Of(text));
            }
        }

        return builder.ToValue();
    }

    private void ReadSchemas()
    {
        if (content.Get("schemas") is null or NullValue)
        {
            return;
        }

        List<SchemaAnnotation> schemas = [];
        if (content.Get("schemas") is ArrayValue list)
        {
            foreach (var item in list.Items)
            {
                if (ReadSchema(item) is { } schema)
                {
                    schemas.Add(schema);
                }
                else
                {
                    Fault("schemas", "a schema is written `- input.path: schema.name` or with the schema itself");
                }
            }
        }
        else
        {
            Fault("schemas", "`schemas` must be a list");
        }

        _schemas = [.. schemas];
        if (schemas.Count > 0)
        {
            _document.Set("schemas", Value.Array([.. schemas.Select(ToValue)]));
        }
    }

    private static SchemaAnnotation? ReadSchema(Value item)
    {
        if (item is not ObjectValue { Count: 1 } pair || pair.Keys[0] is not StringValue key || ReadPath(key.Value) is not { } path)
        {
            return null;
        }

        return pair.Values[0] switch
        {
            StringValue name => ReadPath(name.Value) is ["schema", ..] and { } schema ? new SchemaAnnotation(path, schema, null) : null,
            ObjectValue definition => new SchemaAnnotation(path, [], definition),
            _ => null,
        };
    }

    private static ImmutableArray<string>? ReadPath(string text)
    {
        var body = RegoParser.ParseQuery(SourceText.From("METADATA", text), RegoParserOptions.Default, []);
        if (body is not { Statements: [{ IsNegated: false, Modifiers.IsEmpty: true, Expr: TermExpr { Term: var term } }] })
        {
            return null;
        }

        if (term is VarTerm name)
        {
            return [name.Name];
        }

        if (term is not RefTerm { Head: VarTerm head } path)
        {
            return null;
        }

        var parts = ImmutableArray.CreateBuilder<string>();
        parts.Add(head.Name);
        foreach (var part in path.Path)
        {
            if (part is not ScalarTerm { Value: StringValue key })
            {
                return null;
            }

            parts.Add(key.Value);
        }

        return parts.ToImmutable();
    }

    private static ObjectValue ToValue(SchemaAnnotation schema)
    {
        var builder = new ObjectBuilder();
        builder.Set("path", Path(schema.Path));
        if (!schema.Schema.IsEmpty)
        {
            builder.Set("schema", Path(schema.Schema));
        }

        if (schema.Definition is not null)
        {
            builder.Set("definition", schema.Definition);
        }

        return builder.ToValue();
    }

    private static ArrayValue Path(ImmutableArray<string> path) => Value.Array([.. path.Select(Value.Of)]);
}
