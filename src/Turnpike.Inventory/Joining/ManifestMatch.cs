using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Joining;

/// <summary>
/// Tells which manifest an object of a cluster is to be compared with, and which cluster a manifest is for: the same name stands
/// in a folder for each environment, and in each environment's cluster. First counts what their scopes are called, then what
/// differs least.
/// </summary>
internal sealed class ManifestMatch
{
    private static readonly char[] s_between = ['/', '-', '_', '.', ':'];

    private readonly EstateSnapshot _snapshot;
    private readonly Dictionary<(string, string), int> _near = [];
    private readonly ILookup<int, int> _clusters;
    private readonly ILookup<int, int> _manifests;
    private readonly Func<int, int, IReadOnlyList<DriftedAttribute>?> _drift;

    /// <param name="drift">What differs between a manifest and an object; null where either cannot be read.</param>
    public ManifestMatch(EstateSnapshot snapshot, IReadOnlyList<(int Row, int Observed)> pairs, Func<int, int, IReadOnlyList<DriftedAttribute>?> drift)
    {
        (_snapshot, _drift) = (snapshot, drift);
        _clusters = pairs.ToLookup(static p => p.Row, static p => p.Observed);
        _manifests = pairs.ToLookup(static p => p.Observed, static p => p.Row);
    }

    /// <summary>How many words two scopes share: <c>code/shop/overlays/prod</c> is nearer to <c>kubernetes/prod-eu</c> than to <c>kubernetes/dev-eu</c>.</summary>
    public static int Nearness(string manifest, string observed) =>
        manifest.Split(s_between, StringSplitOptions.RemoveEmptyEntries).Intersect(observed.Split(s_between, StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase).Count();

    /// <summary>The manifest that an object was made from, as far as can be told.</summary>
    public int ManifestOf(int observed)
    {
        var claimants = _manifests[observed].ToList();
        return claimants is [var only] ? only : claimants.OrderByDescending(m => Near(m, observed)).ThenBy(m => _drift(m, observed)?.Count ?? int.MaxValue).First();
    }

    public JoinedEstate.Entry Judge(JoinedEstate.Entry entry)
    {
        var clusters = _clusters[entry.Row].ToList();
        if (clusters.Exists(c => _drift(entry.Row, c) is null))
        {
            return entry with { Status = JoinedStatus.Unknown, Says = JoinRun.Unreadable };
        }

        var nearest = clusters.Max(c => Near(entry.Row, c));
        var own = clusters.Where(c => Near(entry.Row, c) == nearest && ManifestOf(c) == entry.Row).ToList();
        if (own.Count == 0)
        {
            return clusters.Exists(c => _drift(entry.Row, c)!.Count == 0)
                ? entry with { Observed = clusters.Find(c => _drift(entry.Row, c)!.Count == 0) }
                : entry with { Status = JoinedStatus.Unknown, Says = $"What {Scope(clusters[0])} shows is as {Scope(ManifestOf(clusters[0]))} has it. Connect the cluster that this manifest is for." };
        }

        var drifted = own.FindAll(c => _drift(entry.Row, c)!.Count > 0);
        return drifted.Count == 0
            ? entry with { Observed = own[0] }
            : entry with { Observed = drifted[0], Status = JoinedStatus.Drifted, Drift = _drift(entry.Row, drifted[0])!, Says = own.Count == 1 ? null : $"It differs in {drifted.Count} of {own.Count} clusters: {string.Join(", ", drifted.Select(Scope))}. Shown is the first." };
    }

    private int Near(int manifest, int observed)
    {
        var key = (Scope(manifest), Scope(observed));
        return _near.TryGetValue(key, out var known) ? known : _near[key] = Nearness(key.Item1, key.Item2);
    }

    private string Scope(int row) => _snapshot.Segments.Name(_snapshot.Segments.ScopeOf(row));
}
