using System.Text;
using Turnpike.Inventory.Segments;

namespace Turnpike.Inventory.Search;

/// <summary>The words that the resources of a snapshot can be asked by, with how many have them.</summary>
internal sealed class Vocabulary
{
    // A tag such as Name has a value of its own for each resource: nobody chooses from those.
    private const int MaxKeys = 500;
    private const int MaxValues = 300;
    private const int MaxText = 200;

    private readonly Dictionary<string, int>[] _columns = [new(StringComparer.Ordinal), new(StringComparer.Ordinal), new(StringComparer.Ordinal)];
    private readonly Dictionary<string, Dictionary<string, int>> _tags = new(StringComparer.Ordinal);

    public static Vocabulary Of(SnapshotScopes scopes)
    {
        var words = new Vocabulary();
        for (var scope = 0; scope < scopes.Count; scope++)
        {
            foreach (var page in scopes.Segment(scope).Pages)
            {
                words.AddColumns(page);
                words.AddTags(page);
            }
        }

        return words;
    }

    public IReadOnlyDictionary<string, int> Column(RowColumn column) => _columns[(int)column];

    /// <summary>In small letters, as they are compared.</summary>
    public IEnumerable<KeyValuePair<string, int>> TagKeys => _tags.Select(static t => KeyValuePair.Create(t.Key, t.Value.Values.Sum()));

    public IEnumerable<KeyValuePair<string, int>> TagValues(string key) => _tags.GetValueOrDefault(Folded.Lower(key)) ?? [];

    private void AddColumns(SegmentPage page)
    {
        var counts = new int[page.StringCount, _columns.Length];
        foreach (var head in page.Heads)
        {
            counts[head.Type, (int)RowColumn.Type]++;
            counts[head.Provider, (int)RowColumn.Provider]++;
            counts[head.Source, (int)RowColumn.Source]++;
        }

        for (var text = 0; text < page.StringCount; text++)
        {
            for (var column = 0; column < _columns.Length; column++)
            {
                if (counts[text, column] > 0)
                {
                    var all = _columns[column];
                    all[page.String(text)] = all.GetValueOrDefault(page.String(text)) + counts[text, column];
                }
            }
        }
    }

    private void AddTags(SegmentPage page)
    {
        var keys = _tags.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> text = stackalloc char[MaxText];
        for (var row = 0; row < page.Rows; row++)
        {
            Dictionary<string, int>? values = null;
            foreach (var field in new FieldWalk(page.TextOf(row)))
            {
                if (field.Code is not (Field.TagKey or Field.TagValue) || field.Text.Length > MaxText)
                {
                    values = null;
                    continue;
                }

                var word = text[..Encoding.UTF8.GetChars(field.Text, text)];
                if (field.Code == Field.TagValue)
                {
                    Count(values, word);
                }
                else if (!keys.TryGetValue(word, out values) && _tags.Count < MaxKeys)
                {
                    keys[word] = values = new(StringComparer.Ordinal);
                }
            }
        }
    }

    private static void Count(Dictionary<string, int>? values, ReadOnlySpan<char> word)
    {
        if (values is null)
        {
            return;
        }

        var lookup = values.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(word, out var count))
        {
            lookup[word] = count + 1;
        }
        else if (values.Count < MaxValues)
        {
            lookup[word] = 1;
        }
    }
}
