using Turnpike.Inventory.Segments;

namespace Turnpike.Inventory.Joining;

/// <summary>
/// Which code belongs to which state, and so which declared resource is which managed one: the same address in both. Code and
/// state belong together where their scopes are called the same, else where one state alone holds most of what the code declares.
/// </summary>
internal sealed class CodeRoots
{
    // Roots of one module differ in an address or two; of two roots that have nothing to do with each other few are the same.
    private const double Most = 0.5;

    // What only says of which world a scope tells, and not of which root.
    private static readonly HashSet<string> s_worlds = new(StringComparer.Ordinal) { "terraform", "code", "declared", "state", "tofu" };

    private readonly Dictionary<int, int> _stateOf = [];
    private readonly Dictionary<int, int> _codeOf = [];
    private readonly Dictionary<(string Scope, string Source), Root> _roots = [];

    public static CodeRoots None { get; } = new();

    /// <summary>Declared rows and the managed ones that they are.</summary>
    public IEnumerable<(int Row, int State)> Declared => _stateOf.Select(static s => (s.Key, s.Value));

    /// <param name="Says">Why both belong together.</param>
    public sealed record Root((string Scope, string Source) State, string Says);

    /// <summary>The managed row that a declared one is; negative for none.</summary>
    public int StateOf(int declared) => _stateOf.GetValueOrDefault(declared, -1);

    /// <summary>The declared row of a managed one; negative for none.</summary>
    public int CodeOf(int managed) => _codeOf.GetValueOrDefault(managed, -1);

    /// <summary>The state that belongs to the code of a source; null where none is known.</summary>
    public Root? Of(string scope, string source) => _roots.GetValueOrDefault((scope, source));

    public static CodeRoots Of(SnapshotScopes scopes, List<(int Row, RowIdentity Identity)> managing, RowSide[] sides, List<JoinConflict> conflicts)
    {
        var declared = managing.Where(m => sides[m.Row] == RowSide.Declared && !m.Identity.IsKubernetes).ToList();
        if (declared.Count == 0)
        {
            return None;
        }

        var addresses = declared.Select(static d => d.Identity.Address).ToHashSet();
        var states = managing.Where(m => sides[m.Row] == RowSide.State && addresses.Contains(m.Identity.Address))
            .GroupBy(static m => (m.Identity.Scope, m.Identity.Source))
            .ToDictionary(static g => g.Key, static g => g.DistinctBy(static m => m.Identity.Address).ToDictionary(static m => m.Identity.Address, static m => m.Row));
        var roots = new CodeRoots();
        foreach (var code in declared.GroupBy(static d => (d.Identity.Scope, d.Identity.Source)))
        {
            roots.Pair(scopes, code.Key, [.. code], states, conflicts);
        }

        return roots;
    }

    private void Pair(
        SnapshotScopes scopes,
        (string Scope, string Source) code,
        List<(int Row, RowIdentity Identity)> rows,
        Dictionary<(string Scope, string Source), Dictionary<ulong, int>> states,
        List<JoinConflict> conflicts)
    {
        var same = states.Select(s => (State: s.Key, Rows: s.Value, Shared: rows.Count(r => s.Value.ContainsKey(r.Identity.Address)))).Where(static s => s.Shared > 0).ToList();
        var likely = same.Where(s => NameOf(s.State.Scope) == NameOf(code.Scope)).ToList() is { Count: > 0 } named ? named : same.FindAll(s => s.Shared > rows.Count * Most);
        if (likely is [var one])
        {
            var isNamed = NameOf(one.State.Scope) == NameOf(code.Scope);
            _roots[code] = new Root(one.State, isNamed ? $"called as {one.State.Scope} is" : $"{one.Shared} of its {rows.Count} addresses are in {one.State.Scope}");
            foreach (var (row, identity) in rows)
            {
                if (one.Rows.TryGetValue(identity.Address, out var state))
                {
                    _stateOf[row] = state;
                    _codeOf.TryAdd(state, row);
                }
            }
        }
        else if (likely.Count > 1)
        {
            conflicts.Add(new JoinConflict(
                JoinConflict.WhichState,
                [scopes.Row(rows[0].Row).Key, .. likely.Select(l => scopes.Row(l.Rows.Values.First()).Key)],
                $"{code.Source} of {code.Scope} may be the code of {string.Join(" or ", likely.Select(static l => l.State.Scope).Distinct().Order(StringComparer.Ordinal))}: push it in a scope that is called as its state's is."));
        }
    }

    // terraform/shop/web, shop/web/declared and code/shop/web are all shop/web.
    private static string NameOf(string scope) => string.Join('/', scope.Split('/').Where(static s => !s_worlds.Contains(s)));
}
