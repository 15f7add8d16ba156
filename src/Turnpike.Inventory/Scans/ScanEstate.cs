using System.Collections.Concurrent;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Scans;

/// <summary>Puts what scanners say beside the estate of now. It is made anew only where either is different since.</summary>
public sealed class ScanEstate(EstateInventory inventory, ScanProjection scans, ScanStore store) : IDisposable
{
    private const int MaxKnown = 500_000;

    private readonly LastMade<(EstateSnapshot Estate, long Position), ScannedEstate> _current = new();
    private readonly ConcurrentDictionary<UInt128, IReadOnlyList<ImageUse>> _images = [];

    public async Task<ScannedEstate> AtAsync(CancellationToken cancellationToken = default)
    {
        var estate = await inventory.AtAsync(null, cancellationToken);
        var position = scans.Position;
        return await _current.OfAsync((estate, position), token => MakeAsync(estate, position, token), cancellationToken);
    }

    public void Dispose() => _current.Dispose();

    private async Task<ScannedEstate> MakeAsync(EstateSnapshot estate, long position, CancellationToken cancellationToken)
    {
        var reports = scans.Reports;
        var kept = new List<(ScanState, KeptScan)>(reports.Count);
        var lost = new List<ScanState>();
        foreach (var report in reports)
        {
            if (await store.FindAsync(report, cancellationToken) is { } one)
            {
                kept.Add((report, one));
            }
            else
            {
                lost.Add(report);
            }
        }

        if (_images.Count > MaxKnown)
        {
            _images.Clear();
        }

        var things = kept.Count == 0 ? [] : new ScanJoin(estate, await ImageIndex.OfAsync(estate, _images, cancellationToken)).Join(kept);
        return new ScannedEstate(estate, reports, lost, things, position) { Kept = kept };
    }
}
