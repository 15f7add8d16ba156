using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins.Schemas;

/// <summary><c>json.match_schema</c> and <c>json.verify_schema</c>: JSON Schema drafts 4, 6 and 7.</summary>
internal static class SchemaBuiltins
{
    private static readonly RegoType s_schema = RegoType.AnyOf(RegoType.String, RegoType.ObjectOf(RegoType.Any, RegoType.Any));
    private static readonly RegoType s_problem = RegoType.Record(("error", RegoType.String), ("type", RegoType.String), ("field", RegoType.String), ("desc", RegoType.String));

    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("json.match_schema", [s_schema, s_schema], RegoType.Tuple(RegoType.Boolean, RegoType.ArrayOf(s_problem)), Match),
        new("json.verify_schema", [s_schema], RegoType.Tuple(RegoType.Boolean, RegoType.AnyOf(RegoType.Null, RegoType.String)), Verify),
    ];

    private static Value? Verify(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var problem = Read(arguments[0], out var schema) ?? SchemaCheck.Check(schema!);
        return Value.Array(Value.Of(problem is null), problem is null ? Value.Null : Value.Of("jsonschema: " + problem));
    }

    private static Value? Match(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var problem = Read(arguments[0], out var document) ?? Read(arguments[1], out var schema) ?? SchemaCheck.Check(schema!);
        if (problem is not null)
        {
            return context.Fail(problem);
        }

        Read(arguments[1], out schema);
        try
        {
            var problems = new SchemaValidation(context, schema!).Validate(document!);
            return Value.Array(Value.Of(problems.Count == 0), ArrayValue.Create([.. problems.Select(static p => p.ToValue())]));
        }
        catch (SchemaException e)
        {
            return context.Fail(e.Message);
        }
    }

    /// <summary>A value, or the JSON in a string; what is wrong with it, or null.</summary>
    private static string? Read(Value argument, out Value? value)
    {
        var error = "";
        value = argument is StringValue text ? LenientJson.Read(text.Value, out error) : LenientJson.Read(GoJson.Write(argument), out error);
        return value is null ? error : null;
    }
}

/// <summary>A schema that cannot be applied.</summary>
internal sealed class SchemaException(string message) : Exception(message);

/// <summary>One way in which a document does not fit, named and worded as gojsonschema does.</summary>
internal sealed record SchemaProblem(string Type, string Field, string Description)
{
    public ObjectValue ToValue() => Value.Object(
        ("error", Value.Of($"{Field}: {Description}")),
        ("type", Value.Of(Type)),
        ("field", Value.Of(Field)),
        ("desc", Value.Of(Description)));
}
