using Turnpike.Estate.Joins;
using Turnpike.Inventory.Snapshots;
using Turnpike.Values;

namespace Turnpike.Inventory.Joining;

/// <summary>
/// What code writes as a resource of its own and the cloud shows inside another: a route in its table, the policy of a queue.
/// The data that lays satellites into their primaries says where it would be.
/// </summary>
internal sealed class HeldParts(EstateSnapshot snapshot, EstateJoins joins, JoinTable table)
{
    private const int MaxRelations = 200;

    /// <summary>How a part stands to what is observed of its primary.</summary>
    public sealed record Answer(JoinedStatus Status, IReadOnlyList<DriftedAttribute> Drift);

    /// <summary>The observed rows of what it may be a part of.</summary>
    public IReadOnlyList<int> HoldersOf(ResourceRow part)
    {
        if (!table.BySatellite.TryGetValue(part.Type, out var ways))
        {
            return [];
        }

        var attributes = ways.Select(static w => w.Links[0].Attribute).ToHashSet(StringComparer.Ordinal);
        var types = ways.Select(static w => ResourcePlace.TypeOf(w.Of)).ToHashSet(StringComparer.Ordinal);

        // One that names its primary by nothing but the ARN that it goes by itself.
        return attributes.Contains("arn") && part.Arn is { } arn ? [.. joins.SeenBy(arn).Where(r => types.Contains(ResourcePlace.TypeOf(snapshot.Segments.Row(r).Type)))] : [.. snapshot.DependsOn(part, MaxRelations)
            .Where(r => attributes.Contains(r.Attribute) && types.Contains(ResourcePlace.TypeOf(r.To.Type)))
            .Select(r => joins.Side(r.To.Row) == RowSide.Observed ? r.To.Row : joins.Partner(r.To.Row))
            .Where(static r => r >= 0).Distinct()];
    }

    /// <summary>Null where what was observed does not tell of such parts.</summary>
    public Answer? Find(string type, ObjectValue part, ObjectValue holder)
    {
        foreach (var lay in table.BySatellite[type].DistinctBy(static w => w.Satellite).SelectMany(static w => w.Lays).Where(l => l.When.All(w => w.Value.Equals(part.Get(w.Attribute)))))
        {
            if (holder.Get(lay.Into) is { } there and not UnknownValue && lay.Take.Make(part) is { } mine)
            {
                return lay.IsList ? InList(lay, part, mine, there) : Whole(lay, part, mine, there);
            }
        }

        return null;
    }

    /// <summary>A list or member of a primary that its state does not hold and that satellites of it in states fill.</summary>
    public bool IsFilledBySatellites(ResourceRow primary, DriftedAttribute drift)
    {
        if (!Normal.IsUnset(drift.State ?? Value.Null) || drift.Path is not [StringValue { Value: var attribute }, ..] || !table.ByPrimary.TryGetValue(primary.Type, out var ways))
        {
            return false;
        }

        var types = ways.Where(w => w.Lays.Any(l => l.Into == attribute)).Select(static w => w.Satellite).ToHashSet(StringComparer.Ordinal);
        return types.Count > 0 && snapshot.UsedBy(primary, MaxRelations).Any(r => types.Contains(r.From.Type) && joins.Side(r.From.Row) == RowSide.State);
    }

    /// <summary>Code writes such parts of a whole as resources of their own: one that no code has stands for itself.</summary>
    public bool IsWrittenApart(int whole, string type) =>
        table.BySatellite.TryGetValue(type, out var ways)
        && snapshot.UsedBy(snapshot.Segments.Row(whole), MaxRelations).Any(r => joins.Side(r.From.Row) == RowSide.State
            && ways.Any(w => w.Links[0].Attribute == r.Attribute)
            && (r.From.Type == type || table.IdentitiesByType.GetValueOrDefault(r.From.Type)?.Any(i => i.As == type) == true));

    private static Answer InList(JoinLay lay, ObjectValue part, Value mine, Value there)
    {
        var items = (there as ArrayValue ?? ArrayValue.Empty).Items.ToArray();
        if (mine is not ObjectValue members)
        {
            return items.Any(i => Normal.AreSame(i, mine)) ? new(JoinedStatus.InSync, []) : new(JoinedStatus.Orphaned, []);
        }

        // What code leaves open, such as the port of a target, the cloud fills in.
        var found = items.OfType<ObjectValue>().FirstOrDefault(i => lay.Same.All(s => Normal.AreSame(i.Get(s) ?? Value.Null, members.Get(s) ?? Value.Null)))
            ?? items.OfType<ObjectValue>().FirstOrDefault(i => lay.Same.All(s => members.Get(s) is not { } set || Normal.IsUnset(set) || Normal.AreSame(i.Get(s) ?? Value.Null, set)));
        if (found is null)
        {
            return new(JoinedStatus.Orphaned, []);
        }

        var drift = new List<DriftedAttribute>();
        for (var i = 0; i < members.Count; i++)
        {
            if (members.Keys[i] is StringValue { Value: var name } && !lay.Same.Contains(name) && found.Get(name) is { } other and not UnknownValue && !Normal.AreSame(members.Values[i], other))
            {
                drift.Add(new DriftedAttribute(lay.Take.Trace(part, ValuePath.Of(name)), members.Values[i], other));
            }
        }

        return new(drift.Count > 0 ? JoinedStatus.Drifted : JoinedStatus.InSync, drift);
    }

    private static Answer Whole(JoinLay lay, ObjectValue part, Value mine, Value there) =>
        Normal.AreSame(mine, there) ? new(JoinedStatus.InSync, [])
        : Normal.IsUnset(there) ? new(JoinedStatus.Orphaned, [])
        : new(JoinedStatus.Drifted, [new DriftedAttribute(lay.Take.Trace(part, ValuePath.Root), mine, there)]);
}
