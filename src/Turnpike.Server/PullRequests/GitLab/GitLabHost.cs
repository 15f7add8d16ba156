using System.Globalization;
using System.Text.Json;

namespace Turnpike.Server.PullRequests.GitLab;

/// <summary>GitLab: a commit status, which merging may require, and a note of the merge request.</summary>
/// <remarks>Shapes: docs.gitlab.com/api/commits (post the build status to a commit) and docs.gitlab.com/api/notes.</remarks>
internal sealed class GitLabHost(CodeHostSettings host, CodeHostCaller caller) : ICodeHost
{
    private const string StatusName = "turnpike";
    private const int MaxDescription = 250;

    public async Task<Told> TellAsync(Pull pull, PullVerdict verdict, Told told, CancellationToken cancellationToken)
    {
        var project = "/projects/" + Uri.EscapeDataString(pull.Seen.Repository);
        Task<JsonElement> SendAsync(HttpMethod method, string path, object? body) =>
            caller.SendAsync(method, project + path, body, headers => headers.Add("PRIVATE-TOKEN", host.Token), cancellationToken);

        await SendAsync(HttpMethod.Post, $"/statuses/{pull.Seen.Head}", new
        {
            state = verdict.State switch { PullState.Waiting => "pending", PullState.Passed => "success", _ => "failed" },
            name = StatusName,
            target_url = verdict.Link,
            description = verdict.Title.Length > MaxDescription ? verdict.Title[..MaxDescription] : verdict.Title,
        });
        var notes = string.Create(CultureInfo.InvariantCulture, $"/merge_requests/{pull.Seen.Number}/notes");
        return told with { Comment = await OwnComment.WriteAsync(SendAsync, notes, HttpMethod.Put, id => $"{notes}/{id}", verdict.Comment, told.Comment) };
    }
}
