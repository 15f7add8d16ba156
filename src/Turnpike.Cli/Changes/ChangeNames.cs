using Turnpike.Cli.Client;
using Turnpike.Server.Api;
using Turnpike.Server.Changes;

namespace Turnpike.Cli.Changes;

/// <summary>Changes by the beginning of their ids, as people type them.</summary>
internal static class ChangeNames
{
    public const int ShortLength = 8;

    private const int MaxNamed = 5;

    public static string Short(string id) => id.Length > ShortLength ? id[..ShortLength] : id;

    /// <exception cref="RefusedException">None is called so, or several are.</exception>
    public static async Task<ChangeDetailResource> FindAsync(ApiClient client, string given, CancellationToken cancellation)
    {
        var id = await ResolveAsync(client, given, cancellation);
        return await client.GetAsync<ChangeDetailResource>($"api/v1/changes/{Uri.EscapeDataString(id)}", cancellation);
    }

    public static async Task<string> ResolveAsync(ApiClient client, string given, CancellationToken cancellation)
    {
        var page = await client.GetAsync<Page<ChangeResource>>($"api/v1/changes?limit=200&q={Uri.EscapeDataString(given)}", cancellation);
        var called = page.Items.Where(c => c.Id.StartsWith(given, StringComparison.OrdinalIgnoreCase)).ToList();
        return called switch
        {
            [var one] => one.Id,
            [] => throw new RefusedException(ClientDiagnostics.NoSuch("change", given, "`turnpike changes` lists them.")),
            _ when called.Find(c => c.Id == given) is { } exact => exact.Id,
            _ => throw new RefusedException(ClientDiagnostics.NotUnique("change", given, string.Join(", ", called.Take(MaxNamed).Select(c => $"{c.Id} ({c.Title})")))),
        };
    }
}
