using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Turnpike.Server.Api.Description;

/// <summary>Schemas of what our own converters write.</summary>
internal static class SchemaDescription
{
    public static Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var type = context.JsonTypeInfo.Type;
        var some = Nullable.GetUnderlyingType(type) ?? type;
        var isNullable = some != type || schema.Type?.HasFlag(JsonSchemaType.Null) == true;
        if (some == typeof(DateTimeOffset))
        {
            schema.Type = JsonSchemaType.String | (isNullable ? JsonSchemaType.Null : 0);
            schema.Format = "date-time";
        }
        else if (some.IsEnum)
        {
            schema.Type = JsonSchemaType.String | (isNullable ? JsonSchemaType.Null : 0);
            schema.Enum = [.. EnumNames.Of(some).Select(static n => (System.Text.Json.Nodes.JsonNode)n)];
            if (isNullable)
            {
                schema.Enum.Add(null!);
            }
        }

        return Task.CompletedTask;
    }
}
