using Turnpike.Server.Api;

namespace Turnpike.Cli.Client;

/// <summary>Lists that the API gives in parts.</summary>
internal static class WholeList
{
    private const string Most = "200";

    /// <param name="limit">Stops where it has that many or more.</param>
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(ApiClient client, string path, (string Name, string? Value)[] asked, CancellationToken cancellation, int limit = int.MaxValue)
    {
        var all = new List<T>();
        for (string? after = null; ;)
        {
            var page = await client.GetAsync<Page<T>>(path + Query.Of([.. asked, ("limit", Most), ("after", after)]), cancellation);
            all.AddRange(page.Items);
            if ((after = page.Next) is null || all.Count >= limit)
            {
                return all;
            }
        }
    }
}
