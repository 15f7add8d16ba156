using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Turnpike.Server.PullRequests.GitHub;

/// <summary>Hooks of GitHub.</summary>
/// <remarks>Shapes: docs.github.com/webhooks/webhook-events-and-payloads; signature: docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries.</remarks>
internal static class GitHubHook
{
    // Of those a repository's owners let in; anybody at all may comment on a public one.
    private static readonly string[] s_trusted = ["OWNER", "MEMBER", "COLLABORATOR"];

    /// <param name="signature">The header X-Hub-Signature-256: <c>sha256=</c> and 64 hexadecimal digits.</param>
    public static bool IsSigned(ReadOnlySpan<byte> body, string? signature, string secret)
    {
        var given = new byte[32];
        return signature is { Length: 71 } && signature.StartsWith("sha256=", StringComparison.Ordinal)
            && Convert.FromHexString(signature.AsSpan(7), given, out _, out _) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(given, HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
    }

    /// <param name="name">The header X-GitHub-Event.</param>
    public static HookNotice Read(string host, string name, JsonElement body)
    {
        var repository = body.Text("repository", "full_name");
        var action = body.Text("action");
        return (name, action) switch
        {
            _ when repository is null => new HookNotice.Other("it names no repository"),
            ("pull_request", "opened" or "reopened" or "synchronize" or "edited" or "ready_for_review") => Seen(host, repository, body),
            ("pull_request", "closed") when body.Number("number") is { } number => new HookNotice.Ended(new PullEnded(host, repository, number, body.IsTrue("pull_request", "merged"))),
            ("check_run", "rerequested" or "requested_action") => Again(repository, body, "check_run"),
            ("check_suite", "rerequested") => Again(repository, body, "check_suite"),
            ("issue_comment", "created") when body.At("issue", "pull_request") is not null && HookNotice.IsCommand(body.Text("comment", "body")) => Asked(repository, body),
            _ => new HookNotice.Other($"{name} {action} is not acted on"),
        };
    }

    private static HookNotice Seen(string host, string repository, JsonElement body) =>
        body.Number("number") is { } number && body.Text("pull_request", "head", "sha") is { } head
            ? new HookNotice.Seen(new PullSeen(
                host,
                repository,
                number,
                head,
                body.Text("pull_request", "title") ?? "",
                body.Text("pull_request", "user", "login") ?? "",
                body.Text("pull_request", "html_url") ?? "",
                body.Text("pull_request", "head", "repo", "full_name") != repository))
            : new HookNotice.Other("it names no commit");

    private static HookNotice.Again Again(string repository, JsonElement body, string what) =>
        new(repository, null, body.Text(what, "head_sha"), body.Text("sender", "login") ?? "");

    private static HookNotice Asked(string repository, JsonElement body) =>
        s_trusted.Contains(body.Text("comment", "author_association")) && body.Number("issue", "number") is { } number
            ? new HookNotice.Again(repository, number, null, body.Text("sender", "login") ?? "")
            : new HookNotice.Other("whoever asks does not belong to the repository");
}
