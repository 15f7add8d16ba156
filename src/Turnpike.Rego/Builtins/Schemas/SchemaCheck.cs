using Turnpike.Text.Patterns;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins.Schemas;

/// <summary>Whether a schema is one: its keywords have values of the right kinds.</summary>
internal static class SchemaCheck
{
    private const int MaxDepth = 200;

    private static readonly string[] s_types = ["array", "boolean", "integer", "number", "null", "object", "string"];

    /// <summary>What is wrong, or null.</summary>
    public static string? Check(Value schema) => Check(schema, 0);

    private static string? Check(Value schema, int depth)
    {
        if (depth > MaxDepth)
        {
            return "the schema is nested too deeply";
        }

        if (schema is not ObjectValue obj)
        {
            return schema is BooleanValue ? null : "Invalid type. Expected: object/boolean, given: " + SchemaValidation.KindOf(schema);
        }

        for (var i = 0; i < obj.Count; i++)
        {
            if (CheckKeyword(((StringValue)obj.Keys[i]).Value, obj.Values[i], depth) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static string? CheckKeyword(string keyword, Value value, int depth)
    {
        switch (keyword)
        {
            case "type":
                return CheckType(value);
            case "properties" or "patternProperties" or "definitions" or "$defs":
                return value is ObjectValue members
                    ? (keyword == "patternProperties" ? members.Keys.ToArray().Select(CheckPattern).FirstOrDefault(static p => p is not null) : null)
                        ?? members.Values.ToArray().Select(member => Check(member, depth + 1)).FirstOrDefault(static p => p is not null)
                    : Invalid(keyword, "a valid schema");
            case "additionalProperties" or "additionalItems" or "not" or "contains" or "propertyNames" or "if" or "then" or "else":
                return Check(value, depth + 1);
            case "items":
                return value is ArrayValue list ? CheckAll(list, depth) : Check(value, depth + 1);
            case "allOf" or "anyOf" or "oneOf":
                return value is ArrayValue { Count: > 0 } options ? CheckAll(options, depth) : Invalid(keyword, "an array");
            case "required":
                return value is ArrayValue names && names.Items.ToArray().All(static n => n is StringValue) ? null : Invalid(keyword, "an array of strings");
            case "enum":
                return value is ArrayValue { Count: > 0 } ? null : Invalid(keyword, "an array");
            case "pattern":
                return value is StringValue ? CheckPattern(value) : Invalid(keyword, "a string");
            case "minLength" or "maxLength" or "minItems" or "maxItems" or "minProperties" or "maxProperties":
                return value is NumberValue { IsInteger: true } count && count >= Value.Of(0) ? null : Invalid(keyword, "an integer of at least 0");
            case "minimum" or "maximum":
                return value is NumberValue ? null : Invalid(keyword, "a number");
            case "multipleOf":
                return value is NumberValue factor && factor > Value.Of(0) ? null : Invalid(keyword, "a number greater than 0");
            case "exclusiveMinimum" or "exclusiveMaximum":
                return value is NumberValue or BooleanValue ? null : Invalid(keyword, "a number or a boolean");
            case "uniqueItems":
                return value is BooleanValue ? null : Invalid(keyword, "a boolean");
            case "$ref" or "format" or "title" or "description":
                return value is StringValue ? null : Invalid(keyword, "a string");
            default:
                return null;
        }
    }

    private static string Invalid(string keyword, string expected) => $"Invalid type. Expected: {expected}, given: {keyword}";

    private static string? CheckAll(ArrayValue schemas, int depth) =>
        schemas.Items.ToArray().Select(schema => Check(schema, depth + 1)).FirstOrDefault(static problem => problem is not null);

    private static string? CheckType(Value type)
    {
        var names = type is ArrayValue list ? list.Items.ToArray() : [type];
        foreach (var name in names)
        {
            if (name is not StringValue text)
            {
                return Invalid("type", "a string or an array of strings");
            }

            if (!s_types.Contains(text.Value))
            {
                return $"has a primitive type that is NOT VALID -- given: /{text.Value}/ Expected valid values are:[{string.Join(' ', s_types)}]";
            }
        }

        return null;
    }

    private static string? CheckPattern(Value pattern)
    {
        try
        {
            RegexParser.Parse(((StringValue)pattern).Value, out _);
            return null;
        }
        catch (PatternException e)
        {
            return e.Message;
        }
    }
}
