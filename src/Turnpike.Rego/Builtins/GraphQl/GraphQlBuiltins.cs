using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins.GraphQl;

/// <summary><c>graphql.*</c>.</summary>
internal static class GraphQlBuiltins
{
    private static readonly RegoType s_tree = RegoType.ObjectOf(RegoType.Any, RegoType.Any);
    private static readonly RegoType s_source = RegoType.AnyOf(RegoType.String, s_tree);

    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("graphql.parse_query", [RegoType.String], s_tree, static (c, a) => Read(c, a[0], isSchema: false, out var error) ?? c.Fail(error)),
        new("graphql.parse_schema", [RegoType.String], s_tree, static (c, a) => Read(c, a[0], isSchema: true, out var error) ?? c.Fail(error)),
        new("graphql.schema_is_valid", [s_source], RegoType.Boolean, static (c, a) => Value.Of(Schema(c, a[0], out _, out _) is not null)),
        new("graphql.is_valid", [s_source, s_source], RegoType.Boolean, static (c, a) => Value.Of(Judge(c, a[0], a[1], out _, out _) is null)),
        new("graphql.parse", [s_source, s_source], RegoType.Tuple(s_tree, s_tree), static (c, a) =>
            Judge(c, a[0], a[1], out var query, out var schema) is { } fault ? c.Fail(fault) : Value.Array(query!, schema!)),
        new("graphql.parse_and_verify", [s_source, s_source], RegoType.Tuple(RegoType.Boolean, s_tree, s_tree), static (c, a) =>
            Judge(c, a[0], a[1], out var query, out var schema) is null
                ? Value.Array(Value.True, query!, schema!)
                : Value.Array(Value.False, ObjectValue.Empty, ObjectValue.Empty)),
    ];

    private static ObjectValue? Read(BuiltinContext context, Value source, bool isSchema, out string error)
    {
        error = "";
        if (source is ObjectValue tree)
        {
            return tree;
        }

        var text = ((StringValue)source).Value;
        try
        {
            return isSchema ? GraphQlSchemaParser.Parse(context, text) : GraphQlQueryParser.Parse(context, text);
        }
        catch (GraphQlException e)
        {
            error = e.Message;
            return null;
        }
    }

    private static GraphQlSchema? Schema(BuiltinContext context, Value source, out ObjectValue? tree, out string error)
    {
        tree = Read(context, source, isSchema: true, out error);
        return tree is null ? null : GraphQlSchema.From(context, tree, out error);
    }

    /// <summary>What is wrong with a query or its schema; null if nothing.</summary>
    private static string? Judge(BuiltinContext context, Value querySource, Value schemaSource, out ObjectValue? query, out ObjectValue? schema)
    {
        query = Read(context, querySource, isSchema: false, out var error);
        schema = null;
        if (query is null)
        {
            return error;
        }

        return Schema(context, schemaSource, out schema, out error) is { } types ? new GraphQlQueryCheck(context, types, query).Check() : error;
    }
}
