using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Turnpike.Ledger.Entries;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Server.PullRequests.GitHub;
using Turnpike.Server.PullRequests.GitLab;

namespace Turnpike.Server.PullRequests;

/// <summary>Where code hosts tell what happens to pull requests.</summary>
internal static class HookEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/hooks/{host}", TakeAsync).IsOpen("the code host signs it").TakesUpload()
        .WithTags("Pull requests").WithName("take-hook").WithSummary("What a code host tells of pull requests: the hook of GitHub or GitLab").Produces<HookResource>();

    private static async Task<IResult> TakeAsync(HttpContext http, string host, ServerSettings settings, PullBook book, TakeNotice take, InstallationKey key, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(http, cancellationToken);
        var known = settings.CodeHosts.FirstOrDefault(h => h.Id == host);
        if (known is null || !IsSigned(known, http.Request.Headers, body))
        {
            // Whoever guesses does not learn which hosts there are.
            return Problems.Of(StatusCodes.Status401Unauthorized, "not-signed", "The hook is not signed with the secret of a code host that this node knows.");
        }

        if (Parse(body) is not { } json)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "malformed", "The hook is no JSON object. Choose application/json where the host asks for the content type.");
        }

        using (json)
        {
            // The id of a delivery is not signed, so a replay under another id is told by its content.
            var delivery = known.Id + "/" + key.Sign(body.Span).ToBase64();
            if (!await book.IsNewAsync(delivery, cancellationToken))
            {
                return Results.Ok(new HookResource("delivered before"));
            }

            try
            {
                var notice = known.Kind == CodeHostKind.Github ? GitHubHook.Read(known.Id, http.Request.Headers["X-GitHub-Event"].ToString(), json.RootElement) : GitLabHook.Read(known.Id, json.RootElement);
                return Results.Ok(new HookResource(await take.RunAsync(known, notice, cancellationToken)));
            }
            catch
            {
                await book.ReleaseAsync(delivery, CancellationToken.None);
                throw;
            }
        }
    }

    private static bool IsSigned(CodeHostSettings host, IHeaderDictionary headers, ReadOnlyMemory<byte> body) => host.Kind == CodeHostKind.Github
        ? GitHubHook.IsSigned(body.Span, headers["X-Hub-Signature-256"], host.HookSecret)
        : GitLabHook.IsSigned(headers["X-Gitlab-Token"], host.HookSecret);

    private static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
            {
                return json;
            }

            json.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <param name="Did">What was done with it.</param>
public sealed record HookResource(string Did);
