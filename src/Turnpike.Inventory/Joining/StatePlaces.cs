using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Joining;

/// <summary>
/// Where the resources of a state are that do not say so: with those beside them that do, where these agree. A root is
/// nearly always of one account.
/// </summary>
internal sealed class StatePlaces
{
    private readonly EstateSnapshot _snapshot;
    private readonly EstateJoins _joins;
    private readonly Dictionary<(string Scope, string Source, string Provider), HashSet<(string Account, string Region)>> _known = [];

    public StatePlaces(EstateSnapshot snapshot, EstateJoins joins)
    {
        (_snapshot, _joins) = (snapshot, joins);
        for (var row = 0; row < snapshot.Count; row++)
        {
            if (joins.Side(row) is RowSide.State or RowSide.Declared)
            {
                var place = joins.Partner(row) is >= 0 and var observed ? joins.Place(observed) : joins.Place(row);
                if (place.Account.Length > 0)
                {
                    var (scope, source) = SourceOf(row);
                    var key = (scope, source, place.Provider);
                    (_known.TryGetValue(key, out var known) ? known : _known[key] = []).Add((place.Account, place.Region));
                }
            }
        }
    }

    public ResourcePlace Of(int row)
    {
        var place = _joins.Place(row);
        var (scope, source) = SourceOf(row);
        if (place.Account.Length > 0 || !_known.TryGetValue((scope, source, place.Provider), out var known) || known.Select(static k => k.Account).Distinct().Count() != 1)
        {
            return place;
        }

        var regions = known.Select(static k => k.Region).Where(static r => r.Length > 0).Distinct().ToList();
        return place with { Account = known.First().Account, Region = regions is [var one] ? one : "" };
    }

    private (string Scope, string Source) SourceOf(int row)
    {
        var (scope, page, local) = _snapshot.Segments.Place(row);
        return (_snapshot.Segments.Name(scope), _snapshot.Segments.Segment(scope).Pages[page].SourceOf(local));
    }
}
