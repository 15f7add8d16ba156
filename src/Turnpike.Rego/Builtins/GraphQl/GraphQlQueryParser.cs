using Turnpike.Values;

namespace Turnpike.Rego.Builtins.GraphQl;

/// <summary>Parses operations and fragments into the tree that policies see.</summary>
internal sealed class GraphQlQueryParser(GraphQlCursor cursor)
{
    public static ObjectValue Parse(BuiltinContext context, string text) => new GraphQlQueryParser(new GraphQlCursor(context, text)).Document();

    private ObjectValue Document()
    {
        var (operations, fragments) = (new List<Value>(), new List<Value>());
        while (!cursor.IsDone)
        {
            if (cursor.IsKeyword("fragment"))
            {
                fragments.Add(Fragment());
            }
            else if (cursor.Token.Is("{") || cursor.IsKeyword("query") || cursor.IsKeyword("mutation") || cursor.IsKeyword("subscription"))
            {
                operations.Add(Operation());
            }
            else
            {
                throw cursor.Unexpected();
            }
        }

        return GraphQlCursor.Node(("Operations", GraphQlCursor.List(operations)), ("Fragments", GraphQlCursor.List(fragments)));
    }

    private ObjectValue Operation()
    {
        if (cursor.Token.Is("{"))
        {
            return GraphQlCursor.Node(("Operation", Value.Of("query")), ("Name", Value.Of("")), ("SelectionSet", Selections()));
        }

        var kind = cursor.Name();
        var name = cursor.Token.Kind == GraphQlTokenKind.Name ? cursor.Name() : "";
        return GraphQlCursor.Node(
            ("Operation", Value.Of(kind)),
            ("Name", Value.Of(name)),
            ("VariableDefinitions", Variables()),
            ("Directives", cursor.Directives(isConstant: false)),
            ("SelectionSet", Selections()));
    }

    private ObjectValue Fragment()
    {
        cursor.ExpectKeyword("fragment");
        var name = FragmentName();
        var variables = Variables();
        cursor.ExpectKeyword("on");
        return GraphQlCursor.Node(
            ("Name", Value.Of(name)),
            ("VariableDefinition", variables),
            ("TypeCondition", Value.Of(cursor.Name())),
            ("Directives", cursor.Directives(isConstant: false)),
            ("SelectionSet", Selections()));
    }

    private string FragmentName() => cursor.IsKeyword("on") ? throw cursor.Unexpected() : cursor.Name();

    private ArrayValue Variables() => GraphQlCursor.List(cursor.Many("(", ")", () =>
    {
        cursor.Expect("$");
        var name = cursor.Name();
        cursor.Expect(":");
        return GraphQlCursor.Node(
            ("Variable", Value.Of(name)),
            ("Type", cursor.Type()),
            ("DefaultValue", cursor.Skip("=") ? cursor.Literal(isConstant: true) : null),
            ("Directives", cursor.Directives(isConstant: false)),
            ("Used", Value.False));
    }));

    private ArrayValue Selections() => cursor.Token.Is("{")
        ? GraphQlCursor.List(cursor.Many("{", "}", Selection, atLeastOne: true))
        : throw new GraphQlException($"Expected {{, found {cursor.Token.KindName}", cursor.Token);

    private ObjectValue Selection()
    {
        if (!cursor.Skip("..."))
        {
            return Field();
        }

        if (cursor.Token.Kind == GraphQlTokenKind.Name && !cursor.IsKeyword("on"))
        {
            return GraphQlCursor.Node(("Name", Value.Of(FragmentName())), ("Directives", cursor.Directives(isConstant: false)));
        }

        var condition = "";
        if (cursor.IsKeyword("on"))
        {
            cursor.Take();
            condition = cursor.Name();
        }

        return GraphQlCursor.Node(("TypeCondition", Value.Of(condition)), ("Directives", cursor.Directives(isConstant: false)), ("SelectionSet", Selections()));
    }

    private ObjectValue Field()
    {
        var alias = cursor.Name();
        var name = cursor.Skip(":") ? cursor.Name() : alias;
        return GraphQlCursor.Node(
            ("Alias", Value.Of(alias)),
            ("Name", Value.Of(name)),
            ("Arguments", cursor.Arguments(isConstant: false)),
            ("Directives", cursor.Directives(isConstant: false)),
            ("SelectionSet", cursor.Token.Is("{") ? Selections() : null));
    }
}
