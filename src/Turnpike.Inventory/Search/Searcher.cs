using System.Buffers;
using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Relations;
using Turnpike.Inventory.Segments;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Search;

/// <summary>Answers queries on a snapshot.</summary>
internal sealed class Searcher(EstateSnapshot snapshot, SnapshotScopes scopes, RelationGraph graph)
{
    private const int MaxNamed = 100;

    /// <param name="joined">Of the same snapshot; null where the query does not ask of it.</param>
    public SearchPage Search(EstateQuery query, int limit, string? after, JoinedEstate? joined, CancellationToken cancellationToken)
    {
        var term = query.Term.AsksJoined ? new AllOf([new ThingTerm(), query.Term]) : query.Term;
        if (term.AsksJoined && !ReferenceEquals(joined?.Snapshot, snapshot))
        {
            throw new InvalidOperationException($"{query} asks of the joined estate: {nameof(SearchEstate)} has it.");
        }

        var notes = new List<string>();
        var listed = new Dictionary<QueryTerm, int[]>();
        Resolve(term, joined, listed, notes);
        var run = new SearchRun(scopes, listed);
        var start = RowAfter(after);
        var total = 0;
        var found = new List<int>();
        for (var scope = 0; scope < scopes.Count; scope++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var segment = scopes.Segment(scope);
            for (var page = 0; page < segment.Pages.Length; page++)
            {
                total += Search(run, term, new(scope, segment.Pages[page], scopes.Base(scope) + segment.RowBase(page)), start, limit, found);
            }
        }

        var items = found.Take(limit).Select(scopes.Row).ToList();
        return new SearchPage(items, total, found.Count > limit ? CursorOf(items[^1]) : null, notes);
    }

    // One more than the limit tells whether there are others.
    private static int Search(SearchRun run, QueryTerm term, SearchRun.PageAt at, int start, int limit, List<int> found)
    {
        var words = RowSet.WordsFor(at.Page.Rows);
        var memory = ArrayPool<ulong>.Shared.Rent(words);
        var rows = new RowSet(memory.AsSpan(0, words));
        rows.Fill(at.Page.Rows);
        run.Narrow(term, at, rows);
        var total = rows.Count();
        if (total > 0 && found.Count <= limit && at.First + at.Page.Rows > start)
        {
            for (var row = rows.Next(Math.Max(0, start - at.First)); row >= 0 && found.Count <= limit; row = rows.Next(row + 1))
            {
                found.Add(at.First + row);
            }
        }

        ArrayPool<ulong>.Shared.Return(memory);
        return total;
    }

    /// <summary>By key, so that it holds where the estate has changed meanwhile.</summary>
    private static string CursorOf(ResourceRow row) => row.Key + (row.Deposed is null ? "" : "\n" + row.Deposed);

    private int RowAfter(string? after)
    {
        if (after is null)
        {
            return 0;
        }

        var parts = after.Split('\n');
        if (!ResourceKey.TryParse(parts[0], out var key))
        {
            return 0;
        }

        for (var scope = 0; scope < scopes.Count; scope++)
        {
            var order = string.CompareOrdinal(scopes.Name(scope), key.Scope);
            if (order < 0)
            {
                continue;
            }

            return order > 0 ? scopes.Base(scope) : RowAfter(scope, key.Address, parts.Length > 1 ? parts[1] : null);
        }

        return scopes.Rows;
    }

    private int RowAfter(int scope, string address, string? deposed)
    {
        var row = scopes.Segment(scope).LowerBound(address);
        for (; row < scopes.Segment(scope).Rows; row++)
        {
            var at = scopes.Row(scopes.Base(scope) + row);
            if (at.Key.Address != address || string.CompareOrdinal(at.Deposed ?? "", deposed ?? "") > 0)
            {
                break;
            }
        }

        return scopes.Base(scope) + row;
    }

    // The rows of what no page can tell by itself.
    private void Resolve(QueryTerm term, JoinedEstate? joined, Dictionary<QueryTerm, int[]> listed, List<string> notes)
    {
        switch (term)
        {
            case AllOf all:
                foreach (var one in all.Terms)
                {
                    Resolve(one, joined, listed, notes);
                }

                break;
            case AnyOf any:
                foreach (var one in any.Terms)
                {
                    Resolve(one, joined, listed, notes);
                }

                break;
            case Not not:
                Resolve(not.Term, joined, listed, notes);
                break;
            case RelatedTerm named when !listed.ContainsKey(named):
                listed.Add(named, Related(named, notes));
                break;
            case JoinedTerm asked when !listed.ContainsKey(asked):
                listed.Add(asked, Joined(asked, joined!, notes));
                break;
        }
    }

    private static int[] Joined(JoinedTerm term, JoinedEstate joined, List<string> notes)
    {
        var rows = joined.RowsOf(term.Matches);
        if (rows.Length == 0 && term is MakerTerm maker)
        {
            notes.Add($"Nothing is known to be made by {maker.Tool.Text}. There is: {string.Join(", ", joined.ByMaker.Select(static m => m.Key).Order(StringComparer.Ordinal))}.");
        }

        return rows;
    }

    private int[] Related(RelatedTerm term, List<string> notes)
    {
        var named = snapshot.FindAny(term.Named, MaxNamed);
        if (named.Count == 0)
        {
            notes.Add($"There is no resource {term.Named}: neither a key, nor an address, id or ARN.");
        }

        var rows = new List<int>();
        foreach (var row in named)
        {
            if (term.Side != RelationSide.UsedBy)
            {
                graph.AddReferrers(row.Row, rows);
            }

            if (term.Side != RelationSide.DependsOn)
            {
                graph.AddTargets(row.Row, rows);
            }
        }

        return [.. rows.Distinct().Order()];
    }
}
