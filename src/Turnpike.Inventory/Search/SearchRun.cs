using System.Buffers;
using Turnpike.Inventory.Segments;

namespace Turnpike.Inventory.Search;

/// <summary>Asks a query of every page in turn: each term leaves fewer rows to the next.</summary>
internal sealed class SearchRun(SnapshotScopes scopes, IReadOnlyDictionary<QueryTerm, int[]> listed)
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
            case AttributeTerm or RelatedTerm or JoinedTerm:
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
            var all = listed[term];
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

        // The columns are the first halves of a row's head, in their order.
        var heads = page.Column<ushort>(PagePart.Head);
        var at = (int)term.Column;
        for (var word = 0; word < RowSet.WordsFor(page.Rows); word++)
        {
            var found = 0UL;
            for (var bit = 0; bit < 64 && at < heads.Length; bit++, at += SegmentForm.RowHead / sizeof(ushort))
            {
                found |= matches[heads[at]] ? 1UL << bit : 0;
            }

            rows.AndWord(word, found);
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

            at = term.LooksAtRow ? text.Length + 1 : at + next + 1;
        }

        return false;
    }

    private static void NarrowByScan(TextTerm term, SegmentPage page, RowSet rows)
    {
        var text = page.Text;
        var starts = page.TextStart;
        var row = 0;
        var done = 0;
        for (var at = 0; at < text.Length;)
        {
            var next = text[at..].IndexOf(term.Needle);
            if (next < 0)
            {
                break;
            }

            at += next;
            row = RowAt(starts, at, row);
            var (start, end) = ((int)starts[row], (int)starts[row + 1]);
            if (!term.Matches(text[start..end], at - start))
            {
                at = term.LooksAtRow ? end : at + 1;
                continue;
            }

            rows.RemoveRange(done, row);
            done = row + 1;
            at = end;
        }

        rows.RemoveRange(done, page.Rows);
    }

    // What is found often is found in the next row or near it.
    private static int RowAt(ReadOnlySpan<uint> starts, int place, int row)
    {
        for (var near = row + 8; row < near; row++)
        {
            if (starts[row + 1] > place)
            {
                return row;
            }
        }

        var at = starts[row..].BinarySearch((uint)place);
        return at >= 0 ? row + at : row + ~at - 1;
    }
}
