using System.Globalization;
using System.Text.Json;

namespace Turnpike.Server.PullRequests.GitLab;

/// <summary>GitLab: a commit status, which merging may require, and a note of the merge request.</summary>
/// <remarks>Shapes: docs.gitlab.com/api/commits (post the build status to a commit) and docs.gitlab.com/api/notes.</remarks>
internal sealed class GitLabHost(CodeHostSettings host, CodeHostCaller caller) : ICodeHost
{
    private const string StatusName = "turnpike";
    private const int MaxDescription = 250;
    private const int PageSize = 100;
    private const int MaxPages = 20;

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
        var id = told.Comment.Length > 0 ? told.Comment : await FindAsync(SendAsync, notes);
        var answer = id is null
            ? await SendAsync(HttpMethod.Post, notes, new { body = verdict.Comment })
            : await SendAsync(HttpMethod.Put, $"{notes}/{id}", new { body = verdict.Comment });
        return told with { Comment = answer.At("id")?.GetRawText() ?? "" };
    }

    private static async Task<string?> FindAsync(Func<HttpMethod, string, object?, Task<JsonElement>> send, string notes)
    {
        for (var page = 1; page <= MaxPages; page++)
        {
            var found = await send(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"{notes}?per_page={PageSize}&page={page}"), null);
            var items = found.ValueKind == JsonValueKind.Array ? found.EnumerateArray().ToList() : [];
            if (items.FirstOrDefault(static n => n.Text("body")?.StartsWith(PullVerdict.Marker, StringComparison.Ordinal) ?? false) is { ValueKind: JsonValueKind.Object } ours)
            {
                return ours.At("id")?.GetRawText();
            }

            if (items.Count < PageSize)
            {
                return null;
            }
        }

        return null;
    }
}
