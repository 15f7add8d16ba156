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

    /// <summary>Its id is made up, and what it says of itself is the same: which policy of which role.</summary>
    Attributes,

    /// <summary>The cloud shows it inside another thing: a route in its table, a policy on its queue.</summary>
    Within,
}

/// <param name="Says">What is at odds, and what can be done.</param>
public sealed record JoinConflict(string Kind, IReadOnlyList<ResourceKey> Resources, string Says)
{
    public const string TwoClaimOne = "two-claim-one";
    public const string OneIdTwice = "one-id-twice";
    public const string WhichState = "which-state";
}

/// <summary>Which rows of a snapshot tell of the same thing: what is observed, who manages it, and the code that declares it.</summary>
internal sealed class EstateJoins
{
    private const int None = -1;

    private readonly SnapshotScopes _scopes;
    private readonly RowSide[] _sides;
    private readonly ResourcePlace[] _places;
    private readonly int[] _partner;
    private readonly JoinedBy[] _by;
    private readonly List<JoinConflict> _conflicts = [];
    private readonly List<(int Row, int Observed)> _manifests = [];
    private readonly Dictionary<ulong, int> _first = [];
    private readonly Dictionary<ulong, List<int>> _several = [];
    private readonly Dictionary<int, string> _types = [];
    private CodeRoots _roots = CodeRoots.None;

    private EstateJoins(SnapshotScopes scopes)
    {
        _scopes = scopes;
        (_sides, _places, _partner, _by) = (new RowSide[scopes.Rows], new ResourcePlace[scopes.Rows], new int[scopes.Rows], new JoinedBy[scopes.Rows]);
        System.Array.Fill(_partner, None);
    }

    public IReadOnlyList<JoinConflict> Conflicts => _conflicts;

    public CodeRoots Roots => _roots;

    /// <summary>Each manifest with what bears its name in each cluster.</summary>
    public IReadOnlyList<(int Row, int Observed)> Manifests => _manifests;

    public RowSide Side(int row) => _sides[row];

    public ResourcePlace Place(int row) => _places[row];

    /// <summary>For what is observed, who manages it; for the others, what is observed of it. Negative for nobody.</summary>
    public int Partner(int row) => _partner[row];

    public JoinedBy By(int row) => _by[row];

    /// <summary>It is in the estate a second time, as what manages it tells.</summary>
    public bool IsShadowed(int row) => (_sides[row] == RowSide.Observed && _partner[row] >= 0) || _roots.StateOf(row) >= 0;

    /// <summary>What stands for a row where each real thing is to be met once: itself, unless it is shadowed.</summary>
    public int StandIn(int row) => _roots.StateOf(row) is >= 0 and var state ? state : IsShadowed(row) ? _partner[row] : row;

    /// <summary>Something that was observed is known by that key.</summary>
    public bool IsSeen(string key) => _first.ContainsKey(Fingerprint.OfSought(Fingerprint.OfKey(key, seeks: false)));

    /// <summary>What was observed and goes by that ARN.</summary>
    public IReadOnlyList<int> SeenBy(string arn) => Candidates(Fingerprint.OfIdentifier(arn));

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
                    joins.Index(identity, row);
                }
                else
                {
                    managing.Add((row, identity));
                }
            }
        }

        joins._roots = CodeRoots.Of(scopes, managing, joins._sides, joins._conflicts);

        // States know ids; what is only declared takes what they leave.
        foreach (var (row, identity) in managing.OrderBy(m => joins._sides[m.Row] == RowSide.State ? 0 : 1))
        {
            joins.Join(row, identity);
        }

        return joins;
    }

    private void Index(RowIdentity identity, int row)
    {
        Index(identity.Key, row);
        Index(identity.Arn, row);
        foreach (var key in identity.Keys)
        {
            Index(Fingerprint.OfSought(key), row);
        }

        if (identity.Arn != 0)
        {
            _types[row] = identity.Type;
        }
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
        if (Candidates(identity.Key) is { Count: > 0 } same)
        {
            var fitting = same.Where(o => identity.IsKubernetes || _places[o].Agrees(identity.Place)).ToList();
            if (identity.IsKubernetes)
            {
                fitting.ForEach(o => PairManifest(row, o));
                return;
            }

            if (fitting.Count == 1)
            {
                Pair(row, fitting[0], same.Count == 1 ? JoinedBy.Id : JoinedBy.IdAndPlace);
                return;
            }

            if (fitting.Count > 1)
            {
                AddOneIdTwice(row, fitting);
                return;
            }
        }

        if (Candidates(identity.Arn) is [var one] && IsOfType(one, identity.Type))
        {
            Pair(row, one, JoinedBy.Arn);
        }
        else
        {
            JoinByAttributes(row, identity);
        }
    }

    // Satellites carry the ARN of what they belong to, and their types begin with the other's: aws_sns_topic_policy.
    private bool IsOfType(int observed, string type) =>
        _types[observed] == type || !(type.StartsWith(_types[observed], StringComparison.Ordinal) || _types[observed].StartsWith(type, StringComparison.Ordinal));

    private void JoinByAttributes(int row, RowIdentity identity)
    {
        foreach (var key in identity.Keys)
        {
            if (Fingerprint.Seeks(key) && Candidates(Fingerprint.OfSought(key)).Where(o => _places[o].Agrees(identity.Place)).Take(2).ToList() is [var observed])
            {
                Pair(row, observed, JoinedBy.Attributes);
            }
        }
    }

    // Of several manifests of one object, the one whose place is called most like the cluster's.
    private void PairManifest(int row, int observed)
    {
        _manifests.Add((row, observed));
        if (_partner[observed] is >= 0 and var other && ManifestMatch.Nearness(ScopeOf(row), ScopeOf(observed)) > ManifestMatch.Nearness(ScopeOf(other), ScopeOf(observed)))
        {
            _partner[observed] = None;
        }

        Pair(row, observed, JoinedBy.Address);
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
        else if (by != JoinedBy.Attributes && _sides[row] == RowSide.State && _sides[_partner[observed]] == RowSide.State)
        {
            var (first, second) = (KeyOf(_partner[observed]), KeyOf(row));
            _conflicts.Add(new JoinConflict(
                JoinConflict.TwoClaimOne, [first, second, KeyOf(observed)], $"{first} and {second} both manage {KeyOf(observed)}: each apply may undo the other's. Remove it from one of the states (terraform state rm)."));
        }
    }

    private void AddOneIdTwice(int row, List<int> fitting) => _conflicts.Add(new JoinConflict(
        JoinConflict.OneIdTwice,
        [KeyOf(row), .. fitting.Select(KeyOf)],
        $"{KeyOf(row)} has an id that {fitting.Count} observed resources have, in several accounts or regions, and does not say which of them it is."));

    private List<int> Candidates(ulong key) =>
        key == 0 || !_first.TryGetValue(key, out var first) ? [] : _several.TryGetValue(key, out var several) ? several : [first];

    private string ScopeOf(int row) => _scopes.Name(_scopes.ScopeOf(row));

    private ResourceKey KeyOf(int row) => _scopes.Row(row).Key;
}
