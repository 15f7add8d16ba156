using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Turnpike.Server.Access;

namespace Turnpike.Server.Api.Description;

/// <summary>The OpenAPI document: what the endpoints themselves say, and what holds for all of them.</summary>
internal static class ApiDescription
{
    public const string Path = ApiModule.Prefix + "/openapi.json";
    public const string Bearer = "bearer";
    public const string Cookie = "session";

    private const string Name = "v1";

    public static void Add(IServiceCollection services) => services.AddOpenApi(Name, static options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = static d => d.RelativePath?.StartsWith(ApiModule.Prefix[1..], StringComparison.Ordinal) == true;
        options.AddSchemaTransformer(static (schema, context, _) => SchemaDescription.Describe(schema, context));
        options.AddOperationTransformer(static (operation, context, cancellationToken) => OperationDescription.DescribeAsync(operation, context, cancellationToken));
        options.AddDocumentTransformer(static (document, _, _) => Describe(document));
    });

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapOpenApi(Path.Replace(Name, "{documentName}", StringComparison.Ordinal)).IsOpen("describes the API, and holds nothing of the installation").WithMetadata(new AnswersWhileStarting());

    private static Task Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Turnpike",
            Version = Name,
            Description = "Every change, what was judged of it, who decided, and the record that proves it. docs/guides/api.md says what all endpoints have in common.",
        };

        // Where it is asked depends on who asks.
        document.Servers?.Clear();
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API token." },
            [Cookie] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "turnpike-session", Description = "The session of a browser; __Host-turnpike-session where the node is reached by https." },
        };
        return Task.CompletedTask;
    }
}
