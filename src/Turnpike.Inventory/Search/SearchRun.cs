using System.Buffers;
using Turnpike.Inventory.Segments;

namespace Turnpike.Inventory.Search;

/// <summary>Asks a query of every page in turn: each term leaves fewer rows to the next.</summary>
internal sealed class SearchRun(SnapshotScopes scopes, IReadOnlyDictionary<RelatedTerm, int[]> related)
{
    /// <param name="Scope">Of the snapshot.</param>
    /// <param name="First">The number that its first row has among all.</param>
    public readonly record struct PageAt(int Scope, SegmentPage Page, int First);

    /// <summary>Narrows rows to those that match.</summary>
    public void Narrow(QueryTerm term, PageAt at, RowSet rows)
    {
        switch (term)
        {
            case AllOf all:
                foreach (var one in all.Terms)
                {
                    if (rows.IsEmpty)
                    {
                        return;
                    }

                    Narrow(one, at, rows);
                }

                break;
            case AnyOf any:
                NarrowToAny(any, at, rows);
                break;
            case Not not:
                NarrowToOthers(not, at, rows);
                break;
            case ScopeTerm scope when !scope.Scope.Matches(scopes.Name(at.Scope)):
                rows.Clear();
                break;
            case ColumnTerm column:
                NarrowByColumn(column, at.Page, rows);
                break;
            case TextTerm text:
                NarrowByText(text, at.Page, rows);
                break;
            case AttributeTerm or RelatedTerm:
                NarrowToListed(term, at, rows);
                break;
        }
    }

    private void NarrowToAny(AnyOf any, PageAt at, RowSet rows)
    {
        var words = RowSet.WordsFor(at.Page.Rows);
        var memory = ArrayPool<ulong>.Shared.Rent(words * 2);
        var found = new RowSet(memory.AsSpan(0, words));
        var one = new RowSet(memory.AsSpan(words, words));
        found.Clear();
        foreach (var term in any.Terms)
        {
            one.Clear();
            one.Or(rows);
            Narrow(term, at, one);
            found.Or(one);
        }

        rows.And(found);
        ArrayPool<ulong>.Shared.Return(memory);
    }

    private void NarrowToOthers(Not not, PageAt at, RowSet rows)
    {
        var words = RowSet.WordsFor(at.Page.Rows);
        var memory = ArrayPool<ulong>.Shared.Rent(words);
        var found = new RowSet(memory.AsSpan(0, words));
        found.Clear();
        found.Or(rows);
        Narrow(not.Term, at, found);
        rows.Except(found);
        ArrayPool<ulong>.Shared.Return(memory);
    }

    private void NarrowToListed(QueryTerm term, PageAt at, RowSet rows)
    {
        var words = RowSet.WordsFor(at.Page.Rows);
        var memory = ArrayPool<ulong>.Shared.Rent(words);
        var found = new RowSet(memory.AsSpan(0, words));
        found.Clear();
        if (term is AttributeTerm attribute)
        {
            at.Page.AddRows(attribute.Fingerprint, found);
        }
        else
        {
            var all = related[(RelatedTerm)term];
            var next = Array.BinarySearch(all, at.First);
            for (next = next < 0 ? ~next : next; next < all.Length && all[next] < at.First + at.Page.Rows; next++)
            {
                found.Add(all[next] - at.First);
            }
        }

        rows.And(found);
        ArrayPool<ulong>.Shared.Return(memory);
    }

    private static void NarrowByColumn(ColumnTerm term, SegmentPage page, RowSet rows)
    {
        var matches = new bool[page.StringCount];
        var any = false;
        for (var i = 0; i < matches.Length; i++)
        {
            any |= matches[i] = term.Value.Matches(page.String(i));
        }

        if (!any)
        {
            rows.Clear();
            return;
        }

        var heads = page.Heads;
        for (var row = rows.Next(0); row >= 0; row = rows.Next(row + 1))
        {
            var head = heads[row];
            if (!matches[term.Column switch { RowColumn.Type => head.Type, RowColumn.Provider => head.Provider, _ => head.Source }])
            {
                rows.Remove(row);
            }
        }
    }

    private static void NarrowByText(TextTerm term, SegmentPage page, RowSet rows)
    {
        // One pass over the text is as fast as memory; asking row by row pays where few are left.
        var left = rows.Count();
        if (left > page.Rows / 8)
        {
            NarrowByScan(term, page, rows);
            return;
        }

        for (var row = rows.Next(0); row >= 0; row = rows.Next(row + 1))
        {
            if (!IsIn(term, page.TextOf(row)))
            {
                rows.Remove(row);
            }
        }
    }

    private static bool IsIn(TextTerm term, ReadOnlySpan<byte> text)
    {
        for (var at = 0; at <= text.Length;)
        {
            var next = text[at..].IndexOf(term.Needle);
            if (next < 0)
            {
                return false;
            }

            if (term.Matches(text, at + next))
            {
                return true;
            }

            at += next + 1;
        }

        return false;
    }

    private static void NarrowByScan(TextTerm term, SegmentPage page, RowSet rows)
    {
        var text = page.Text;
        var starts = page.TextStart;
        var done = 0;
        for (var at = 0; at < text.Length;)
        {
            var next = text[at..].IndexOf(term.Needle);
            if (next < 0)
            {
                break;
            }

            var row = page.RowAt(at + next);
            var (start, end) = ((int)starts[row], (int)starts[row + 1]);
            rows.RemoveRange(done, row);
            done = row + 1;
            at = end;
            if (rows.Has(row) && !IsIn(term, text[start..end]))
            {
                rows.Remove(row);
            }
        }

        rows.RemoveRange(done, page.Rows);
    }
}
