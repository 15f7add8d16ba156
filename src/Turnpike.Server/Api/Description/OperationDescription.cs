using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Turnpike.Server.Access;

namespace Turnpike.Server.Api.Description;

/// <summary>What follows for each operation from what its endpoint says: its id, who may call it, headers, problems.</summary>
internal static partial class OperationDescription
{
    private static readonly string[] s_uploads = ["application/json", "application/yaml", "text/plain", "application/octet-stream"];

    public static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var endpoint = context.Description.ActionDescriptor.EndpointMetadata;
        var access = endpoint.OfType<EndpointAccess>().LastOrDefault();
        var method = context.Description.HttpMethod ?? HttpMethods.Get;
        operation.OperationId ??= Id(method, context.Description.RelativePath!);
        operation.AddExtension("x-turnpike-permission", new JsonNodeExtension(access?.Permission is { } p ? PermissionNames.Of(p) : access is { NeedsSignIn: true } ? "signed-in" : "none"));
        if (access is { NeedsSignIn: true })
        {
            operation.Security =
            [
                new() { [new OpenApiSecuritySchemeReference(ApiDescription.Bearer, context.Document)] = [] },
                new() { [new OpenApiSecuritySchemeReference(ApiDescription.Cookie, context.Document)] = [] },
            ];
        }

        DescribeHeaders(operation, method, endpoint);
        if (endpoint.OfType<BodyLimit>().Any(static l => l.Bytes is null))
        {
            operation.RequestBody ??= new OpenApiRequestBody
            {
                Required = true,
                Description = "The file as it is; gzip is taken.",
                Content = s_uploads.ToDictionary(static t => t, static _ => new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } }),
            };
        }

        await DescribeProblemsAsync(operation, context, access, method, endpoint, cancellationToken);
    }

    private static void DescribeHeaders(OpenApiOperation operation, string method, IList<object> endpoint)
    {
        if (HttpMethods.IsPost(method))
        {
            Header(operation, Idempotency.KeyHeader, "Done once: repeated within a day, the request is answered as it was the first time.", isRequired: false);
        }

        if (endpoint.OfType<WantsIfMatch>().Any())
        {
            Header(operation, "If-Match", "The ETag that was read, so that nobody's change is lost.", isRequired: false);
        }
    }

    private static void Header(OpenApiOperation operation, string name, string says, bool isRequired) =>
        (operation.Parameters ??= []).Add(new OpenApiParameter { Name = name, In = ParameterLocation.Header, Description = says, Required = isRequired, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });

    private static async Task DescribeProblemsAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, EndpointAccess? access, string method, IList<object> endpoint, CancellationToken cancellationToken)
    {
        const string Component = nameof(Problem);
        if (context.Document!.Components?.Schemas?.ContainsKey(Component) != true)
        {
            context.Document.AddComponent(Component, await context.GetOrCreateSchemaAsync(typeof(Problem), null, cancellationToken));
        }

        var writes = !HttpMethods.IsGet(method);
        Add(access is { NeedsSignIn: true }, 401, "Nobody is signed in, or the token is not valid.");
        Add(access is { NeedsSignIn: true }, 403, "The caller may not do this; the detail says what is missing.");
        Add(context.Description.RelativePath!.Contains('{', StringComparison.Ordinal), 404, "There is no such thing.");
        Add(writes, 400, "The request cannot be read.");
        Add(writes, 409, "It is in conflict with what has happened meanwhile.");
        Add(writes, 422, "It was understood and is refused; the detail says why.");
        Add(endpoint.OfType<WantsIfMatch>().Any(), 412, "Somebody changed it since it was read.");
        Add(endpoint.OfType<WantsIfMatch>().Any(), 428, "If-Match is missing.");
        Add(true, null, "Any other problem.");

        void Add(bool applies, int? status, string says)
        {
            var key = status?.ToString(CultureInfo.InvariantCulture) ?? "default";
            if (applies && (operation.Responses ??= []).ContainsKey(key) != true)
            {
                operation.Responses[key] = new OpenApiResponse
                {
                    Description = says,
                    Content = new Dictionary<string, OpenApiMediaType> { [Problem.MediaType] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(Component, context.Document) } },
                };
            }
        }
    }

    // GET api/v1/changes/{id}/diff: getChangesByIdDiff.
    private static string Id(string method, string path)
    {
        var words = Word().Matches(path[(ApiModule.Prefix.Length - 1)..].Replace("{", "by-", StringComparison.Ordinal).Replace("{*", "by-", StringComparison.Ordinal)).Select(static m => m.Value);
        return method.ToLowerInvariant() + string.Concat(words.Select(static w => char.ToUpperInvariant(w[0]) + w[1..]));
    }

    [GeneratedRegex("[A-Za-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
