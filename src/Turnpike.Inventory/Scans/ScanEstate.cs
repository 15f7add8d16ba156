using System.Collections.Concurrent;

namespace Turnpike.Inventory.Scans;

/// <summary>Puts what scanners say beside the estate of now. It is made anew only where either is different since.</summary>
public sealed class ScanEstate(EstateInventory inventory, ScanProjection scans, ScanStore store) : IDisposable
{
    private const int MaxKnown = 500_000;

    private readonly SemaphoreSlim _making = new(1, 1);
    private readonly ConcurrentDictionary<UInt128, IReadOnlyList<ImageUse>> _images = [];
    private ScannedEstate? _current;

    public async Task<ScannedEstate> AtAsync(CancellationToken cancellationToken = default)
    {
        var estate = await inventory.AtAsync(null, cancellationToken);
        if (Volatile.Read(ref _current) is { } known && ReferenceEquals(known.Estate, estate) && known.Position == scans.Position)
        {
            return known;
        }

        await _making.WaitAsync(cancellationToken);
        try
        {
            var position = scans.Position;
            if (_current is { } meanwhile && ReferenceEquals(meanwhile.Estate, estate) && meanwhile.Position == position)
            {
                return meanwhile;
            }

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

            var made = new ScannedEstate(estate, reports, lost, kept.Count == 0 ? [] : new ScanJoin(estate, await ImageIndex.OfAsync(estate, _images, cancellationToken)).Join(kept), position) { Kept = kept };
            Volatile.Write(ref _current, made);
            return made;
        }
        finally
        {
            _making.Release();
        }
    }

    public void Dispose() => _making.Dispose();
}
