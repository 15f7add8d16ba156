using Turnpike.Cli.Client;
using Turnpike.Server.Api;
using Turnpike.Server.Changes;

namespace Turnpike.Cli.Changes;

internal static class ChangeFindings
{
    /// <summary>All findings of a change, however many parts the server gives them in.</summary>
    public static async Task<List<FindingResource>> AllAsync(ApiClient client, string change, CancellationToken cancellation)
    {
        var findings = new List<FindingResource>();
        for (string? after = null; ;)
        {
            var page = await client.GetAsync<Page<FindingResource>>($"api/v1/changes/{change}/findings{Query.Of(("limit", "200"), ("after", after))}", cancellation);
            findings.AddRange(page.Items);
            if ((after = page.Next) is null)
            {
                return findings;
            }
        }
    }
}
