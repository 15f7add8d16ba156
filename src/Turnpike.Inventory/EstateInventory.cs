using System.Security.Cryptography;
using System.Text;
using Turnpike.Inventory.Coverage;
using Turnpike.Inventory.History;
using Turnpike.Inventory.Scopes;
using Turnpike.Inventory.Segments;
using Turnpike.Inventory.Snapshots;
using Turnpike.Ledger;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Inventory;

/// <summary>
/// The estate over time: which content each scope had from which entry of the ledger on. The contents lie in attachments;
/// the current ones are in memory, those of other moments while somebody asks for them.
/// </summary>
public sealed class EstateInventory : IProjection, IDisposable
{
    private const int RememberedMoments = 4;

    private readonly TimeProvider _time;
    private readonly SegmentStore _segments;
    private readonly DocumentStore _documents;
    private readonly HistoryReader _history;
    private readonly SemaphoreSlim _loading = new(1, 1);
    private readonly LinkedList<EstateSnapshot> _moments = [];
    private EstateSnapshot? _current;
    private int _findings;

    public EstateInventory(IAttachmentStore attachments, TimeProvider time)
    {
        _time = time;
        _segments = new SegmentStore(attachments);
        _documents = new DocumentStore(attachments);
        _history = new HistoryReader(Book, _segments, _documents);
    }

    internal ScopeBook Book { get; } = new();

    internal CoverageBook Covered { get; } = new();

    public void Apply(LedgerEntry entry)
    {
        Book.Apply(entry);
        Covered.Apply(entry);
    }

    /// <summary>How far the sources could be read, now or at a moment.</summary>
    public EstateCoverage Coverage(DateTimeOffset? moment = null) => Covered.At(moment);

    /// <summary>The estate as it is now, or as it was at a moment.</summary>
    /// <returns>Without the resources of scopes whose content is not kept, or is not what was pushed: its scopes say so.</returns>
    public async Task<EstateSnapshot> AtAsync(DateTimeOffset? moment = null, CancellationToken cancellationToken = default)
    {
        if (moment is null && Volatile.Read(ref _current) is { } current && current.Position == Book.Position && current.CoveragePosition == Covered.Position && Volatile.Read(ref _findings) == _documents.Findings)
        {
            return current;
        }

        await _loading.WaitAsync(cancellationToken);
        try
        {
            Forget();
            var covered = Covered.Position;
            var versions = Book.At(moment, out var position);
            if (moment is null)
            {
                if (_current is null || _current.Position != position || _current.CoveragePosition != Covered.Position)
                {
                    Volatile.Write(ref _current, await LoadAsync(versions, position, covered, null, cancellationToken));
                    _segments.Trim();
                }

                return _current;
            }

            return await RememberedAsync(versions, position, moment.Value, cancellationToken);
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>The estate as it is now, after everything that it is made of was read: its scopes say what is damaged.</summary>
    public async Task<EstateSnapshot> CheckedAsync(CancellationToken cancellationToken = default)
    {
        var scopes = (await AtAsync(null, cancellationToken)).Segments;
        for (var scope = 0; scope < scopes.Count; scope++)
        {
            foreach (var page in scopes.Segment(scope).Pages)
            {
                await _documents.ReadAsync([.. page.Blocks.ToArray().Distinct()], cancellationToken);
            }
        }

        return await AtAsync(null, cancellationToken);
    }

    /// <summary>When something was pushed into a scope, the first first; pushes that told nothing new once an hour at most.</summary>
    public IReadOnlyList<DateTimeOffset> PushesOf(string scope) => [.. Book.Versions(scope).Select(static v => v.At)];

    /// <summary>What the pushes said of one resource, the newest first.</summary>
    public Task<ResourceHistory> HistoryAsync(ResourceKey key, int limit = 100, CancellationToken cancellationToken = default) =>
        _history.ReadAsync(key, limit, cancellationToken);

    /// <summary>Every attachment that the estate of now, or of a moment from then on, is made of: what a retention must leave.</summary>
    public async Task<IReadOnlySet<Hash256>> AttachmentsSinceAsync(DateTimeOffset moment, CancellationToken cancellationToken = default)
    {
        var kept = new HashSet<Hash256>();
        foreach (var (segment, position) in Book.Since(moment))
        {
            if (!kept.Add(segment) || await _segments.ManifestAsync(segment, position, cancellationToken) is not { } manifest)
            {
                continue;
            }

            foreach (var entry in manifest.Pages)
            {
                if (kept.Add(entry.Hash) && await _segments.PageAsync(entry.Hash, segment, position, cancellationToken) is { } page)
                {
                    kept.UnionWith(page.Blocks.ToArray());
                }
            }
        }

        return kept;
    }

    public void Dispose() => _loading.Dispose();

    // What was loaded holds documents that turned out damaged since, or lacks some that are whole again.
    private void Forget()
    {
        if (_findings != _documents.Findings)
        {
            Volatile.Write(ref _findings, _documents.Findings);
            _current = null;
            _moments.Clear();
        }
    }

    private async Task<EstateSnapshot> RememberedAsync(IReadOnlyList<(string Name, ScopeVersion Version)> versions, long position, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        foreach (var known in _moments)
        {
            if (known.Moment == moment && known.Position == position)
            {
                return known;
            }
        }

        var snapshot = await LoadAsync(versions, position, Covered.Position, moment, cancellationToken);
        _moments.AddFirst(snapshot);
        if (_moments.Count > RememberedMoments)
        {
            _moments.RemoveLast();
        }

        return snapshot;
    }

    private async Task<EstateSnapshot> LoadAsync(IReadOnlyList<(string Name, ScopeVersion Version)> versions, long position, long covered, DateTimeOffset? moment, CancellationToken cancellationToken)
    {
        var loaded = new ScopeSegment?[versions.Count];
        var faults = new string?[versions.Count];
        await Parallel.ForAsync(0, versions.Count, cancellationToken, async (i, token) =>
        {
            try
            {
                var segment = await _segments.FindAsync(versions[i].Version.Segment, versions[i].Version.Position, token);
                faults[i] = segment is null ? null : await _documents.FaultAsync(segment, token);
                loaded[i] = faults[i] is null ? segment : null;
            }
            catch (LedgerDamagedException fault)
            {
                // The other scopes are as they were pushed: answers say that this one is missing, and why.
                faults[i] = fault.Message;
            }
        });
        var scopes = new List<(string, ScopeSegment)>();
        var states = new List<ScopeState>();
        for (var i = 0; i < versions.Count; i++)
        {
            var (name, version) = versions[i];
            states.Add(new ScopeState(name, version.Resources, [.. version.Sources.Select(static s => s.State)], loaded[i] is not null) { Fault = faults[i] });
            if (loaded[i] is { } segment)
            {
                scopes.Add((name, segment));
            }
        }

        return new EstateSnapshot(new SnapshotScopes(scopes), _documents) 
        {
            Position = position,
            CoveragePosition = covered,
            Moment = moment ?? _time.GetUtcNow(),
            Hash = HashOf(versions),
            Scopes = states,
            Coverage = Covered.At(moment),
        };
    }

    private static Hash256 HashOf(IReadOnlyList<(string Name, ScopeVersion Version)> versions)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, version) in versions)
        {
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
            hash.AppendData(version.Segment.ToArray());
        }

        return new Hash256(hash.GetHashAndReset());
    }
}
