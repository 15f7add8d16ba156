using System.Globalization;
using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Segments;
using Turnpike.Inventory.Snapshots;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Inventory.Search;

/// <summary>Completes the last part of a query: keys first, then the values that the estate holds.</summary>
internal sealed class Suggester(EstateSnapshot snapshot, SnapshotScopes scopes)
{
    // Attributes are kept as fingerprints: their names come from a few resources that the rest of the query finds.
    private const int Sample = 12;
    private const int MaxDepth = 8;
    private const int MaxValue = 80;

    private readonly Lazy<Vocabulary> _words = new(() => Vocabulary.Of(scopes));

    /// <param name="joined">Of the same snapshot; null where the text does not ask of it.</param>
    public async Task<QuerySuggestions> SuggestAsync(string text, int limit, JoinedEstate? joined, CancellationToken cancellationToken)
    {
        var start = StartOfPart(text);
        var part = text[start..];
        var colon = part.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || QueryKey.Find(part[..colon].ToLowerInvariant()) is not { } key)
        {
            return new(start, [.. part.StartsWith('"') ? [] : Openings(part).Take(limit)]);
        }

        // Whoever typed a star has asked for all of them.
        var value = part[(colon + 1)..].Replace("\"", "", StringComparison.Ordinal);
        if (value.EndsWith('*'))
        {
            return new(start, []);
        }

        IEnumerable<QuerySuggestion> found = key.Names[0] switch
        {
            "type" => Counted("type", value, _words.Value.Column(RowColumn.Type)),
            "provider" => Counted("provider", value, _words.Value.Column(RowColumn.Provider)),
            "source" => Counted("source", value, _words.Value.Column(RowColumn.Source)),
            "scope" => Counted("scope", value, ScopeCounts),
            "status" => Counted("status", value, StatusTerm.Words.Select(w => KeyValuePair.Create(w.Word, joined?.Counts.GetValueOrDefault(w.Status) ?? 0))),
            "made-by" => Counted("made-by", value, joined?.ByMaker ?? []),
            "tag" => Tags(value),
            "attr" => await AttributesAsync(text[..start], value, joined, cancellationToken),
            var other => Resources(other, value, limit, cancellationToken),
        };
        return new(start, [.. found.Take(limit)]);
    }

    private IEnumerable<KeyValuePair<string, int>> ScopeCounts => snapshot.Scopes.Select(static s => KeyValuePair.Create(s.Name, s.Resources));

    // After white space, an opening parenthesis or a minus; not inside of quotes.
    private static int StartOfPart(string text)
    {
        var (start, isQuoted) = (0, false);
        for (var at = 0; at < text.Length; at++)
        {
            isQuoted ^= text[at] == '"' && (at == 0 || text[at - 1] != '\\');
            if (!isQuoted && (char.IsWhiteSpace(text[at]) || (at == start && text[at] is '(' or '-')))
            {
                start = at + 1;
            }
        }

        return start;
    }

    private IEnumerable<QuerySuggestion> Openings(string part)
    {
        foreach (var key in QueryKey.All.Where(k => k.Names.Any(n => n.StartsWith(part, StringComparison.OrdinalIgnoreCase))))
        {
            yield return new(key.Names[0] + ":", $"{key.Says}, as {key.Example}", IsWhole: false);
        }

        if (part.Length >= 2)
        {
            foreach (var found in Counted("type", part, _words.Value.Column(RowColumn.Type)).Take(4).Concat(Counted("scope", part, ScopeCounts).Take(3)).Concat(Tags(part).Take(2)))
            {
                yield return found;
            }
        }
    }

    // What begins so before what only holds it, and what many have before what few have.
    private static IEnumerable<QuerySuggestion> Counted(string key, string typed, IEnumerable<KeyValuePair<string, int>> words, bool isWhole = true) => words
        .Where(w => w.Key.Contains(typed, StringComparison.OrdinalIgnoreCase))
        .OrderByDescending(w => w.Key.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).ThenByDescending(static w => w.Value).ThenBy(static w => w.Key, StringComparer.Ordinal)
        .Select(w => new QuerySuggestion(isWhole ? $"{key}:{Quoted(w.Key)}" : $"{key}:{w.Key}=", Says(w.Value), isWhole));

    private IEnumerable<QuerySuggestion> Tags(string value)
    {
        var at = value.IndexOf('=', StringComparison.Ordinal);
        return at < 0
            ? Counted("tag", value, _words.Value.TagKeys, isWhole: false)
            : _words.Value.TagValues(value[..at])
                .Where(v => v.Key.Contains(value[(at + 1)..], StringComparison.OrdinalIgnoreCase))
                .OrderByDescending(static v => v.Value).ThenBy(static v => v.Key, StringComparer.Ordinal)
                .Select(v => new QuerySuggestion($"tag:{Quoted($"{value[..at]}={v.Key}")}", Says(v.Value)));
    }

    private IEnumerable<QuerySuggestion> Resources(string key, string value, int limit, CancellationToken cancellationToken)
    {
        var query = EstateQuery.Parse(value.Length == 0 ? "" : Quoted(value, always: true), new DiagnosticBag()) ?? EstateQuery.All;
        return snapshot.Search(query, limit, null, cancellationToken).Items
            .Select(row => key switch { "id" => (Value: row.Id, row), "name" => (Value: row.Name, row), _ => (Value: row.Key.Address, row) })
            .Where(static r => r.Value is { Length: > 0 and <= MaxValue * 2 })
            .Select(r => new QuerySuggestion($"{key}:{Quoted(r.Value!)}", $"{r.row.Type} in {r.row.Key.Scope}"))
            .DistinctBy(static s => s.Text);
    }

    private async Task<IEnumerable<QuerySuggestion>> AttributesAsync(string before, string value, JoinedEstate? joined, CancellationToken cancellationToken)
    {
        var query = EstateQuery.Parse(before, new DiagnosticBag()) ?? EstateQuery.All;
        var rows = snapshot.Search(query, Sample, null, joined, cancellationToken).Items;
        var (path, wanted) = value.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at ? (value[..at], value[(at + 1)..]) : (value, null);
        var leaves = new List<(string Path, string? Value)>();
        foreach (var resource in await snapshot.LoadAsync(rows, cancellationToken))
        {
            Walk(resource.Attributes, "", 0, leaves);
        }

        return wanted is null
            ? Counted("attr", path, leaves.GroupBy(static l => l.Path).Select(static g => KeyValuePair.Create(g.Key, g.Count())), isWhole: false)
                .Select(static s => s with { Says = "an attribute of what is found so far" })
            : leaves.Where(l => l.Value is { Length: <= MaxValue } v && string.Equals(l.Path, QueryKey.WithoutPlaces(path), StringComparison.OrdinalIgnoreCase) && v.Contains(wanted, StringComparison.OrdinalIgnoreCase))
                .Select(static l => l.Value!).Distinct().Order(StringComparer.Ordinal)
                .Select(v => new QuerySuggestion($"attr:{Quoted($"{path}={v}")}", "a value of what is found so far"));
    }

    private static void Walk(Value value, string path, int depth, List<(string, string?)> leaves)
    {
        switch (value)
        {
            case ObjectValue members when depth < MaxDepth && !value.IsSensitive:
                for (var i = 0; i < members.Count; i++)
                {
                    if (members.Keys[i] is StringValue key)
                    {
                        Walk(members.Values[i], path.Length == 0 ? key.Value : $"{path}.{key.Value}", depth + 1, leaves);
                    }
                }

                break;
            case ArrayValue elements when depth < MaxDepth && !value.IsSensitive:
                foreach (var element in elements.Items.ToArray())
                {
                    Walk(element, path, depth + 1, leaves);
                }

                break;
            default:
                leaves.Add((path, value.IsSensitive || value is UnknownValue or ObjectValue or ArrayValue ? null : value is StringValue text ? text.Value : JsonText.Redacted(value)));
                break;
        }
    }

    private static string Says(int count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} resource{(count == 1 ? "" : "s")}");

    // The quotes of a key, as in aws_x.y["a"], stand as they are.
    private static string Quoted(string text, bool always = false)
    {
        var plain = text.Replace("[\"", "", StringComparison.Ordinal).Replace("\"]", "", StringComparison.Ordinal);
        return always || plain.AsSpan().IndexOfAny(" \t()\"") >= 0
            ? $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : text;
    }
}
