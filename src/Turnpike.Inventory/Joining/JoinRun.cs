using System.Runtime.InteropServices;
using Turnpike.Estate.Joins;
using Turnpike.Inventory.Snapshots;
using Turnpike.Values;

namespace Turnpike.Inventory.Joining;

/// <summary>One making of the joined estate: sorts the rows, and judges those whose documents were read.</summary>
internal sealed class JoinRun(EstateSnapshot snapshot, DriftRules rules, JoinTable table)
{
    /// <summary>Why nothing can be said of a thing whose documents are damaged.</summary>
    public const string Unreadable = "What was pushed of it can no longer be read: push it again.";

    // Objects that own each other in a ring are nobody's.
    private const int MaxOwners = 8;
    private const string Scaler = "autoscaling/HorizontalPodAutoscaler";

    private static readonly ValuePath s_replicas = ValuePath.Of("spec", "replicas");

    private readonly EstateJoins _joins = snapshot.Joins;
    private readonly HeldParts _held = new(snapshot, snapshot.Joins, table);
    private readonly CoverageIndex _coverage = new(snapshot.Coverage);
    private readonly StatePlaces _neighbours = new(snapshot, snapshot.Joins);

    public EstateSnapshot Snapshot => snapshot;

    public EstateJoins Joins => _joins;

    public List<JoinedEstate.Entry> Entries { get; } = [];

    /// <summary>Places of entries that cannot be judged without their documents.</summary>
    public List<int> ToRead { get; } = [];

    public List<(int Row, int Whole)> Parts { get; } = [];

    public void Sort(CancellationToken cancellationToken)
    {
        for (var row = 0; row < snapshot.Count; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var side = _joins.Side(row);
            if (side == RowSide.Other || _joins.IsShadowed(row) || IsOfState(row))
            {
                continue;
            }

            if (side == RowSide.Observed)
            {
                AddObserved(row);
            }
            else
            {
                AddManaged(row, side);
            }
        }
    }

    /// <summary>A part of what a tool made was made by that tool: the disk of an instance, the rules of a group.</summary>
    public void NameMakersOfParts()
    {
        var byRow = new Dictionary<int, int>();
        for (var i = 0; i < Entries.Count; i++)
        {
            if (Entries[i] is { Status: JoinedStatus.Unmanaged, MadeBy: not null })
            {
                byRow[Entries[i].Row] = i;
            }
        }

        for (var i = 0; i < Entries.Count; i++)
        {
            if (Entries[i] is { Status: JoinedStatus.Unmanaged, MadeBy: null } entry && byRow.Count > 0
                && InlineParts.WholeOf(snapshot, snapshot.Segments.Row(entry.Row), byRow.ContainsKey) is { } whole)
            {
                Entries[i] = entry with { MadeBy = Entries[byRow[whole]].MadeBy };
            }
        }
    }

    /// <summary>What an object of a cluster made for itself is part of it: the pods of a deployment.</summary>
    public void FoldOwned()
    {
        var owned = new Dictionary<int, int>();
        foreach (var entry in Entries)
        {
            if (entry is { Status: JoinedStatus.Unmanaged, MadeBy: { Tool: MadeByReader.Owner } made } && snapshot.Segments.Row(entry.Row) is { IsKubernetes: true } row && OwnerOf(row, made.Name) is { } owner)
            {
                owned[entry.Row] = owner;
            }
        }

        foreach (var row in owned.Keys)
        {
            var top = owned[row];
            for (var i = 0; i < MaxOwners && owned.TryGetValue(top, out var next); i++)
            {
                top = next;
            }

            Parts.Add((row, _joins.StandIn(top)));
        }

        Entries.RemoveAll(e => owned.ContainsKey(e.Row));
    }

    public IReadOnlyList<DriftedAttribute> Compare(int number, ObjectValue before, ObjectValue after)
    {
        var row = snapshot.Segments.Row(number);
        if (row.IsKubernetes)
        {
            return ManifestRules.Compare(before, after);
        }

        var drift = rules.Compare(row.Provider, row.Type, before, after);
        var missing = (table.IdentitiesByType.GetValueOrDefault(row.Type) ?? []).Where(static i => !i.HasOwnId).SelectMany(i => i.KeysOf(before)).Where(k => k.Item is not null && !_joins.IsSeen(k.Text)).ToList();
        return _joins.By(number) != JoinedBy.Attributes || missing.Count == 0
            ? drift
            : [.. drift, .. missing.GroupBy(static k => k.Attribute!).Select(static g => new DriftedAttribute(ValuePath.Of(g.Key), ArrayValue.Create([.. g.Select(static k => k.Item!)]), ArrayValue.Empty))];
    }

    /// <summary>What a refresh would put into the state of a primary, since resources of their own made it, is no drift.</summary>
    public IReadOnlyList<DriftedAttribute> WithoutSatellites(JoinedEstate.Entry entry, IReadOnlyList<DriftedAttribute> drift) =>
        drift.Count == 0 ? drift : [.. drift.Where(d => !_held.IsFilledBySatellites(snapshot.Segments.Row(entry.Row), d))];

    public JoinedEstate.Entry Within(JoinedEstate.Entry entry, ObjectValue? part, ObjectValue? holder)
    {
        var row = snapshot.Segments.Row(entry.Row);
        return part is not null && holder is not null && _held.Find(row.Type, part, holder) is { } answer
            ? entry with { Status = answer.Status, Drift = answer.Drift, Says = answer.Status == JoinedStatus.Orphaned ? $"It is not in {snapshot.Segments.Row(entry.Observed).Key}." : null }
            : NotSeen(entry.Row, RowSide.State);
    }

    /// <summary>Compares each manifest with the clusters that it is for.</summary>
    public void JudgeManifests(Func<int, int, IReadOnlyList<DriftedAttribute>?> drift)
    {
        var match = new ManifestMatch(snapshot, _joins.Manifests, (manifest, observed) => WithoutScaling(observed, drift(manifest, observed)));
        for (var i = 0; i < Entries.Count; i++)
        {
            if (Entries[i].Observed >= 0 && _joins.Side(Entries[i].Row) == RowSide.Declared && snapshot.Segments.Row(Entries[i].Row).IsKubernetes)
            {
                Entries[i] = match.Judge(Entries[i]);
            }
        }

        Parts.AddRange(_joins.Manifests.Select(static m => m.Observed).Distinct().Select(o => (o, match.ManifestOf(o))));
    }

    public (UInt128, UInt128) Pair(int row, int observed) => (Hash(row), Hash(observed));

    public UInt128 Hash(int row) => MemoryMarshal.Read<UInt128>(snapshot.DocumentHash(row));

    private void AddObserved(int row)
    {
        var one = snapshot.Segments.Row(row);
        if (!one.IsKubernetes && !rules.IsManageable(one.Provider, one.Type))
        {
            return;
        }

        if (InlineParts.WholeOf(snapshot, one, r => _joins.Side(r) == RowSide.State || (_joins.Side(r) == RowSide.Observed && InlineParts.IsNothingAlone(one.Type))) is { } whole && !_held.IsWrittenApart(whole, one.Type))
        {
            Parts.Add((row, whole));
            return;
        }

        ToRead.Add(Entries.Count);
        Entries.Add(new(row, row, JoinedStatus.Unmanaged, _joins.Place(row), [], null, null));
    }

    private void AddManaged(int row, RowSide side)
    {
        if (_joins.Partner(row) is >= 0 and var partner)
        {
            if (side == RowSide.State)
            {
                ToRead.Add(Entries.Count);
            }

            Entries.Add(new(row, partner, JoinedStatus.InSync, _joins.Place(partner), [], null, null));
        }
        else if (side == RowSide.State && _held.HoldersOf(snapshot.Segments.Row(row)) is [var holder])
        {
            ToRead.Add(Entries.Count);
            Entries.Add(new(row, holder, JoinedStatus.InSync, _joins.Place(holder), [], null, null) { IsWithin = true });
        }
        else
        {
            Entries.Add(NotSeen(row, side));
        }
    }

    // How many there are is for the scaler to say, where one is there.
    private IReadOnlyList<DriftedAttribute>? WithoutScaling(int observed, IReadOnlyList<DriftedAttribute>? drift) =>
        drift?.Any(static d => d.Path.Equals(s_replicas)) == true && snapshot.UsedBy(snapshot.Segments.Row(observed)).Any(static r => r.From.Type == Scaler)
            ? [.. drift.Where(static d => !d.Path.Equals(s_replicas))]
            : drift;

    // An owner is of the same namespace, or of none.
    private int? OwnerOf(ResourceRow row, string kindAndName)
    {
        var parts = row.Key.Address.Split('/');
        var slash = kindAndName.IndexOf('/', StringComparison.Ordinal);
        var near = parts.Length == 3 ? snapshot.Find(new ResourceKey(row.Key.Scope, $"{kindAndName[..slash]}/{parts[1]}/{kindAndName[(slash + 1)..]}")) : null;
        return (near ?? snapshot.Find(new ResourceKey(row.Key.Scope, kindAndName)))?.Row is { } owner && owner != row.Row ? owner : null;
    }

    // What is declared and in a state is told by the state.
    private bool IsOfState(int row) =>
        _joins.Side(row) == RowSide.Declared && _joins.Partner(row) is >= 0 and var observed && _joins.Partner(observed) is >= 0 and var manager && _joins.Side(manager) == RowSide.State;

    private JoinedEstate.Entry NotSeen(int row, RowSide side)
    {
        var one = snapshot.Segments.Row(row);
        var place = _neighbours.Of(row);
        if (side == RowSide.Declared && !one.IsKubernetes && _joins.Roots.Of(one.Key.Scope, one.Source) is { } root)
        {
            return new(row, -1, JoinedStatus.Absent, place, [], null, $"{root.State.Scope} has no such address, and its code it is ({root.Says}): it was not applied.");
        }

        place = place.Account.Length == 0 && side == RowSide.Declared && _coverage.OnlyAccount(place.Provider) is { } only ? place with { Account = only } : place;
        var why = (table.IdentitiesByType.GetValueOrDefault(one.Type) ?? []).Select(static i => i.Unread).FirstOrDefault(static u => u is not null) ?? _coverage.WhyUnknown(place, ResourcePlace.TypeOf(one.Type), SeenAs(one.Type));
        return new(row, -1, why is not null ? JoinedStatus.Unknown : side == RowSide.State ? JoinedStatus.Orphaned : JoinedStatus.Absent, place, [], null, why);
    }

    // A type that stands for another in the cloud is read where that one is.
    private string? SeenAs(string type) => table.IdentitiesByType.GetValueOrDefault(type)?.Select(static i => i.As).FirstOrDefault(a => a != type);
}
