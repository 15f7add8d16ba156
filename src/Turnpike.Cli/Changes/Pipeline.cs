using System.Text.Json;
using Turnpike.Cli.Client;
using Turnpike.Server.Changes;

namespace Turnpike.Cli.Changes;

/// <summary>What the pipeline that this command runs in says of itself: GitHub, GitLab, Jenkins, Azure.</summary>
/// <param name="Name">Null outside of one.</param>
/// <param name="Url">Of the pull request where there is one, else of the run.</param>
/// <param name="Run">The address of this run.</param>
/// <param name="Author">Of the commit or pull request: a name, an address, or both as Git writes them.</param>
internal sealed record Pipeline(string? Name, string? Title, string? Url, string? Commit, string? Branch, string? Run, string? Author)
{
    private const int MaxEventBytes = 4 << 20;

    public static Pipeline Read() =>
        Get("GITHUB_ACTIONS") is "true" ? GitHub()
        : Get("GITLAB_CI") is "true" ? GitLab()
        : Get("TF_BUILD") is not null ? Azure()
        : Get("JENKINS_URL") is not null ? Jenkins()
        : new Pipeline(null, null, null, null, null, null, null);

    /// <summary>Has a server judge a plan, and tells it all that is known of where the plan comes from.</summary>
    public Task<ChangeResource> UploadAsync(ApiClient client, string scope, string name, ReadOnlyMemory<byte> plan, CancellationToken cancellation)
    {
        var query = Query.Of(("scope", scope), ("name", name), ("title", Title), ("url", Url), ("commit", Commit), ("branch", Branch), ("pipeline", Name), ("author", Author));
        return client.UploadAsync<ChangeResource>("api/v1/changes" + query, plan, cancellation);
    }

    private static Pipeline GitHub()
    {
        var repository = $"{Get("GITHUB_SERVER_URL")}/{Get("GITHUB_REPOSITORY")}";
        var run = $"{repository}/actions/runs/{Get("GITHUB_RUN_ID")}";

        // refs/pull/12/merge
        var pull = Get("GITHUB_REF") is { } reference && reference.Split('/') is ["refs", "pull", var number, ..] ? $"{repository}/pull/{number}" : null;
        var (title, head, author) = Event(Get("GITHUB_EVENT_PATH"));
        return new Pipeline("github", title, pull ?? run, head ?? Get("GITHUB_SHA"), Get("GITHUB_HEAD_REF") ?? Get("GITHUB_REF_NAME"), run, author ?? Get("GITHUB_ACTOR"));
    }

    private static Pipeline GitLab()
    {
        var merge = Get("CI_MERGE_REQUEST_IID") is { } number ? $"{Get("CI_MERGE_REQUEST_PROJECT_URL") ?? Get("CI_PROJECT_URL")}/-/merge_requests/{number}" : null;
        return new Pipeline(
            "gitlab",
            Get("CI_MERGE_REQUEST_TITLE") ?? Get("CI_COMMIT_TITLE"),
            merge ?? Get("CI_PIPELINE_URL"),
            Get("CI_COMMIT_SHA"),
            Get("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME") ?? Get("CI_COMMIT_REF_NAME"),
            Get("CI_JOB_URL") ?? Get("CI_PIPELINE_URL"),
            Get("CI_COMMIT_AUTHOR") ?? Get("GITLAB_USER_EMAIL"));
    }

    private static Pipeline Jenkins() => new(
        "jenkins", Get("CHANGE_TITLE"), Get("CHANGE_URL") ?? Get("BUILD_URL"), Get("GIT_COMMIT"), Get("CHANGE_BRANCH") ?? Get("BRANCH_NAME") ?? Get("GIT_BRANCH"), Get("BUILD_URL"),
        Named(Get("CHANGE_AUTHOR_DISPLAY_NAME") ?? Get("CHANGE_AUTHOR") ?? Get("GIT_AUTHOR_NAME"), Get("CHANGE_AUTHOR_EMAIL") ?? Get("GIT_AUTHOR_EMAIL")));

    private static Pipeline Azure()
    {
        var project = $"{Get("SYSTEM_COLLECTIONURI")?.TrimEnd('/')}/{Get("SYSTEM_TEAMPROJECT")}";
        var run = $"{project}/_build/results?buildId={Get("BUILD_BUILDID")}";
        var pull = Get("SYSTEM_PULLREQUEST_PULLREQUESTID") is { } number ? $"{project}/_git/{Get("BUILD_REPOSITORY_NAME")}/pullrequest/{number}" : null;
        var branch = (Get("SYSTEM_PULLREQUEST_SOURCEBRANCH") ?? Get("BUILD_SOURCEBRANCH"))?.Replace("refs/heads/", "", StringComparison.Ordinal);
        return new Pipeline("azure", Get("BUILD_SOURCEVERSIONMESSAGE"), pull ?? run, Get("SYSTEM_PULLREQUEST_SOURCECOMMITID") ?? Get("BUILD_SOURCEVERSION"), branch, run, Named(Get("BUILD_REQUESTEDFOR"), Get("BUILD_REQUESTEDFOREMAIL")));
    }

    private static string? Named(string? name, string? address) => name is null ? address : address is null ? name : $"{name} <{address}>";

    // GitHub's own commit is that of a merge which nobody will find again; what was proposed, and by whom, stands in the event.
    private static (string? Title, string? Head, string? Author) Event(string? path)
    {
        try
        {
            if (path is null || new FileInfo(path) is not { Exists: true, Length: < MaxEventBytes })
            {
                return default;
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            if (document.RootElement.TryGetProperty("pull_request", out var pull))
            {
                return (pull.GetProperty("title").GetString(), pull.GetProperty("head").GetProperty("sha").GetString(), pull.TryGetProperty("user", out var user) ? user.GetProperty("login").GetString() : null);
            }

            return document.RootElement.TryGetProperty("head_commit", out var commit) && commit.ValueKind == JsonValueKind.Object && commit.TryGetProperty("author", out var author)
                ? (null, null, Named(author.GetProperty("name").GetString(), author.GetProperty("email").GetString()))
                : default;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Nice to have: what it would say can be given as options.
            return default;
        }
    }

    private static string? Get(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
