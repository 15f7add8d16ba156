using System.Globalization;
using Turnpike.Inventory.Search;
using Turnpike.Inventory.Snapshots;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Web.Today;

namespace Turnpike.Server.Pages;

/// <summary>Certificates of the estate that run out soon, where their resources say until when they hold.</summary>
internal sealed class EndingCertificates
{
    private const int MaxOfType = 500;

    private static readonly TimeSpan s_soon = TimeSpan.FromDays(30);

    private static readonly (string Type, string Attribute)[] s_types =
    [
        ("aws_acm_certificate", "not_after"), ("aws_iam_server_certificate", "expiration"), ("google_compute_ssl_certificate", "expire_time"),
        ("tls_self_signed_cert", "validity_end_time"), ("tls_locally_signed_cert", "validity_end_time"), ("azurerm_app_service_certificate", "expiration_date"),
    ];

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
        foreach (var (type, attribute) in s_types)
        {
            var rows = estate.Search(EstateQuery.Parse($"type:{type}", new DiagnosticBag())!, MaxOfType, null, cancellationToken).Items;
            var resources = rows.Count == 0 ? [] : await estate.LoadAsync(rows, cancellationToken);
            found.AddRange(rows.Zip(resources)
                .Select(r => (r.First, Text: ((r.Second.Attributes as ObjectValue)?.Get(attribute) as StringValue)?.Value))
                .Where(r => DateTimeOffset.TryParse(r.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
                .Select(r => new EndingCertificate(r.First.Key.ToString(), r.First.Key.Address, DateTimeOffset.Parse(r.Text!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal))));
        }

        return [.. found.OrderBy(c => c.Ends)];
    }

    private sealed record Known(long Position, IReadOnlyList<EndingCertificate> All);
}
