using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Turnpike.Server.PullRequests.GitHub;

/// <summary>GitHub: an app makes check runs with annotations; a token, which may not, makes commit statuses.</summary>
/// <remarks>Shapes: docs.github.com/rest/checks/runs, /rest/commits/statuses, /rest/issues/comments; version 2022-11-28.</remarks>
internal sealed class GitHubHost(CodeHostSettings host, CodeHostCaller caller, TimeProvider time) : ICodeHost
{
    public const string CheckName = "Turnpike";

    // Of one request; more come by further requests.
    private const int MaxAnnotations = 50;
    private const int MaxDescription = 140;

    private readonly GitHubApp? _app = host.AppId is null ? null : new GitHubApp(host, caller, time);

    public async Task<Told> TellAsync(Pull pull, PullVerdict verdict, Told told, CancellationToken cancellationToken)
    {
        var token = _app is null ? host.Token! : await _app.TokenAsync(pull.Seen.Repository, cancellationToken);
        var call = new Call(caller, token, pull.Seen.Repository, cancellationToken);
        var check = _app is null ? await StatusAsync(call, pull, verdict) : await CheckAsync(call, pull, verdict, told.Check);
        return told with { Check = check, Comment = await CommentAsync(call, pull, verdict, told.Comment) };
    }

    private static async Task<string> StatusAsync(Call call, Pull pull, PullVerdict verdict)
    {
        await call.SendAsync(HttpMethod.Post, $"/statuses/{pull.Seen.Head}", new
        {
            state = verdict.State switch { PullState.Waiting => "pending", PullState.Passed => "success", _ => "failure" },
            target_url = verdict.Link,
            description = verdict.Title.Length > MaxDescription ? verdict.Title[..MaxDescription] : verdict.Title,
            context = CheckName,
        });
        return "";
    }

    private async Task<string> CheckAsync(Call call, Pull pull, PullVerdict verdict, string known)
    {
        var id = known;
        var parts = verdict.Marks.Chunk(MaxAnnotations).DefaultIfEmpty([]).ToList();
        foreach (var part in parts)
        {
            var isLast = ReferenceEquals(part, parts[^1]);
            var body = Check(pull, verdict, part, isLast);
            var answer = id.Length == 0
                ? await call.SendAsync(HttpMethod.Post, "/check-runs", body)
                : await call.SendAsync(HttpMethod.Patch, "/check-runs/" + id, body);
            id = answer.At("id")?.GetRawText() ?? throw new CodeHostException("GitHub gave the check run no id.");
        }

        return id;
    }

    // A check that is required and not completed, or completed with anything but success, does not let the pull request
    // through; neutral and skipped would.
    private Dictionary<string, object> Check(Pull pull, PullVerdict verdict, PullMark[] marks, bool isLast)
    {
        var body = new Dictionary<string, object>
        {
            ["name"] = CheckName,
            ["head_sha"] = pull.Seen.Head,
            ["details_url"] = verdict.Link,
            ["external_id"] = pull.Key,
            ["output"] = new
            {
                title = verdict.Title,
                summary = verdict.Comment,
                annotations = marks.Select(static m => new { path = m.File, start_line = m.Line, end_line = m.Line, annotation_level = m.IsFailure ? "failure" : "warning", title = m.Title, message = m.Message }),
            },
            ["actions"] = new[] { new { label = "Judge again", description = "On the estate as it is now", identifier = "again" } },
        };
        if (verdict.State == PullState.Waiting || !isLast)
        {
            body["status"] = "in_progress";
        }
        else
        {
            body["status"] = "completed";
            body["completed_at"] = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            body["conclusion"] = verdict.State switch { PullState.Passed => "success", PullState.NeedsDecision => "action_required", _ => "failure" };
        }

        return body;
    }

    private static Task<string> CommentAsync(Call call, Pull pull, PullVerdict verdict, string known) =>
        OwnComment.WriteAsync(call.SendAsync, string.Create(CultureInfo.InvariantCulture, $"/issues/{pull.Seen.Number}/comments"), HttpMethod.Patch, static id => "/issues/comments/" + id, verdict.Comment, known);

    private readonly record struct Call(CodeHostCaller Caller, string Token, string Repository, CancellationToken Cancellation)
    {
        public Task<JsonElement> SendAsync(HttpMethod method, string path, object? body)
        {
            var token = Token;
            return Caller.SendAsync(method, $"/repos/{Repository}{path}", body, headers => Dress(headers, token), Cancellation);
        }

        private static void Dress(HttpRequestHeaders headers, string token)
        {
            headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/vnd.github+json"));
            headers.Add("X-GitHub-Api-Version", "2022-11-28");
        }
    }
}
