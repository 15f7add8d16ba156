using System.Text.Json;
using System.Text.Json.Serialization;

namespace Turnpike.Server.Api;

/// <summary>How the API writes and reads JSON: camel case, enums in kebab case, times in UTC.</summary>
public static class ApiJson
{
    public const string MediaType = "application/json";

    private const int MaxDepth = 64;

    /// <summary>For whoever reads answers: a property that a newer node added is passed over.</summary>
    public static JsonSerializerOptions Options { get; } = Make(JsonUnmappedMemberHandling.Skip);

    /// <summary>For requests: a property that is not known was meant to do something, and is refused.</summary>
    internal static JsonSerializerOptions Strict { get; } = Make(JsonUnmappedMemberHandling.Disallow);

    internal static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.MaxDepth = MaxDepth;
        options.Converters.Add(new EnumNames());
        options.Converters.Add(new UtcTime());
    }

    private static JsonSerializerOptions Make(JsonUnmappedMemberHandling unmapped)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.UnmappedMemberHandling = unmapped;
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
