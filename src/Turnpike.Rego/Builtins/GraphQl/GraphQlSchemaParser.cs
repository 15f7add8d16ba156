using Turnpike.Values;

namespace Turnpike.Rego.Builtins.GraphQl;

/// <summary>Parses type systems into the tree that policies see.</summary>
internal sealed class GraphQlSchemaParser(GraphQlCursor cursor)
{
    private static readonly HashSet<string> s_locations = new(StringComparer.Ordinal)
    {
        "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT", "VARIABLE_DEFINITION",
        "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE", "UNION", "ENUM", "ENUM_VALUE", "INPUT_OBJECT", "INPUT_FIELD_DEFINITION",
    };

    private readonly List<Value> _schema = [];
    private readonly List<Value> _schemaExtensions = [];
    private readonly List<Value> _directives = [];
    private readonly List<Value> _definitions = [];
    private readonly List<Value> _extensions = [];

    public static ObjectValue Parse(BuiltinContext context, string text) => new GraphQlSchemaParser(new GraphQlCursor(context, text)).Document();

    private ObjectValue Document()
    {
        while (!cursor.IsDone)
        {
            var described = cursor.Token;
            var description = Description();
            if (cursor.IsKeyword("extend"))
            {
                if (cursor.Token != described)
                {
                    throw new GraphQlException($"Unexpected {described}", described);
                }

                cursor.Take();
                Definition("", isExtension: true);
            }
            else
            {
                Definition(description, isExtension: false);
            }
        }

        return GraphQlCursor.Node(
            ("Schema", GraphQlCursor.List(_schema)),
            ("SchemaExtension", GraphQlCursor.List(_schemaExtensions)),
            ("Directives", GraphQlCursor.List(_directives)),
            ("Definitions", GraphQlCursor.List(_definitions)),
            ("Extensions", GraphQlCursor.List(_extensions)));
    }

    private string Description() => cursor.IsText ? cursor.Take().Text : "";

    private void Definition(string description, bool isExtension)
    {
        var at = cursor.Token;
        switch (at.Kind == GraphQlTokenKind.Name ? at.Text : "")
        {
            case "schema":
                cursor.Take();
                (isExtension ? _schemaExtensions : _schema).Add(Schema(description, isExtension));
                break;
            case "directive" when !isExtension:
                cursor.Take();
                _directives.Add(Directive(description));
                break;
            case "scalar" or "type" or "interface" or "union" or "enum" or "input":
                var definition = TypeDefinition(cursor.Take().Text, description);
                if (isExtension && !ExtendsSomething(definition))
                {
                    throw cursor.Unexpected();
                }

                (isExtension ? _extensions : _definitions).Add(definition);
                break;
            default:
                throw cursor.Unexpected();
        }
    }

    private static bool ExtendsSomething(ObjectValue definition) =>
        ((string[])["Directives", "Interfaces", "Fields", "Types", "EnumValues"]).Any(key => definition.Get(key) is not null);

    private ObjectValue Schema(string description, bool isExtension)
    {
        var directives = cursor.Directives(isConstant: true);
        var types = cursor.Many("{", "}", () =>
        {
            var operation = cursor.Name();
            cursor.Expect(":");
            return GraphQlCursor.Node(("Operation", Value.Of(operation)), ("Type", Value.Of(cursor.Name())));
        }, atLeastOne: true);
        return isExtension && types.Count == 0 && directives.Count == 0
            ? throw cursor.Unexpected()
            : GraphQlCursor.Node(("Description", Value.Of(description)), ("Directives", directives), ("OperationTypes", GraphQlCursor.List(types)));
    }

    private ObjectValue Directive(string description)
    {
        cursor.Expect("@");
        var name = cursor.Name();
        var arguments = Arguments();
        var isRepeatable = cursor.IsKeyword("repeatable");
        if (isRepeatable)
        {
            cursor.Take();
        }

        cursor.ExpectKeyword("on");
        cursor.Skip("|");
        var locations = new List<Value>();
        do
        {
            if (!s_locations.Contains(cursor.Token.Text))
            {
                throw cursor.Unexpected();
            }

            locations.Add(Value.Of(cursor.Name()));
        }
        while (cursor.Skip("|"));

        return GraphQlCursor.Node(
            ("Description", Value.Of(description)),
            ("Name", Value.Of(name)),
            ("Arguments", arguments),
            ("Locations", GraphQlCursor.List(locations)),
            ("IsRepeatable", Value.Of(isRepeatable)));
    }

    private ObjectValue TypeDefinition(string keyword, string description)
    {
        var name = cursor.Name();
        var interfaces = keyword is "type" or "interface" ? Interfaces() : [];
        var directives = cursor.Directives(isConstant: true);
        var kind = keyword switch
        {
            "type" => "OBJECT",
            "input" => "INPUT_OBJECT",
            _ => keyword.ToUpperInvariant(),
        };
        return GraphQlCursor.Node(
            ("Kind", Value.Of(kind)),
            ("Description", Value.Of(description)),
            ("Name", Value.Of(name)),
            ("Directives", directives),
            ("Interfaces", GraphQlCursor.List(interfaces)),
            ("Fields", keyword switch
            {
                "type" or "interface" => GraphQlCursor.List(cursor.Many("{", "}", Field, atLeastOne: true)),
                "input" => GraphQlCursor.List(cursor.Many("{", "}", InputValue, atLeastOne: true)),
                _ => null,
            }),
            ("Types", keyword == "union" ? GraphQlCursor.List(UnionMembers()) : null),
            ("EnumValues", keyword == "enum" ? GraphQlCursor.List(cursor.Many("{", "}", EnumMember, atLeastOne: true)) : null),
            ("BuiltIn", Value.False));
    }

    private List<Value> Interfaces()
    {
        var names = new List<Value>();
        if (cursor.IsKeyword("implements"))
        {
            cursor.Take();
            cursor.Skip("&");
            do
            {
                names.Add(Value.Of(cursor.Name()));
            }
            while (cursor.Skip("&"));
        }

        return names;
    }

    private List<Value> UnionMembers()
    {
        var names = new List<Value>();
        if (cursor.Skip("="))
        {
            cursor.Skip("|");
            do
            {
                names.Add(Value.Of(cursor.Name()));
            }
            while (cursor.Skip("|"));
        }

        return names;
    }

    private ObjectValue Field()
    {
        var description = Description();
        var name = cursor.Name();
        var arguments = Arguments();
        cursor.Expect(":");
        return GraphQlCursor.Node(
            ("Description", Value.Of(description)),
            ("Name", Value.Of(name)),
            ("Arguments", arguments),
            ("Type", cursor.Type()),
            ("Directives", cursor.Directives(isConstant: true)));
    }

    private ArrayValue Arguments() => GraphQlCursor.List(cursor.Many("(", ")", InputValue, atLeastOne: true));

    private ObjectValue InputValue()
    {
        var description = Description();
        var name = cursor.Name();
        cursor.Expect(":");
        return GraphQlCursor.Node(
            ("Description", Value.Of(description)),
            ("Name", Value.Of(name)),
            ("Type", cursor.Type()),
            ("DefaultValue", cursor.Skip("=") ? cursor.Literal(isConstant: true) : null),
            ("Directives", cursor.Directives(isConstant: true)));
    }

    private ObjectValue EnumMember() =>
        GraphQlCursor.Node(("Description", Value.Of(Description())), ("Name", Value.Of(cursor.Name())), ("Directives", cursor.Directives(isConstant: true)));
}
