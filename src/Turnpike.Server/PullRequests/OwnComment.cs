using System.Globalization;
using System.Text.Json;

namespace Turnpike.Server.PullRequests;

/// <summary>The one comment that a pull request has of us.</summary>
internal static class OwnComment
{
    private const int PageSize = 100;
    private const int MaxPages = 20;

    /// <summary>Its id, by the marker that it begins with; null where there is none.</summary>
    /// <param name="list">Where the host lists the comments of a pull request, a page at a time.</param>
    public static async Task<string?> FindAsync(Func<HttpMethod, string, object?, Task<JsonElement>> send, string list)
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
