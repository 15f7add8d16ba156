using Turnpike.Cli.Client;
using Turnpike.Server.Changes;

namespace Turnpike.Cli.Changes;

internal static class ChangeFindings
{
    /// <summary>All findings of a change, however many parts the server gives them in.</summary>
    public static Task<IReadOnlyList<FindingResource>> AllAsync(ApiClient client, string change, CancellationToken cancellation) =>
        WholeList.ReadAsync<FindingResource>(client, $"api/v1/changes/{change}/findings", [], cancellation);
}
