using System.Globalization;
using Turnpike.Formats;
using Turnpike.Inventory.Snapshots;
using Turnpike.Web.Today;

namespace Turnpike.Server.Pages;

/// <summary>Certificates of the estate that run out soon, where their resources say until when they hold.</summary>
internal sealed class EndingCertificates
{
    private static readonly TimeSpan s_soon = TimeSpan.FromDays(30);

    // Types, and which of their attributes says when.
    private static readonly Dictionary<string, string> s_types = new(StringComparer.Ordinal)
    {
        ["aws_acm_certificate"] = "not_after",
        ["aws_iam_server_certificate"] = "expiration",
        ["google_compute_ssl_certificate"] = "expire_time",
        ["tls_self_signed_cert"] = "validity_end_time",
        ["tls_locally_signed_cert"] = "validity_end_time",
        ["azurerm_app_service_certificate"] = "expiration_date",
    };

    // Of the last snapshot: reading attributes takes the disk.
    private volatile Known? _known;

    /// <summary>The first to end first.</summary>
    public async Task<IReadOnlyList<EndingCertificate>> OfAsync(EstateSnapshot estate, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_known is not { } known || known.Position != estate.Position)
        {
            _known = known = new Known(estate.Position, await ReadAsync(estate, cancellationToken));
        }

        return [.. known.All.Where(c => c.Ends - now < s_soon)];
    }

    private static async Task<IReadOnlyList<EndingCertificate>> ReadAsync(EstateSnapshot estate, CancellationToken cancellationToken)
    {
        var found = new List<EndingCertificate>();
        await foreach (var (row, resource) in estate.ReadAsync(estate.RowsOf(s_types.ContainsKey), cancellationToken))
        {
            if (DateTimeOffset.TryParse(resource.Attributes.TextAt(s_types[row.Type]), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var ends))
            {
                found.Add(new EndingCertificate(row.Key.ToString(), row.Key.Address, ends));
            }
        }

        return [.. found.OrderBy(c => c.Ends)];
    }

    private sealed record Known(long Position, IReadOnlyList<EndingCertificate> All);
}
