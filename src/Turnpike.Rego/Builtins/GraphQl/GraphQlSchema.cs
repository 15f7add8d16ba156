using Turnpike.Values;

namespace Turnpike.Rego.Builtins.GraphQl;

/// <summary>A type system ready to judge queries by: definitions by name, extensions laid in.</summary>
internal sealed class GraphQlSchema
{
    private const string Prelude = """
        scalar Int scalar Float scalar String scalar Boolean scalar ID
        directive @include(if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
        directive @skip(if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
        directive @deprecated(reason: String = "No longer supported") on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
        directive @specifiedBy(url: String!) on SCALAR
        directive @defer(if: Boolean = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
        directive @oneOf on INPUT_OBJECT
        type __Schema { description: String types: [__Type!]! queryType: __Type! mutationType: __Type subscriptionType: __Type directives: [__Directive!]! }
        type __Type { kind: __TypeKind! name: String description: String fields(includeDeprecated: Boolean = false): [__Field!] interfaces: [__Type!] possibleTypes: [__Type!] enumValues(includeDeprecated: Boolean = false): [__EnumValue!] inputFields: [__InputValue!] ofType: __Type specifiedByURL: String }
        type __Field { name: String! description: String args: [__InputValue!]! type: __Type! isDeprecated: Boolean! deprecationReason: String }
        type __InputValue { name: String! description: String type: __Type! defaultValue: String }
        type __EnumValue { name: String! description: String isDeprecated: Boolean! deprecationReason: String }
        enum __TypeKind { SCALAR OBJECT INTERFACE UNION ENUM INPUT_OBJECT LIST NON_NULL }
        type __Directive { name: String! description: String locations: [__DirectiveLocation!]! args: [__InputValue!]! isRepeatable: Boolean! }
        enum __DirectiveLocation { QUERY MUTATION SUBSCRIPTION FIELD FRAGMENT_DEFINITION FRAGMENT_SPREAD INLINE_FRAGMENT VARIABLE_DEFINITION SCHEMA SCALAR OBJECT FIELD_DEFINITION ARGUMENT_DEFINITION INTERFACE UNION ENUM ENUM_VALUE INPUT_OBJECT INPUT_FIELD_DEFINITION }
        """;

    private readonly Dictionary<string, ObjectValue> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ObjectValue> _directives = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _roots = new(StringComparer.Ordinal);

    private GraphQlSchema()
    {
    }

    public IEnumerable<ObjectValue> Types => _types.Values;

    public IEnumerable<ObjectValue> Directives => _directives.Values;

    /// <summary>The directives that stand on the schema itself.</summary>
    public List<ObjectValue> OwnDirectives { get; } = [];

    public ObjectValue? Type(string name) => _types.GetValueOrDefault(name);

    public ObjectValue? Directive(string name) => _directives.GetValueOrDefault(name);

    /// <summary>The type that an operation starts from.</summary>
    public ObjectValue? Root(string operation) => _roots.TryGetValue(operation, out var name) ? Type(name) : null;

    /// <summary>Null where the tree is no valid type system; <paramref name="error"/> says why.</summary>
    public static GraphQlSchema? From(BuiltinContext context, ObjectValue document, out string error)
    {
        var schema = new GraphQlSchema();
        error = schema.Add(GraphQlSchemaParser.Parse(context, Prelude)) ?? schema.Add(document) ?? schema.SetRoots(document) ?? new GraphQlSchemaCheck(context, schema).Check() ?? "";
        return error.Length == 0 ? schema : null;
    }

    public static string TextOf(ObjectValue node, string key) => (node.Get(key) as StringValue)?.Value ?? "";

    public static IEnumerable<ObjectValue> Nodes(ObjectValue node, string key) =>
        node.Get(key) is ArrayValue list ? list.Items.ToArray().OfType<ObjectValue>() : [];

    public static IEnumerable<string> Names(ObjectValue node, string key) =>
        node.Get(key) is ArrayValue list ? list.Items.ToArray().OfType<StringValue>().Select(static n => n.Value) : [];

    /// <summary>The named type inside lists.</summary>
    public static string NamedType(ObjectValue? type)
    {
        while (type?.Get("Elem") is ObjectValue element)
        {
            type = element;
        }

        return type is null ? "" : TextOf(type, "NamedType");
    }

    public static bool IsNonNull(ObjectValue? type) => type?.Get("NonNull") is BooleanValue { Value: true };

    private string? Add(ObjectValue document)
    {
        foreach (var definition in Nodes(document, "Definitions"))
        {
            if (!_types.TryAdd(TextOf(definition, "Name"), definition))
            {
                return $"Cannot redeclare type {TextOf(definition, "Name")}.";
            }
        }

        foreach (var directive in Nodes(document, "Directives"))
        {
            // Some documents declare what the language brings along.
            if (!_directives.TryAdd(TextOf(directive, "Name"), directive) && TextOf(directive, "Name") is not ("include" or "skip" or "deprecated" or "specifiedBy" or "defer" or "oneOf"))
            {
                return $"Cannot redeclare directive {TextOf(directive, "Name")}.";
            }
        }

        foreach (var extension in Nodes(document, "Extensions"))
        {
            var name = TextOf(extension, "Name");
            if (_types.TryGetValue(name, out var extended) && TextOf(extended, "Kind") != TextOf(extension, "Kind"))
            {
                return $"Cannot extend type {name} because the base type is a {TextOf(extended, "Kind")}, not {TextOf(extension, "Kind")}.";
            }

            _types[name] = extended is null ? extension : Merge(extended, extension);
        }

        return null;
    }

    private static ObjectValue Merge(ObjectValue definition, ObjectValue extension)
    {
        foreach (var key in (string[])["Directives", "Interfaces", "Fields", "Types", "EnumValues"])
        {
            if (extension.Get(key) is ArrayValue added)
            {
                var own = definition.Get(key) as ArrayValue ?? ArrayValue.Empty;
                definition = definition.With(key, Value.Array([.. own.Items, .. added.Items]));
            }
        }

        return definition;
    }

    private string? SetRoots(ObjectValue document)
    {
        var schemas = Nodes(document, "Schema").ToArray();
        if (schemas.Length > 1)
        {
            return "Cannot have multiple schema entry points, consider schema extensions instead.";
        }

        foreach (var node in schemas.Concat(Nodes(document, "SchemaExtension")))
        {
            OwnDirectives.AddRange(Nodes(node, "Directives"));
            foreach (var root in Nodes(node, "OperationTypes"))
            {
                var (operation, type) = (TextOf(root, "Operation"), TextOf(root, "Type"));
                if (!_types.ContainsKey(type))
                {
                    return $"Schema root {operation} refers to a type {type} that does not exist.";
                }

                _roots[operation] = type;
            }
        }

        if (schemas.Length == 0)
        {
            foreach (var (operation, type) in ((string, string)[])[("query", "Query"), ("mutation", "Mutation"), ("subscription", "Subscription")])
            {
                if (_types.ContainsKey(type))
                {
                    _roots.TryAdd(operation, type);
                }
            }
        }

        return null;
    }
}
