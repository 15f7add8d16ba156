using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Turnpike.Server.PullRequests.GitLab;

/// <summary>Hooks of GitLab.</summary>
/// <remarks>Shapes: docs.gitlab.com/user/project/integrations/webhook_events.</remarks>
internal static class GitLabHook
{
    /// <param name="token">The header X-Gitlab-Token.</param>
    public static bool IsSigned(string? token, string secret) => token is not null
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(token)), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public static HookNotice Read(string host, JsonElement body)
    {
        var repository = body.Text("project", "path_with_namespace");
        return (body.Text("object_kind"), body.Text("object_attributes", "action")) switch
        {
            _ when repository is null => new HookNotice.Other("it names no project"),
            ("merge_request", "open" or "reopen" or "update") => Seen(host, repository, body),
            ("merge_request", "merge" or "close") when body.Number("object_attributes", "iid") is { } number =>
                new HookNotice.Ended(new PullEnded(host, repository, number, body.Text("object_attributes", "action") == "merge")),
            ("note", _) when body.Number("merge_request", "iid") is { } number && HookNotice.IsCommand(body.Text("object_attributes", "note")) =>
                new HookNotice.Again(repository, number, null, body.Text("user", "username") ?? ""),
            var (kind, action) => new HookNotice.Other($"{kind} {action} is not acted on"),
        };
    }

    private static HookNotice Seen(string host, string repository, JsonElement body) =>
        body.Number("object_attributes", "iid") is { } number && body.Text("object_attributes", "last_commit", "id") is { } head
            ? new HookNotice.Seen(new PullSeen(
                host,
                repository,
                number,
                head,
                body.Text("object_attributes", "title") ?? "",
                body.Text("user", "username") ?? "",
                body.Text("object_attributes", "url") ?? "",
                body.Number("object_attributes", "source_project_id") != body.Number("object_attributes", "target_project_id")))
            : new HookNotice.Other("it names no commit");
}
