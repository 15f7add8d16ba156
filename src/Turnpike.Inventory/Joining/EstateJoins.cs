using Turnpike.Inventory.Segments;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Joining;

/// <summary>By what two rows are known to be one thing; the first that holds.</summary>
public enum JoinedBy
{
    /// <summary>The same id of the same type, and nothing against it.</summary>
    Id,

    /// <summary>Several have that id; the account and the region tell which.</summary>
    IdAndPlace,
    Arn,

    /// <summary>Kubernetes: the same kind, namespace and name.</summary>
    Address,
}

/// <param name="Says">What is at odds, and what can be done.</param>
public sealed record JoinConflict(string Kind, IReadOnlyList<ResourceKey> Resources, string Says)
{
    public const string TwoClaimOne = "two-claim-one";
    public const string OneIdTwice = "one-id-twice";
}

/// <summary>Which rows of a snapshot tell of the same thing: what is observed, and who manages it.</summary>
internal sealed class EstateJoins
{
    private const int None = -1;

    private readonly SnapshotScopes _scopes;
    private readonly RowSide[] _sides;
    private readonly ResourcePlace[] _places;
    private readonly int[] _partner;
    private readonly JoinedBy[] _by;
    private readonly List<JoinConflict> _conflicts = [];
    private readonly Dictionary<ulong, int> _first = [];
    private readonly Dictionary<ulong, List<int>> _several = [];

    private EstateJoins(SnapshotScopes scopes)
    {
        _scopes = scopes;
        (_sides, _places, _partner, _by) = (new RowSide[scopes.Rows], new ResourcePlace[scopes.Rows], new int[scopes.Rows], new JoinedBy[scopes.Rows]);
        System.Array.Fill(_partner, None);
    }

    public IReadOnlyList<JoinConflict> Conflicts => _conflicts;

    public RowSide Side(int row) => _sides[row];

    public ResourcePlace Place(int row) => _places[row];

    /// <summary>For what is observed, who manages it; for the others, what is observed of it. Negative for nobody.</summary>
    public int Partner(int row) => _partner[row];

    public JoinedBy By(int row) => _by[row];

    /// <summary>It is in the estate a second time, as what manages it tells.</summary>
    public bool IsShadowed(int row) => _sides[row] == RowSide.Observed && _partner[row] >= 0;

    /// <summary>What stands for a row where each real thing is to be met once: itself, unless it is shadowed.</summary>
    public int StandIn(int row) => IsShadowed(row) ? _partner[row] : row;

    /// <summary>Nothing is known to be anything else.</summary>
    public static EstateJoins Unjoined(SnapshotScopes scopes) => new(scopes);

    public static EstateJoins Of(SnapshotScopes scopes, Func<string, string, RowSide> sideOf)
    {
        var joins = new EstateJoins(scopes);
        var managing = new List<(int Row, RowIdentity Identity)>();
        for (var scope = 0; scope < scopes.Count; scope++)
        {
            var sides = new Dictionary<string, (RowSide Side, ResourcePlace Place)>(StringComparer.Ordinal);
            foreach (var identity in SegmentIdentities.Of(scopes.Name(scope), scopes.Segment(scope)).Rows)
            {
                if (!sides.TryGetValue(identity.Source, out var known))
                {
                    sides[identity.Source] = known = (sideOf(identity.Scope, identity.Source), ResourcePlace.OfPart(identity.Scope, identity.Source));
                }

                var row = scopes.Base(scope) + identity.Row;
                joins._sides[row] = known.Side;
                joins._places[row] = known.Side == RowSide.Observed ? known.Place : identity.Place;
                if (known.Side == RowSide.Observed)
                {
                    joins.Index(identity.Key, row);
                    joins.Index(identity.Arn, row);
                }
                else
                {
                    managing.Add((row, identity));
                }
            }
        }

        // States know ids; what is only declared takes what they leave.
        foreach (var (row, identity) in managing.OrderBy(m => joins._sides[m.Row] == RowSide.State ? 0 : 1))
        {
            joins.Join(row, identity);
        }

        return joins;
    }

    private void Index(ulong key, int row)
    {
        if (key != 0 && !_first.TryAdd(key, row) && _first[key] != row)
        {
            (_several.TryGetValue(key, out var rows) ? rows : _several[key] = [_first[key]]).Add(row);
        }
    }

    private void Join(int row, RowIdentity identity)
    {
        var isKubernetes = identity.Place.Provider == "kubernetes";
        if (Candidates(identity.Key) is { Count: > 0 } same)
        {
            var fitting = same.Where(o => isKubernetes || _places[o].Agrees(identity.Place)).ToList();
            if (fitting.Count == 1 || (isKubernetes && fitting.Count > 0))
            {
                fitting.ForEach(o => Pair(row, o, isKubernetes ? JoinedBy.Address : same.Count == 1 ? JoinedBy.Id : JoinedBy.IdAndPlace));
                return;
            }

            if (fitting.Count > 1)
            {
                _conflicts.Add(new JoinConflict(
                    JoinConflict.OneIdTwice,
                    [KeyOf(row), .. fitting.Select(KeyOf)],
                    $"{KeyOf(row)} has an id that {fitting.Count} observed resources have, in several accounts or regions, and does not say which of them it is."));
                return;
            }
        }

        if (Candidates(identity.Arn) is [var one])
        {
            Pair(row, one, JoinedBy.Arn);
        }
    }

    private void Pair(int row, int observed, JoinedBy by)
    {
        if (_partner[row] < 0)
        {
            (_partner[row], _by[row]) = (observed, by);
        }

        if (_partner[observed] < 0)
        {
            (_partner[observed], _by[observed]) = (row, by);
        }
        else if (_sides[row] == RowSide.State && _sides[_partner[observed]] == RowSide.State)
        {
            var (first, second) = (KeyOf(_partner[observed]), KeyOf(row));
            _conflicts.Add(new JoinConflict(
                JoinConflict.TwoClaimOne, [first, second, KeyOf(observed)], $"{first} and {second} both manage {KeyOf(observed)}: each apply may undo the other's. Remove it from one of the states (terraform state rm)."));
        }
    }

    private List<int> Candidates(ulong key) =>
        key == 0 || !_first.TryGetValue(key, out var first) ? [] : _several.TryGetValue(key, out var several) ? several : [first];

    private ResourceKey KeyOf(int row) => _scopes.Row(row).Key;
}
