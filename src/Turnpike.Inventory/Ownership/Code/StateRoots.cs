using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Ownership.Code;

/// <summary>
/// Which root of a repository a state is of: the one that declares most of what it holds, or of what its code declares where
/// that was pushed; of several that are alike, as environments are, the one whose key of the backend or whose folder the
/// state's name says. Which code is of which state, the joins say.
/// </summary>
internal sealed class StateRoots
{
    /// <summary>What a state must share with a root to be of it, and how near the next may come.</summary>
    private const double Enough = 0.5;
    private const double Alike = 0.05;
    private const double ByKey = 0.9;
    private const double ByBlocks = 0.8;
    private const double ByName = 0.7;

    private static readonly char[] s_partings = ['/', '-', '_', '.'];

    private readonly Dictionary<(string Scope, string Source), Made> _made = [];

    private readonly CodeRoots _code;

    private StateRoots(CodeRoots code) => _code = code;

    public static StateRoots None { get; } = new(CodeRoots.None);

    /// <param name="Roots">Several where nothing tells them apart.</param>
    private sealed record Made(IReadOnlyList<CodeRoot> Roots, double Certainty, string How);

    public static StateRoots Of(EstateSnapshot snapshot, IReadOnlyList<CodeRoot> roots)
    {
        var made = new StateRoots(snapshot.Joins.Roots);
        if (roots.Count == 0)
        {
            return made;
        }

        var blocks = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < roots.Count; i++)
        {
            foreach (var name in roots[i].Blocks.Concat(roots[i].ModulesElsewhere))
            {
                (blocks.TryGetValue(name, out var having) ? having : blocks[name] = []).Add(i);
            }
        }

        foreach (var (state, held) in made.Blocks(snapshot))
        {
            if (Find(state, held, roots, blocks) is { } found)
            {
                made._made[state] = found;
            }
        }

        return made;
    }

    /// <summary>Where the code of a resource may stand: several places where roots are alike.</summary>
    public IEnumerable<CodePlace> Of(ResourceRow row)
    {
        if (_made.TryGetValue(StateOf(row.Key.Scope, row.Source) ?? (row.Key.Scope, row.Source), out var made))
        {
            var block = BlockAddress.Of(row.Key.Address);
            foreach (var root in made.Roots)
            {
                if (root.PlaceOf(block) is { } place)
                {
                    yield return new CodePlace(root.Scope, root.Folder, place, made.Certainty, made.How);
                }
            }
        }
    }

    private (string Scope, string Source)? StateOf(string scope, string source) => _code.Of(scope, source)?.State;

    // A state may hold what is no longer in its code, and code what was not applied: where there is code, it says what is in the root.
    private Dictionary<(string Scope, string Source), HashSet<string>> Blocks(EstateSnapshot snapshot)
    {
        var (held, declared) = (new Dictionary<(string, string), HashSet<string>>(), new Dictionary<(string, string), HashSet<string>>());
        var (joins, scopes) = (snapshot.Joins, snapshot.Segments);
        for (var scope = 0; scope < scopes.Count; scope++)
        {
            var (name, segment) = (scopes.Name(scope), scopes.Segment(scope));
            for (var row = 0; row < segment.Rows; row++)
            {
                var (page, local) = segment.Place(row);
                var address = joins.Side(scopes.Base(scope) + row) is RowSide.State or RowSide.Declared ? segment.Pages[page].AddressOf(local) : "";
                if (address.Contains('.', StringComparison.Ordinal) && !address.Contains('/', StringComparison.Ordinal))
                {
                    var source = segment.Pages[page].SourceOf(local);
                    var state = StateOf(name, source);
                    var (to, key) = (state is null ? held : declared, state ?? (name, source));
                    (to.TryGetValue(key, out var blocks) ? blocks : to[key] = new(StringComparer.Ordinal)).Add(BlockAddress.Of(address));
                }
            }
        }

        foreach (var (state, blocks) in declared)
        {
            held[state] = blocks;
        }

        return held;
    }

    private static Made? Find((string Scope, string Source) state, HashSet<string> held, IReadOnlyList<CodeRoot> roots, Dictionary<string, List<int>> blocks)
    {
        var shared = new Dictionary<int, int>();
        foreach (var block in held)
        {
            foreach (var root in BlockAddress.ModulesOf(block).Append(block).SelectMany(b => blocks.GetValueOrDefault(b, [])).Distinct())
            {
                shared[root] = shared.GetValueOrDefault(root) + 1;
            }
        }

        var best = shared.Count == 0 ? 0 : shared.Values.Max();
        if (best < Enough * held.Count)
        {
            return null;
        }

        var alike = shared.Where(s => s.Value >= best - (Alike * held.Count)).OrderBy(static s => s.Key).Select(s => roots[s.Key]).ToList();
        var said = $"{best} of {held.Count} of its blocks are there";
        if (alike.Where(r => IsKeyOf(r.BackendKey, state.Scope)).ToList() is [var keyed])
        {
            return new([keyed], ByKey, $"its state's key is {keyed.BackendKey}, and {said}");
        }

        if (alike.Count == 1)
        {
            return new(alike, ByBlocks, said);
        }

        var words = $"{state.Scope}/{state.Source}".ToLowerInvariant().Split(s_partings).ToHashSet(StringComparer.Ordinal);
        var named = alike.GroupBy(r => r.Folder.ToLowerInvariant().Split(s_partings).Distinct().Count(words.Contains)).OrderByDescending(static g => g.Key).First().ToList();
        return named is [var one]
            ? new(named, ByName, $"{said}, and of {alike.Count} such roots its name says {one.Folder}")
            : new(named, ByName, $"{said}, as in {named.Count - 1} other {(named.Count == 2 ? "root" : "roots")}");
    }

    // A connection of many states gives each the folder of its key, or all of it: terraform/NAME/envs/prod.
    private static bool IsKeyOf(string? key, string scope)
    {
        if (string.IsNullOrEmpty(key) || scope.Split('/', 3) is not [_, _, var name])
        {
            return false;
        }

        var bare = key.EndsWith(".tfstate", StringComparison.Ordinal) ? key[..^".tfstate".Length] : key;
        bare = bare.EndsWith("/terraform", StringComparison.Ordinal) ? bare[..^"/terraform".Length] : bare;
        return name == key || name == bare || name == key + "/terraform.tfstate";
    }
}
