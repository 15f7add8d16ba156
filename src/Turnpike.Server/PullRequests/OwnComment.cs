using System.Globalization;
using System.Text.Json;

namespace Turnpike.Server.PullRequests;

/// <summary>The one comment that a pull request has of us.</summary>
internal static class OwnComment
{
    private const int PageSize = 100;
    private const int MaxPages = 20;

    /// <summary>Brings it up to date, or makes it where there is none or somebody deleted it.</summary>
    /// <param name="list">Where the host lists the comments of a pull request, a page at a time, and takes new ones.</param>
    /// <param name="change">By which method the host takes a comment's new text, at <paramref name="place"/>.</param>
    /// <param name="known">Its id, as the host gave it; empty where it is not known.</param>
    /// <returns>Its id.</returns>
    public static async Task<string> WriteAsync(Func<HttpMethod, string, object?, Task<JsonElement>> send, string list, HttpMethod change, Func<string, string> place, string text, string known)
    {
        var body = new { body = text };
        if ((known.Length > 0 ? known : await FindAsync(send, list)) is { } id)
        {
            try
            {
                await send(change, place(id), body);
                return id;
            }
            catch (CodeHostException fault) when (fault.IsMissing)
            {
                // Somebody deleted it.
            }
        }

        return (await send(HttpMethod.Post, list, body)).At("id")?.GetRawText() ?? "";
    }

    // By the marker that it begins with; null where there is none.
    private static async Task<string?> FindAsync(Func<HttpMethod, string, object?, Task<JsonElement>> send, string list)
    {
        for (var page = 1; page <= MaxPages; page++)
        {
            var found = await send(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"{list}?per_page={PageSize}&page={page}"), null);
            var items = found.ValueKind == JsonValueKind.Array ? found.EnumerateArray().ToList() : [];
            if (items.FirstOrDefault(static c => c.Text("body")?.StartsWith(PullVerdict.Marker, StringComparison.Ordinal) ?? false) is { ValueKind: JsonValueKind.Object } ours)
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
